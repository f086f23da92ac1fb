"""Where messages go to."""
