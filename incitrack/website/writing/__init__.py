"""The folder that a site is written to: complete or absent, and never anything that is not its own."""
