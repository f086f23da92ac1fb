"""An editor that asks a language server about one file, over the server's stdin and stdout."""

import json
import subprocess

QUIET = {
    "yaml": {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}
}
"""The server looks for no schema elsewhere."""


class Editor:
    """One server, and the files opened in it."""

    def __init__(self, command, folder):
        self._server = subprocess.Popen(  # noqa: S603 - the server that was installed for this test
            command,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._asked = 0
        self._mistakes = {}
        self.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities={})
        self._tell("initialized")
        self._tell("workspace/didChangeConfiguration", settings=QUIET)

    def open(self, path):
        """Open a file; its mistakes, as the server tells them."""
        uri = path.as_uri()
        text = path.read_text("utf-8")
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)
        while uri not in self._mistakes:
            self._hear()
        return self._mistakes[uri]

    def ask(self, method, **params):
        """The server's answer."""
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while True:
            heard = self._hear()
            if heard.get("id") == self._asked and "method" not in heard:
                return heard["result"]

    def at(self, method, path, line, column):
        """The answer about one place in an open file, counted from 0."""
        place = {"line": line, "character": column}
        return self.ask(
            f"textDocument/{method}", textDocument={"uri": path.as_uri()}, position=place
        )

    def close(self):
        self._server.kill()
        self._server.communicate()

    def _tell(self, method, **params):
        self._send({"method": method, "params": params})

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._server.stdin.flush()

    def _hear(self):
        length = 0
        while (line := self._server.stdout.readline().strip()) or not length:
            assert line, "the language server has gone"
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        heard = json.loads(self._server.stdout.read(length))
        if "id" in heard and "method" in heard:
            self._send({"id": heard["id"], "result": None})
        elif heard.get("method") == "textDocument/publishDiagnostics":
            self._mistakes[heard["params"]["uri"]] = heard["params"]["diagnostics"]
        return heard
