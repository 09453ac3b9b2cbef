"""Versions that cannot be read, two records of one name, and what a file is like apart from its lines."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.merging.merge import merge_record
from incitrack.merging.pieces import Marks
from incitrack.records.incident_file import parse_incident
from incitrack.records.record import Unreadable
from tests.builders import incident_text
from tests.merging.branches import RECORD
from tests.merging.merging import TEXT_MERGE
from tests.merging.test_entries import R, U, V, note, record

BASE = record(R, body="## Summary\n\nIt fails.\n\n## Impact\n\nSome.\n\n## Later\n\nNothing.")
OURS, THEIRS = BASE + U + "\n", BASE + V + "\n"


def merged(base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, bool]:
    return tuple(merge_record(base, ours, theirs, TEXT_MERGE))  # type: ignore[return-value] # it is that pair


BROKEN = [
    OURS.replace("services: [checkout]", "services: [checkout"),
    OURS.replace("title:", "\ttitle:"),
    OURS.replace("severity: P2", "severity: P2\nseverity: P1"),
    OURS.replace("severity: P2", "severiti: P2"),
    OURS.replace("status: reported", "status: &x reported"),
    OURS.replace("**update**", "**updated**"),
    OURS.replace("- `2026-11-20T14:12Z`", "- 14:12"),
    OURS.replace("- `2026", "* `2026"),
    OURS.replace("---\n", "", 1),
    OURS.replace("id: INC-2026-0042\n", ""),
    "<<<<<<< ours\n" + OURS,
    "",
    "\0" + OURS,
    OURS + "x" * 1_048_577,
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_version_that_cannot_be_read_is_merged_as_git_merges_text(broken: str) -> None:
    assert isinstance(parse_incident(RECORD, broken), Unreadable) or len(broken) > 1_000_000
    sides = [BASE.encode(), broken.encode(), THEIRS.encode()]
    for base, ours, theirs in ([0, 1, 2], [0, 2, 1], [1, 0, 2]):
        texts = (sides[base], sides[ours], sides[theirs])
        if texts[0]:
            assert merged(*texts) == TEXT_MERGE(*texts, Marks())


def test_a_broken_version_merges_cleanly_where_the_texts_do() -> None:
    broken = BASE.replace("title: Checkout", "title: [Checkout")
    theirs = BASE.replace("Nothing.", "A lot.")
    assert merged(BASE.encode(), broken.encode(), theirs.encode()) == (
        broken.replace("Nothing.", "A lot.").encode(),
        True,
    )


def test_bytes_that_are_no_utf8_are_merged_as_text() -> None:
    latin = OURS.replace("First", "Fürst").encode("latin-1")
    assert merged(BASE.encode(), latin, THEIRS.encode()) == TEXT_MERGE(
        BASE.encode(), latin, THEIRS.encode(), Marks()
    )


def test_a_file_that_is_no_text_stays_ours_and_is_not_clean() -> None:
    ours = b"\0ours"
    assert merged(BASE.encode(), ours, THEIRS.encode()) == (ours, False)


def test_two_records_of_one_name_always_conflict() -> None:
    other = incident_text(title="Mail is late", timeline=[note("14:20", kind="reported")])
    content, is_clean = merged(b"", OURS.encode(), other.encode())
    assert not is_clean
    lines = content.decode().splitlines()
    for line in (*OURS.splitlines(), *other.splitlines()):
        assert line in lines
    assert merged(b"", OURS.encode(), OURS.encode()) == (OURS.encode(), True)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends_byte_order_mark_and_a_missing_last_newline_stay(mark: str, end: str, last: bool) -> None:
    def file(text: str) -> bytes:
        return (mark + (text if last else text.removesuffix("\n")).replace("\n", end)).encode()

    assert merged(file(BASE), file(OURS), file(THEIRS)) == (file(BASE + U + "\n" + V + "\n"), True)


def test_markers_end_like_the_lines_of_the_file() -> None:
    ours, theirs = BASE.replace("P2", "P1"), BASE.replace("P2", "P3")
    content, _ = merged(*(text.replace("\n", "\r\n").encode() for text in (BASE, ours, theirs)))
    assert b"<<<<<<< ours\r\nseverity: P1\r\n=======\r\nseverity: P3\r\n>>>>>>> theirs\r\n" in content
    assert content.count(b"\n") == content.count(b"\r\n")


def test_line_ends_that_one_side_changed_hold_beside_the_others_entry() -> None:
    crlf = OURS.replace("\n", "\r\n").encode()
    assert merged(BASE.encode(), crlf, THEIRS.encode()) == (
        (BASE + U + "\n" + V + "\n").replace("\n", "\r\n").encode(),
        True,
    )


@given(st.integers(min_value=0))
def test_nothing_that_lies_in_a_file_makes_it_fail(seed: int) -> None:
    random = Random(seed)
    texts = [bytearray(text.encode()) for text in (BASE, OURS, THEIRS)]
    for text in random.sample(texts, random.randrange(1, 4)):
        for _ in range(random.randrange(1, 4)):
            start = random.randrange(len(text))
            piece = text[(at := random.randrange(len(text))) : at + random.randrange(40)]
            noise = random.choice(
                [b"", piece, b"\n", b"---\n", b"[", b"- ", b"\r", b": ", b"\xff", b"\xe2\x80\xa8"]
            )
            text[start : start + random.choice([0, 1, 5, 30])] = noise
    content, is_clean = merged(*map(bytes, texts))
    assert is_clean or b"<<<<<<< ours" in content
