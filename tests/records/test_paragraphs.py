"""What a body says in its own words, and on which lines."""

from tests.builders import postmortem, postmortem_text

BODY = """\
## Root cause

The pool was
too small.

> Quoted words.

```
code
```

<!-- a comment -->

- Why? It was small.
  - Why was it? Nobody asked.

## Root cause

Again."""


def test_paragraphs_and_items_are_given_with_their_line_and_nothing_else_is() -> None:
    record = postmortem(postmortem_text(body=BODY))
    lines = record.text.splitlines()
    found = record.body.paragraphs
    assert [each.text for each in found] == [
        "The pool was\ntoo small.",
        "- Why? It was small.",
        "  - Why was it? Nobody asked.",
        "Again.",
    ]
    assert all(lines[each.line - 1] == each.text.split("\n")[0] for each in found)


def test_a_file_with_crlf_has_the_same_paragraphs() -> None:
    text = postmortem_text(body=BODY)
    assert postmortem(text.replace("\n", "\r\n")).body.paragraphs == postmortem(text).body.paragraphs


def test_what_stands_under_a_title_is_what_all_its_sections_hold() -> None:
    body = postmortem(postmortem_text(body=f"## Summary\n\nShort.\n\n{BODY}")).body
    assert [each.text for each in body.paragraphs_under("Summary")] == ["Short."]
    assert body.paragraphs_under("Root cause") == list(body.paragraphs[1:])
    assert body.paragraphs_under("Lessons") == []
