"""A program that takes posts, in a process of its own: its journal is on the disk.

What it takes is in the journal before it answers. Half of the answers are lost or bad.
"""

import json
import os
import random
import subprocess
import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[1]


class Receiver(BaseHTTPRequestHandler):
    """Takes a post, writes it down, and answers."""

    journal = None
    chance = None

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        how = self.chance.choice(["", "", "busy", "lost"])
        if how == "busy":
            self.send_error(503)
            return
        line = {"key": self.headers["Idempotency-Key"], "text": body["text"]}
        self.journal.write(json.dumps(line) + "\n")
        self.journal.flush()
        os.fsync(self.journal.fileno())
        if how != "lost":
            self.send_response(204)
            self.end_headers()

    def log_message(self, *_):
        """Nobody reads it."""


@contextmanager
def receiving(journal, seed):
    """The address of a receiver; it ends with the block."""
    command = [sys.executable, "-m", "tests.receiver", str(journal), str(seed)]
    process = subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def main(journal, seed):
    Receiver.chance = random.Random(int(seed))
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    with Path(journal).open("a", encoding="utf-8") as Receiver.journal:
        print(f"http://127.0.0.1:{server.server_port}/hook", flush=True)  # noqa: T201 - its address
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
