"""What turns a Git repository into a repository of records."""
