"""What watcher does, through ports only: ingest, deliver, digest, status."""
