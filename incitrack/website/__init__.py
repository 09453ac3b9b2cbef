"""The archive made into pages: what each page shows, which pages there are, and how a site is written."""
