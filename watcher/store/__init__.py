"""What watcher remembers. The only room with SQL."""
