"""Pictures and pages about what watcher did: text that needs nothing but itself. Pure."""
