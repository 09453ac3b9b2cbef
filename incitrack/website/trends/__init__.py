"""The charts of the trends: each from the figures of the whole archive, with the sentence that is its message."""
