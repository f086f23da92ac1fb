"""`python -m tests.fake_telegram --port 0`: serve on loopback until stopped."""

import argparse
import asyncio
import os
import sys
import threading

from tests.fake_telegram import TOKEN
from tests.fake_telegram.server import Server
from tests.fake_telegram.world import World

LOOPBACK = "127.0.0.1"


async def serve(port: int, token: str) -> None:
    """Serve for ever; the first line of output says where."""
    server = await asyncio.start_server(Server(World(token)).serve, LOOPBACK, port)
    where = server.sockets[0].getsockname()[1]
    print(f"listening on http://{LOOPBACK}:{where}", flush=True)  # noqa: T201 - its interface
    async with server:
        await server.serve_forever()


def end_with_the_parent() -> None:
    """Stop when standard input closes, so that a killed test leaves no server behind."""
    sys.stdin.buffer.read()
    os._exit(0)


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="fake_telegram")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--follow-stdin", action="store_true", help="stop when it closes")
    arguments = parser.parse_args()
    if arguments.follow_stdin:
        threading.Thread(target=end_with_the_parent, daemon=True).start()
    try:
        asyncio.run(serve(arguments.port, arguments.token))
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
