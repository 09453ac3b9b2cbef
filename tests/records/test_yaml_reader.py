"""YAML is read as text within strict bounds, and every refusal says where."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.model.words import Quoted
from incitrack.records.yaml_events import DEEPEST
from incitrack.records.yaml_reader import read_yaml


def refusal(text: str) -> tuple[str, str]:
    reading = read_yaml(text)
    assert reading.value is None
    return reading.problems[-1].code, reading.problems[-1].message


@pytest.mark.parametrize(
    "written", ["22:22", "no", "on", "1_000", "1.10", "2026-02-31", "0x1F", "1e3", "true", "-"]
)
def test_a_plain_scalar_stays_the_text_that_was_written(written: str) -> None:
    assert read_yaml(f"t: {written}x\nu: {written if written != '-' else 'x'}").value["t"] == f"{written}x"
    if written != "-":
        assert read_yaml(f"t: {written}").value == {"t": written}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_an_empty_value_is_none(written: str) -> None:
    assert read_yaml(f"owner: {written}\n").value == {"owner": None}


def test_quotes_make_text_of_what_looks_like_a_number_or_nothing() -> None:
    value = read_yaml("a: '312'\nb: \"null\"\nc: |\n  x\n").value
    assert value == {"a": "312", "b": "null", "c": "x\n"}
    assert all(isinstance(each, Quoted) for each in value.values())


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{n}: &{n} [{', '.join([f'*{p}'] * 9)}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert refusal(bomb) == ("INC002", "anchors and aliases are not allowed")


def test_a_merge_key_bomb_is_refused() -> None:
    text = "<<: {a: b}\n"
    assert refusal(text) == ("INC002", "merge keys are not allowed")


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system [id]", "!!str x", "! x", "!local x", "!!int '3'"]
)
def test_a_tag_is_refused(tag: str) -> None:
    code, message = refusal(f"a: {tag}")
    assert code == "INC002"
    assert "tag" in message


def test_a_tag_on_a_key_is_refused() -> None:
    assert refusal("!!str a: b")[0] == "INC002"


def test_nesting_to_the_limit_is_read_and_one_deeper_is_refused() -> None:
    # The map is the first level, so that there is room for nineteen lists.
    assert read_yaml("a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)).problems == []
    assert "nested" in refusal("a: " + "[" * DEEPEST + "]" * DEEPEST)[1]


def test_thirty_thousand_brackets_do_not_crash_the_process() -> None:
    program = "from incitrack.records.yaml_reader import read_yaml; print(read_yaml('[' * 30000).problems[0].code)"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert found.stdout == "INC002\n"


def test_a_key_that_stands_twice_is_named_at_its_second_place_and_reading_goes_on() -> None:
    text = "severity: P3\ntitle: x\nseverity: P1\nowner: maria\n"
    reading = read_yaml(text)
    assert reading.value == {"severity": "P3", "title": "x", "owner": "maria"}
    assert [(p.code, p.offset) for p in reading.problems] == [("INC007", text.rindex("severity"))]


@pytest.mark.parametrize(
    "text",
    [
        "? [a]\n: b\n",
        "{a: b}: c\n",
        ": x\n",
        "a: b\n---\nc: d\n",
        "a: [b\n",
        'a: "b\n',
        "a: b: c\n",
        "\tb: c\n",
        "a: \x01\n",
    ],
)
def test_what_is_not_a_map_of_words_is_refused(text: str) -> None:
    assert refusal(text)[0] == "INC002"


def test_a_control_character_is_named_where_it_stands() -> None:
    text = "title: é\nowner: \x0c\n"
    (problem,) = read_yaml(text).problems
    assert (problem.offset, "U+000C" in problem.message) == (text.index("\x0c"), True)


def test_a_quote_that_never_ends_is_named_where_it_begins() -> None:
    text = 'a: b\ntitle: "x\nowner: maria\n'
    assert read_yaml(text).problems[0].offset == text.index('"')


def test_a_document_of_too_many_values_is_refused() -> None:
    assert "too many" in refusal("a: [" + "x," * 250_000 + "]")[1]


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85", "\r"])
def test_only_a_line_feed_ends_a_line(character: str) -> None:
    text = f"title: a{character}b\nowner: maria\n"
    reading = read_yaml(text, spans=True)
    assert reading.value == {"title": f"a{character}b", "owner": "maria"}
    assert reading.spans["owner",].start == text.index("maria")


def test_crlf_ends_a_line_as_lf_does() -> None:
    assert read_yaml("title: a\r\nowner: maria\r\n").value == {"title": "a", "owner": "maria"}


def test_spans_are_offsets_into_the_text() -> None:
    text = "title: 'é x'  # said\nservices: [a, bc]\nroles:\n  scribe: kim\n"
    spans = read_yaml(text, spans=True).spans
    assert text[spans["title",].start : spans["title",].end] == "'é x'"
    assert text[spans["services", 1].start : spans["services", 1].end] == "bc"
    assert text[spans["roles", "scribe"].key :].startswith("scribe: kim")
    assert (spans["services",].style, spans["roles",].style, spans["title",].style) == ("flow", "block", "'")


@given(st.text(max_size=200) | st.text(alphabet="ab:-[]{}&*!|>'\"#?, \n\t~<%@`\r\u2028", max_size=60))
def test_reading_never_raises_and_each_problem_stands_in_the_text(text: str) -> None:
    reading = read_yaml(text, spans=True)
    assert all(0 <= problem.offset <= len(text) for problem in reading.problems)
    assert all(0 <= span.key <= span.start <= span.end <= len(text) for span in reading.spans.values())
