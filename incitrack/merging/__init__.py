"""Three versions of a record made into one by what they say: pure, texts in and a text out."""
