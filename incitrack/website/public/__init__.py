"""The site that everyone may read: made from an allow-list of fields, and searched for everything else."""
