"""Edits of records, pure: one file for each verb, from a record and words to a change that is not yet written."""
