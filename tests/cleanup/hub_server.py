"""A hub on this machine that the real client can download from, as slowly as a test wants."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

COMMIT = "d" * 40


@dataclass
class HubServer:
    """``files``: ``owner/name/file`` to content. In the middle of the first file that ``holds``, it waits.

    ``begun`` is set when half of that was sent; the rest is sent when ``released`` is.
    """

    files: Mapping[str, bytes]
    holds: bool = False
    begun: Event = field(default_factory=Event)
    released: Event = field(default_factory=Event)
    endpoint: str = ""

    def content(self, path: str) -> bytes | None:
        """``/owner/name/resolve/REVISION/file``; the client can ask for other things, which are not there."""
        parts = path.strip("/").split("/")
        return self.files.get("/".join((*parts[:2], *parts[4:])))


def _handler(hub: HubServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._head()

        def do_GET(self) -> None:
            content = self._head()
            half = len(content) // 2
            self.wfile.write(content[:half])
            self.wfile.flush()
            if hub.holds and content:
                hub.begun.set()
                hub.released.wait(60)
            self.wfile.write(content[half:])

        def _head(self) -> bytes:
            content = hub.content(self.path)
            self.send_response(404 if content is None else 200)
            if content is not None:
                self.send_header("X-Repo-Commit", COMMIT)
                self.send_header("ETag", f'"{hashlib.sha256(content).hexdigest()}"')
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            return content or b""

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's word
            """Say nothing."""

    return Handler


@contextmanager
def serving(hub: HubServer) -> Iterator[HubServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(hub)) as server:
        server.daemon_threads = True
        hub.endpoint = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield hub
        finally:
            hub.released.set()
            server.shutdown()
