"""What pages look like: where templates come from, the styles, the colours, what every page loads."""
