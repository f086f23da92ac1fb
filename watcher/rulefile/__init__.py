"""Rule files: YAML to a Watchlist, every mistake with file and line. The only room with YAML."""

from watcher.rulefile.read import Loaded, RuleFiles, read_watchlist

__all__ = ["Loaded", "RuleFiles", "read_watchlist"]
