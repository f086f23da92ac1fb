"""Keep watcher running: poll every source on time, deliver all the while, stop gracefully.

The only room that knows APScheduler.
"""

from watcher.schedule.jobs import told
from watcher.schedule.loop import Loop
from watcher.schedule.run import run

__all__ = ["Loop", "run", "told"]
