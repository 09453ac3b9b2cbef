"""Files: text to words and back. The only package that imports yaml."""
