"""Git: the only package that runs it; the working copy, its writers' lock, and the one commit."""
