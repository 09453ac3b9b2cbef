"""YAML as records use it: maps, lists and text, read from the parser's events within strict bounds.

Every plain scalar stays the text that was written, so that `no`, `on`, `1_000` and `22:22` are never taken for
something else; an empty one, `~` and `null` are None. Tags, anchors, aliases, merge keys, keys that are no text,
nesting over 20 and more than 200,000 events are refused before anything is built from them.
"""

from typing import Any, NamedTuple

from incitrack.records.yaml_spans import Path, Span, YamlProblem


class YamlReading(NamedTuple):
    """The value of a document, the problems that did not stop the reading, and the spans by path.

    `element_lines` tells of each list in the outermost map on which lines its elements begin, from 0; those of a
    list in brackets begin on the line of its key.
    """

    value: Any
    problems: list[YamlProblem]
    spans: dict[Path, Span]
    element_lines: dict[str, list[int]]


def read_yaml(text: str, *, spans: bool = False) -> YamlReading:
    """Read one YAML document of maps, lists and text.

    A duplicate key is a problem and its first value stands; anything else that is refused ends the reading
    with that problem and the value None. With `spans`, the place of every value is recorded.
    """
    # The parser is loaded with the first document: appending to a record that was read before needs none.
    from incitrack.records.yaml_events import Reader, YamlRefusedError

    reader = Reader(text, wants_spans=spans)
    try:
        value = reader.document()
    except YamlRefusedError as refused:
        return YamlReading(None, [*reader.problems, refused.problem], reader.spans, {})
    finally:
        reader.close()
    return YamlReading(value, reader.problems, reader.spans, reader.element_lines)
