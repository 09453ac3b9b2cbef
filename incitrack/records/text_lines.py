"""Lines of a text, ended by LF alone, and the line and column of an offset."""

from bisect import bisect_right

from incitrack.errors import Place


class LineTable:
    """Where each line of a text begins. CR before LF belongs to the line's end; nothing else ends a line."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        position = text.find("\n")
        while position >= 0:
            self._starts.append(position + 1)
            position = text.find("\n", position + 1)

    def place(self, path: str, offset: int) -> Place:
        """The place of a character offset, line and column from 1."""
        line = bisect_right(self._starts, offset)
        return Place(path, line, offset - self._starts[line - 1] + 1)

    def start_of(self, line: int) -> int:
        """The offset at which a line (from 1) begins."""
        return self._starts[line - 1]
