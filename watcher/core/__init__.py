"""The pure heart: text and time in, decisions out. No clock, no disk, no network."""
