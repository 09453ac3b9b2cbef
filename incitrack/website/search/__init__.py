"""The full-text search: what is indexed, the engine that indexes it, and the tables that its script reads."""
