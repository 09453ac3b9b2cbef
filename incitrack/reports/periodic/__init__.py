"""Reports on a stretch of time, as Markdown: a month, a quarter, and what a customer was promised in it."""
