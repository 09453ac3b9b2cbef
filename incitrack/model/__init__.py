"""The words: incidents, timeline entries, postmortems, action items and policies, with no files and no clock."""
