"""Chart parts: pure functions from numbers to what the templates draw as SVG, without a word of an archive."""
