"""The atoms of a record's text: identifiers, slugs, handles, one-line texts and links, with their grammar.

Each is an annotated `str` that pydantic holds to its grammar. A refusal is a `PydanticCustomError` of type
`wrong_value`, whose message says what is wrong and whose context key `hint` says what to write instead.
"""

import re
from collections.abc import Callable
from typing import Annotated, Final, NoReturn

from incitrack.errors import RefusedError
from incitrack.model.grammar import Grammar

ID_NUMBER: Final = "[0-9]{4,9}"
"""The number in an incident's ID: bounded, since the length of a file's name and the digits of an `int` are.

Whatever looks for an ID knows the bound from here; a test holds the site's scripts to it.
"""
ID_FORM: Final = f"INC-[0-9]{{4}}-{ID_NUMBER}"
INCIDENT_ID: Final = re.compile(f"INC-([0-9]{{4}})-({ID_NUMBER})")
ID_HINT: Final = "write it like INC-2026-0042, with four to nine digits at the end"
# It begins with letters, which a search jumps to, and only then looks at what stands before.
MENTIONED_ID: Final = re.compile(rf"INC-(?<![\w/.-]INC-)[0-9]{{4}}-{ID_NUMBER}(?![\w-])", re.ASCII)
SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
HANDLE: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
SEVERITY_KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
LINK: Final = re.compile(r"(?:https?://[^\s/?#<>\"]|mailto:[^\s<>\"/])[^\s<>\"]*", re.IGNORECASE)
WEB_ADDRESS: Final = re.compile(r"https?://[^\s/?#<>\"\[\]]+(?:/[^\s?#<>\"]*)?", re.IGNORECASE)
"""An address that a path can be put after: with a query or a fragment it would lead elsewhere."""
COMMIT: Final = re.compile(r"(?:[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)+@)?[0-9a-fA-F]{7,64}")
UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""C0 and C1 controls, DEL, and the characters that turn the direction of text around."""

TITLE_LENGTH: Final = 200


def incident_id(year: int, number: int) -> str:
    """`INC-2026-0042`: at least four digits.

    Raises:
        RefusedError: the number has more digits than an ID.
    """
    identifier = f"INC-{year:04}-{number:04}"
    if not INCIDENT_ID.fullmatch(identifier):
        raise RefusedError(
            f"the year {year} has no number left: INC-{year:04}-{number - 1} is taken, on a branch perhaps",
            hint="rename the record that took the last number, or delete the branch that announces it",
        )
    return identifier


class Quoted(str):
    """A YAML scalar that was written in quotes or as a block: text, even where it looks like a number."""

    __slots__ = ()


def wrong(message: str, hint: str, *below: str | int) -> NoReturn:
    """Refuse a value: what is wrong with it, and what to write instead.

    `below` are the keys from the value to the part of it that is meant.
    """
    from pydantic_core import PydanticCustomError

    raise PydanticCustomError("wrong_value", "{message}", {"message": message, "hint": hint, "below": below})


def shown(value: object) -> str:
    """The value as a message may quote it: one line, at most 60 characters, controls escaped."""
    if isinstance(value, dict):
        return "a map"
    if isinstance(value, list):
        return "a list"
    text = UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", str(value))
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


def text(value: object) -> str:
    """Any scalar, as the text that was written."""
    if not isinstance(value, str):
        wrong(f"{shown(value)} stands where text belongs", "write one text value")
    return str(value)


def one_line(value: object) -> str:
    """Text of one line without control characters."""
    line = text(value)
    if not line.strip():
        wrong("the text is blank", "write what a reader should see, on one line")
    if found := UNSAFE.search(line):
        wrong(
            f"the text holds the control character U+{ord(found[0]):04X}",
            "write plain text on one line, without control or direction characters",
        )
    return line


def title(value: object) -> str:
    """One line of at most 200 characters."""
    line = one_line(value)
    if len(line) > TITLE_LENGTH:
        wrong(
            f"the title has {len(line)} characters; {TITLE_LENGTH} are allowed",
            "say what is broken in one short line; the rest belongs under ## Summary",
        )
    return line


def _matching(pattern: re.Pattern[str], what: str, hint: str) -> Callable[[object], str]:
    def validate(value: object) -> str:
        if isinstance(value, str) and pattern.fullmatch(value):
            return str(value)
        return wrong(f"{shown(value)} is not {what}", hint)

    return validate


def _schema(pattern: re.Pattern[str]) -> dict[str, str]:
    return {"type": "string", "pattern": f"^(?:{pattern.pattern})$"}


_LINK_HINT = "write an address that begins http://, https:// or mailto:"

Text = Annotated[str, Grammar(text, {"type": "string"})]
OneLine = Annotated[str, Grammar(one_line, {"type": "string", "minLength": 1})]
Title = Annotated[
    str,
    Grammar(title, {"type": "string", "minLength": 1, "maxLength": TITLE_LENGTH}),
]
IncidentId = Annotated[
    str,
    Grammar(_matching(INCIDENT_ID, "an incident's ID", ID_HINT), _schema(INCIDENT_ID)),
]
Slug = Annotated[
    str,
    Grammar(
        _matching(SLUG, "a slug", "write lower-case letters, digits and hyphens, at most 60 characters"),
        _schema(SLUG),
    ),
]
Handle = Annotated[
    str,
    Grammar(
        _matching(
            HANDLE,
            "a person's handle",
            "write lower-case letters, digits, dots, hyphens or underscores, at most 60, without @",
        ),
        _schema(HANDLE),
    ),
]
SeverityKey = Annotated[
    str,
    Grammar(
        _matching(SEVERITY_KEY, "a severity's key", "write a key of policies/severity.yaml, such as P1"),
        _schema(SEVERITY_KEY),
    ),
]
Link = Annotated[str, Grammar(_matching(LINK, "a link", _LINK_HINT), _schema(LINK))]

WebAddress = Annotated[
    str,
    Grammar(
        _matching(
            WEB_ADDRESS,
            "a plain web address",
            "write an address that begins http:// or https://, without a query (?) and a fragment (#)",
        ),
        _schema(WEB_ADDRESS),
    ),
]


def _commit_or_link(value: object) -> str:
    if isinstance(value, str) and (
        COMMIT.fullmatch(value) or (re.match(r"https?://", value) and LINK.fullmatch(value))
    ):
        return str(value)
    return wrong(
        f"{shown(value)} is neither a commit nor a link",
        "write a commit's hash, owner/repo@commit, or an http(s) address",
    )


CommitOrLink = Annotated[str, Grammar(_commit_or_link, {"type": "string"})]
