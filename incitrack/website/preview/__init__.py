"""A site on this machine that follows the records: served, watched, rebuilt, reloaded."""
