"""Takes connections on 127.0.0.1, each in a thread of its own."""

import socket
import threading


class Door:
    """What servers of these tests have in common; `_talk` is theirs."""

    def __init__(self):
        """Open at once: whatever `_talk` needs is there before."""
        self.connections = 0
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    @property
    def port(self):
        return self._listener.getsockname()[1]

    def close(self):
        self._closing.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._talk, args=[connection])
            self._threads.append(thread)
            thread.start()
