"""Text into what people see: Markdown of records into safe HTML, Jinja templates into pages and messages."""
