"""What a build takes over from the last one, and what that hangs on."""
