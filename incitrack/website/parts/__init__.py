"""Parts of pages: what several of them show, and what one of them shows much of."""
