"""The preview: what it serves and to whom, how a page learns of a new build, what it watches."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from incitrack.cli.main import run
from incitrack.records.cache_file import cache_folder
from incitrack.website.preview.reload import CHANGES_PATH, SCRIPT_PATH, with_reload
from incitrack.website.preview.server import PreviewServer
from incitrack.website.preview.watch import state_of
from tests.builders import write, write_incident
from tests.website.built_site import NOW, build


@contextmanager
def serving(site: Path) -> Iterator[PreviewServer]:
    with PreviewServer("127.0.0.1", 0, site) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.generation.end()
        server.shutdown()


@pytest.fixture
def server(root: Path) -> Iterator[PreviewServer]:
    build(root)
    with serving(root.parent / "site") as running:
        yield running


def get(
    server: PreviewServer, path: str, host: str | None = None, method: str = "GET"
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.request(method, path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


def test_a_page_is_served_with_the_script_that_a_built_page_has_not(server: PreviewServer) -> None:
    status, headers, page = get(server, "/incidents/")

    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert f'<script src="{SCRIPT_PATH}" defer></script>'.encode() in page
    assert SCRIPT_PATH.encode() not in (server.site / "incidents/index.html").read_bytes()
    assert page.index(b"Content-Security-Policy") < page.index(b"<script")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html?q=1#x", "text/html; charset=utf-8"),
        ("/assets/site.*.css", "text/css; charset=utf-8"),
        ("/assets/site.*.js", "text/javascript; charset=utf-8"),
        ("/assets/favicon.*.svg", "image/svg+xml"),
        (SCRIPT_PATH, "text/javascript; charset=utf-8"),
    ],
)
def test_each_kind_of_file_is_called_what_it_is(server: PreviewServer, path: str, kind: str) -> None:
    if "*" in path:
        path = "/" + next(server.site.glob(path.removeprefix("/"))).relative_to(server.site).as_posix()

    status, headers, _ = get(server, path)

    assert (status, headers["content-type"]) == (200, kind)


def test_a_folder_without_a_slash_leads_to_the_one_with(server: PreviewServer) -> None:
    status, headers, _ = get(server, "/incidents")

    assert (status, headers["location"]) == (301, "/incidents/")


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/assets/",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/a%00b",
        "//x",
    ],
)
def test_there_is_nothing_but_the_site_and_no_listing(server: PreviewServer, path: str) -> None:
    status, _, page = get(server, path)

    assert status == 404
    assert b"root:" not in page


def test_a_head_is_answered_without_a_body(server: PreviewServer) -> None:
    status, headers, page = get(server, "/", method="HEAD")

    assert (status, page) == (200, b"")
    assert int(headers["content-length"]) > 0


def test_the_head_of_the_stream_of_changes_ends_at_once_without_a_body(server: PreviewServer) -> None:
    with socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=10) as connection:
        connection.sendall(f"HEAD {CHANGES_PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        with connection.makefile("rb") as answer:
            head, _, body = answer.read().partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 200")
    assert b"Content-Type: text/event-stream" in head
    assert body == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_written(server: PreviewServer, method: str) -> None:
    assert get(server, "/", method=method)[0] == 501


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "192.0.2.1", ""])
def test_a_foreign_name_that_leads_here_is_refused(server: PreviewServer, host: str) -> None:
    assert get(server, "/", host=host or " ")[0] == 403


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:80", "x.localhost"])
def test_this_machine_is_known_by_all_its_names(server: PreviewServer, host: str) -> None:
    assert get(server, "/", host=host)[0] == 200


def test_before_the_first_build_the_reason_is_shown_as_text(tmp_path: Path) -> None:
    with serving(tmp_path / "site") as server:
        server.failure = "policies/severity.yaml:1:1: <b>wrong</b>"
        status, _, page = get(server, "/")

    assert status == 503
    assert b"&lt;b&gt;wrong&lt;/b&gt;" in page
    assert SCRIPT_PATH.encode() in page


def test_an_open_page_is_told_of_the_next_build(server: PreviewServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.request("GET", CHANGES_PATH)
    answer = connection.getresponse()
    before = answer.fp.readline()
    answer.fp.readline()

    server.generation.advance()
    after = answer.fp.readline()
    connection.close()

    assert answer.getheader("Content-Type") == "text/event-stream"
    assert before.startswith(b"data: ")
    assert after.startswith(b"data: ")
    assert before != after


def test_only_the_head_of_a_page_is_given_the_script() -> None:
    assert with_reload(b"<head></head></head>").count(b"<script") == 1


def test_the_page_for_what_is_missing_reloads_too_and_runs_nothing_else(server: PreviewServer) -> None:
    status, _, page = get(server, "/incidents/INC-2026-0099/")

    assert status == 404
    assert page.count(b"<script") == 1
    assert f'<script src="{SCRIPT_PATH}" defer></script>'.encode() in page
    assert b"script-src &#39;self&#39;;" in page
    assert b"script-src &#39;none&#39;" in (server.site / "404.html").read_bytes()


def test_every_change_of_what_a_site_is_made_of_is_seen(root: Path) -> None:
    seen = [state_of(root)]
    for change in (
        lambda: write_incident(root, id="INC-2026-0050"),
        lambda: write_incident(root, id="INC-2026-0050", title="Another"),
        (root / "incidents/2026/INC-2026-0050.md").unlink,
        lambda: write(root, "policies/fields.yaml", ""),
        lambda: write(root, "site_templates/base.html", "x"),
        lambda: write(root, "site_templates/styles/9.css", "x"),
        lambda: write(root, "incitrack.yaml", "site: {title: Ours}\n"),
    ):
        change()
        seen.append(state_of(root))

    assert all(a != b for a, b in pairwise(seen))
    write(root, "README.md", "x")
    assert state_of(root) == seen[-1]


def _temporary(root: Path) -> Path:
    folder = root.parent / "temporary"
    folder.mkdir(exist_ok=True)
    return folder


class Serve:
    """`incitrack serve` in a process of its own."""

    def __init__(self, root: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "incitrack", "-C", str(root), "--now", NOW, "serve", "--port", "0"]
        self.process = subprocess.Popen(
            [*command, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(_temporary(root))},
        )

    def line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline()

    def line_with(self, words: str) -> str:
        while line := self.line():
            if words in line:
                return line
        raise AssertionError(f"the process ended without saying {words!r}")

    def fetch(self, address: str, path: str) -> tuple[int, str]:
        host = address.split()[1].removeprefix("http://").rstrip("/")
        connection = http.client.HTTPConnection(host, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        found = answer.status, answer.read().decode()
        connection.close()
        return found

    def end(self, by: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(by)
        status = self.process.wait(timeout=20)
        if self.process.stdout:
            self.process.stdout.close()
        return status


@pytest.fixture
def serve(root: Path) -> Iterator[Serve]:
    running = Serve(root)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()
    if running.process.stdout:
        running.process.stdout.close()


def test_serve_rebuilds_on_change_lives_through_errors_and_ends_on_ctrl_c(root: Path, serve: Serve) -> None:
    address = serve.line_with("Serving http://127.0.0.1:")
    assert "Mails are late" in serve.fetch(address, "/incidents/")[1]

    write_incident(root, id="INC-2026-0050", title="A fresh one", owner="maria")
    serve.line_with("Built")
    assert "A fresh one" in serve.fetch(address, "/incidents/")[1]

    write_incident(root, id="INC-2026-0051", severty="P1")
    assert "INC-2026-0051.md" in serve.line_with("cannot read")
    serve.line_with("Built")
    assert "unknown key" in serve.fetch(address, "/")[1]

    policy = root / "policies/severity.yaml"
    good = policy.read_text()
    policy.write_text("severities: [\n")
    assert "policies/severity.yaml" in serve.line_with("not built")
    assert serve.fetch(address, "/incidents/")[0] == 200

    policy.write_text(good)
    serve.line_with("Built")

    assert serve.end() == 0
    assert not (root / "site").exists()
    assert list(cache_folder(root).glob("site-*")) == []


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP], ids=lambda by: by.name)
def test_serve_ends_on_a_polite_request_too_and_keeps_nothing_of_its_site(
    root: Path, serve: Serve, by: signal.Signals
) -> None:
    serve.line_with("Serving")
    kept = len(list(cache_folder(root).glob("site-*")))
    assert len(list(_temporary(root).iterdir())) == 1

    assert serve.end(by) == 0
    assert kept > 0
    assert list(cache_folder(root).glob("site-*")) == []
    assert list(_temporary(root).iterdir()) == []


def test_a_port_that_is_taken_is_said_in_a_line(root: Path, server: PreviewServer) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "incitrack", "-C", str(root), "serve", "--port", str(server.server_address[1])],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )

    assert done.returncode == 2
    assert "nothing can listen at 127.0.0.1" in done.stderr
    assert "try --port 0" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("host", ["nosuch.invalid", "192.0.2.1", "a" * 70 + ".invalid", ""])
def test_an_address_that_is_not_this_machines_is_said_with_one_that_is(
    root: Path, host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(root), "serve", "--host", host, "--port", "0"]) == 2

    said = capsys.readouterr().err
    assert "nothing can listen at" in said
    assert "--host 127.0.0.1" in said
    assert "--port 0\n" not in said
