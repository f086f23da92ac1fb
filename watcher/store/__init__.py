"""What watcher remembers, in one SQLite file. The only room with SQL.

`open_store` opens it; `only_one` keeps a second process away from it.
"""

from watcher.store.lock import only_one
from watcher.store.sql_store import SqlStore, open_store

__all__ = ["SqlStore", "only_one", "open_store"]
