"""The parts of a made-up archive: its words, its plan, its records and its policies."""
