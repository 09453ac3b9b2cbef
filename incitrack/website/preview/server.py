"""The preview's server: the built files, and beside them what makes an open page reload. For this machine only."""

import os
import socket
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from incitrack.website.addresses import MISSING
from incitrack.website.page import CONTENT_SECURITY_POLICY
from incitrack.website.preview.reload import CHANGES_PATH, SCRIPT, SCRIPT_PATH, Generation, with_reload

_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".ics": "text/calendar; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
_PULSE: Final = 15.0
"""Seconds after which a silent stream is written to, so that a page that went away is noticed."""


class PreviewServer(ThreadingHTTPServer):
    """Serves the folder `site`; until there is one, `failure` says why, as text."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, host: str, port: int, site: Path) -> None:
        """Listen at once; port 0 takes a free one.

        Raises:
            OSError: nobody can listen there.
        """
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        self.address_family = found[0]
        super().__init__((str(found[4][0]), port), _Handler)
        self.site = site
        self.failure = "The site is being built."
        self.generation = Generation()

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        host, port = str(self.server_address[0]), self.server_address[1]
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return ip_address(str(self.server_address[0]).partition("%")[0]).is_loopback

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away in the middle is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "incitrack", ""

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if not self._is_for_us():
            self._send(HTTPStatus.FORBIDDEN, "text/plain", b"This is a preview for this machine alone.\n")
        elif path == CHANGES_PATH:
            self._stream()
        elif path == SCRIPT_PATH:
            self._send(HTTPStatus.OK, _TYPES[".js"], SCRIPT.encode())
        else:
            self._file(path)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _is_for_us(self) -> bool:
        """Whether the request names this machine; a foreign name that leads here is a page of somebody else's."""
        if not self.server.is_local:
            return True
        name = urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
        try:
            return ip_address(name).is_loopback
        except ValueError:
            return name == "localhost" or name.endswith(".localhost")

    def _file(self, path: str) -> None:
        parts = PurePosixPath(path).parts[1:]
        file = self.server.site.joinpath(*parts)
        if ".." in parts or "\0" in path:
            self._missing()
        elif not (self.server.site / "index.html").is_file():
            self._page(HTTPStatus.SERVICE_UNAVAILABLE, self.server.failure)
        elif file.is_dir() and not path.endswith("/"):
            self._redirect(f"/{'/'.join(parts)}/")
        else:
            self._content(file / "index.html" if file.is_dir() else file)

    def _content(self, file: Path) -> None:
        try:
            content = file.read_bytes()
        except OSError:
            self._missing()
            return
        is_page = file.suffix == ".html"
        kind = _TYPES.get(file.suffix, "application/octet-stream")
        self._send(HTTPStatus.OK, kind, with_reload(content) if is_page else content)

    def _missing(self) -> None:
        """What a web server shows: the site's own page for it, until a build brings what was asked for."""
        try:
            content = (self.server.site / MISSING).read_bytes()
        except OSError:
            self._page(HTTPStatus.NOT_FOUND, "There is no such page.")
        else:
            self._send(HTTPStatus.NOT_FOUND, _TYPES[".html"], with_reload(content))

    def _page(self, status: HTTPStatus, sentence: str) -> None:
        page = (
            f'<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" '
            f'content="{CONTENT_SECURITY_POLICY}"><meta charset="utf-8"><title>{status.phrase}</title></head>'
            f"<body><main><h1>{status.phrase}</h1><pre>{escape(sentence)}</pre></main></body></html>"
        )
        self._send(status, _TYPES[".html"], with_reload(page.encode()))

    def _redirect(self, where: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", "frame-ancestors 'none'")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self) -> None:
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        generation = self.server.generation
        shown = generation.number
        self._say(f"data: {os.getpid()}-{shown}")
        while not generation.is_over:
            before, shown = shown, generation.wait_beyond(shown, _PULSE)
            self._say(f"data: {os.getpid()}-{shown}" if shown != before else ": still here")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Requests are no news."""
