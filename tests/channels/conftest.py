import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.fake_telegram.fixture import telegram

__all__ = ["telegram"]


class _Nonsense(BaseHTTPRequestHandler):
    """Says that all is well, and nothing else."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        body = b'{"ok": true, "result": 7}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def nonsense():
    """The address of a server that answers what no Bot API would."""
    with HTTPServer(("127.0.0.1", 0), _Nonsense) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
