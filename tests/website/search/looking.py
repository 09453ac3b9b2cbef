"""The search page in a browser, for tests."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        pass


def served(handler: Callable[..., Quiet]) -> Iterator[str]:
    """The address of a server while it runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


class Looking:
    """The search page, and whatever the browser complains of."""

    def __init__(self, context: "BrowserContext", site: str) -> None:
        self.page: Page = context.new_page()
        self.site = site
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def at(self, query: str = "") -> "Looking":
        self.page.goto(f"{self.site}search/index.html{query}")
        return self

    def type(self, text: str) -> "Looking":
        self.page.locator("main input[name=q]").fill(text)
        return self

    def count(self, number: int) -> "Looking":
        words = re.compile(rf"^{number} results?(;|$)")
        self.page.locator("[role=status]").filter(has_text=words).wait_for(timeout=10_000)
        return self

    def answered(self, query: str) -> "Looking":
        """Wait until what stands there is the answer to this query."""
        self.page.locator(f".results[data-asked={json.dumps(query, ensure_ascii=False)}]").wait_for(
            state="attached", timeout=10_000
        )
        return self

    def ids(self) -> list[str]:
        return [link.split("/")[-2] for link in self.links()]

    def links(self) -> list[str]:
        found: Any = self.page.locator(".result a.title").evaluate_all("links => links.map(link => link.href)")
        return list(found)

    def result(self, text: str) -> str:
        found = self.page.locator(".result").filter(has_text=text).first
        found.wait_for()
        return found.inner_text()
