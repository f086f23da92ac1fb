"""The command line. Every command ends with one of three exit codes.

0 all is well · 1 something needs a person · 2 a file or an argument must be mended
"""

from watcher.cli.app import main

__all__ = ["main"]
