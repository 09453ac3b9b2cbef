"""No pattern of the program takes time that grows faster than the text: anybody's pull request may bring 1 MiB of it."""

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import incitrack
from incitrack.checks.blame import blame_in
from incitrack.model.promise import without_promises

SECONDS = 5
"""Of the processor's time: what grows with the text takes milliseconds, what grows with its square a minute."""
LENGTH = 100_000
UNITS = (
    *(
        "a",
        "A",
        "0",
        " ",
        "\n",
        "\t",
        "`",
        "'",
        '"',
        "<",
        "(",
        "[",
        "-",
        "_",
        ".",
        "/",
        ":",
        "\\",
        "*",
        "#",
        "=",
        "@",
    ),
    *("a ", "a\n", "0-", "- ", "a.", "a-", "a/", "a: ", " -", "`a", "(a", "[a", "<a", ". ", " \n", "](", "“", "‘"),
)
END = "\x00y)"
BOUNDED = {
    "incitrack.checks.blame._SUBJECT": "it looks at 80 characters",
    "incitrack.checks.blame._DENIED": "it looks at 80 characters",
    "incitrack.importers.dated_messages._STAMP": "lines of over 120 characters are not matched",
    "incitrack.records.blocks._BLANK": "it is only matched, as the end of a block of HTML",
    "incitrack.store.git._LOCK": "it looks at what Git says, which names one path or two",
}


@contextmanager
def no_hang() -> Iterator[None]:
    """Raise what stands inside out of its loop when it takes SECONDS of the processor."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def patterns() -> dict[str, re.Pattern[Any]]:
    """Every compiled pattern that a module holds, alone or in tuples and maps, by its name."""
    found: dict[re.Pattern[Any], str] = {}
    for each in pkgutil.walk_packages(incitrack.__path__, "incitrack."):
        if not each.name.endswith("__main__"):
            module = importlib.import_module(each.name)
            for name, value in vars(module).items():
                for number, pattern in enumerate(_within(value)):
                    found.setdefault(pattern, f"{each.name}.{name}" + (f"[{number}]" if number else ""))
    return {name: pattern for pattern, name in found.items()}


def _within(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list, frozenset)):
        for each in value:
            yield from _within(each)
    elif isinstance(value, dict):
        yield from _within(tuple(value.values()))


def only_matched() -> frozenset[str]:
    """The names whose patterns are nowhere searched for, only matched from where a text begins."""
    source = "\n".join(path.read_text() for path in Path(incitrack.__path__[0]).rglob("*.py"))
    used = re.findall(r"\b([A-Z_]*[A-Z])\.(match|fullmatch|search|sub|subn|findall|finditer|split)\b", source)
    searched = {name for name, how in used if how not in {"match", "fullmatch"}}
    return frozenset(name for name, _ in used) - searched


def test_no_pattern_takes_time_that_grows_with_the_square_of_a_text() -> None:
    matched, slow = only_matched(), []
    known = patterns()
    assert len(known) > 100
    assert set(BOUNDED) <= set(known)
    for name in known.keys() - BOUNDED.keys():
        pattern, searched = known[name], name.rpartition(".")[2] not in matched
        text: str | bytes
        for unit in UNITS:
            text = unit * (LENGTH // len(unit)) + END
            text = text.encode() if isinstance(pattern.pattern, bytes) else text
            try:
                with no_hang():
                    pattern.fullmatch(text)
                    pattern.match(text)
                    if searched:
                        pattern.sub(type(text)(), text)
            except TimeoutError:
                slow.append((name, unit))
    assert slow == []


@pytest.mark.parametrize("text", ["`" * LENGTH, "`a``b" * (LENGTH // 5), "`" * LENGTH + "a" + "`" * (LENGTH - 1)])
def test_blame_is_looked_for_behind_any_number_of_backticks(text: str) -> None:
    with no_hang():
        assert [each.words for each in blame_in(f"{text} \n It was a human error.", ())] in (["human error"], [])


@pytest.mark.parametrize("text", [" " * LENGTH, "Next" + " " * LENGTH, "Next update by " * 10_000])
def test_promises_are_taken_out_of_any_text(text: str) -> None:
    with no_hang():
        assert without_promises(f"a{text}b") == f"a{text}b"
