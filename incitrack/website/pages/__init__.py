"""Which types of pages there are: one file for each, from the archive to what its template is given."""
