"""Rule files: YAML to a Watchlist, every mistake with file and line. The only room with YAML."""
