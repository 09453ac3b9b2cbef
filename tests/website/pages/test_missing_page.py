"""The page for what is not there: whole in itself, since nobody knows at which depth it will be shown."""

import re
from base64 import b64encode
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

from incitrack.website.preview.server import PreviewServer
from tests.builders import write
from tests.website.built_site import BuiltSite, SitePage, build


def missing(root: Path) -> SitePage:
    build(root)
    page = BuiltSite(root.parent / "site").missing
    assert page is not None
    return page


def test_it_loads_nothing_and_leads_nowhere_while_the_sites_address_is_not_known(root: Path) -> None:
    page = missing(root)

    assert not page.read.names & {"script", "base", "img"}
    assert page.all("link") == [{"rel": "icon", "href": "data:,"}]
    assert [given["href"] for given in page.all("a")] == ["#main"]
    assert len(page.all("h1")) == len(page.all("main")) == 1
    assert {"name": "robots", "content": "noindex"} in page.all("meta")


def test_its_policy_allows_its_own_style_and_no_script(root: Path) -> None:
    page = missing(root)
    style = re.findall(r"<style>(.*?)</style>", page.html, re.DOTALL)
    policy = str(page.all("meta")[0]["content"])

    assert len(style) == 1
    assert f"style-src 'sha256-{b64encode(sha256(style[0].encode()).digest()).decode()}';" in policy
    assert "script-src 'none'" in policy
    assert "default-src 'none'" in policy
    assert "img-src data:;" in policy


def test_it_leads_back_by_whole_addresses_where_the_settings_name_the_sites(root: Path) -> None:
    write(root, "incitrack.yaml", "site: {url: 'https://status.example/x'}\n")

    found = [given["href"] for given in missing(root).all("a")]

    assert found == [
        "#main",
        "https://status.example/x/index.html",
        "https://status.example/x/incidents/index.html",
    ]


def test_the_preview_shows_it_for_what_is_not_there(root: Path) -> None:
    build(root)
    with PreviewServer("127.0.0.1", 0, root.parent / "site") as server:
        Thread(target=server.serve_forever, daemon=True).start()
        connection = HTTPConnection("127.0.0.1", server.server_address[1])
        connection.request("GET", "/incidents/INC-2026-9999/")
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        server.shutdown()

    assert answer.status == 404
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<h1>Nothing is here</h1>" in body
