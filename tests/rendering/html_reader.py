"""What a browser would make of a piece of HTML: its tags with their attributes, and its text."""

from html.parser import HTMLParser

WITHIN_A_LINE = {"a", "b", "bdi", "code", "em", "s", "span", "strong", "time"}


class ReadHtml(HTMLParser):
    """`tags` in order as (name, attributes); `text` is everything between them, blocks apart."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.declarations: list[str] = []
        self.feed(html.encode().decode())  # plain text, also where it came as markup
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in WITHIN_A_LINE:
            self.text += " "

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.declarations.append(data)

    def handle_decl(self, decl: str) -> None:
        self.declarations.append(decl)

    @property
    def names(self) -> set[str]:
        return {name for name, _ in self.tags}

    @property
    def addresses(self) -> list[str]:
        return [str(given["href"]) for name, given in self.tags if name == "a" and "href" in given]
