"""Serves a folder as a common web server does, and counts the bytes of every answer, its head included."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final

LEVEL: Final = 6
_TEXT: Final = {".html", ".css", ".js", ".json", ".svg", ".xml", ".ics", ".txt"}
"""What is sent compressed; the search engine's own files are compressed as they lie there."""


class Wire:
    """Where a folder is served, and what went over it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: list[tuple[str, int]] = []

    @property
    def bytes(self) -> int:
        """All that was sent so far."""
        return sum(size for _, size in self.answers)


@contextmanager
def served(folder: Path) -> Iterator[Wire]:
    """Serve ``folder`` on this machine until the block ends."""
    wire = Wire("")
    handler = partial(_Handler, wire, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        wire.address = f"http://127.0.0.1:{server.server_port}/"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield wire
        server.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, wire: Wire, *given: Any, **named: Any) -> None:
        self._wire = wire
        super().__init__(*given, **named)

    def do_GET(self) -> None:
        counted = _Counted(self.wfile)
        self.wfile = counted  # type: ignore[assignment]  # all that answers is written through it
        super().do_GET()
        self._wire.answers.append((self.path, counted.count))

    def send_head(self) -> BytesIO | BinaryIO | None:
        file = Path(self.translate_path(self.path))
        if file.is_dir():
            file /= "index.html"
        if file.suffix not in _TEXT or not file.is_file():
            return super().send_head()
        body = _compressed(file)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing of a request."""


class _Counted:
    """A stream that knows how much was written to it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.count = 0

    def write(self, data: bytes) -> int:
        self.count += len(data)
        return int(self._stream.write(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@cache
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), LEVEL, mtime=0)
