"""cState: the issues of a Hugo status page, one Markdown file with front matter each.

The fields are those of cState's own guide: title, date, resolved, resolvedWhen, severity, affected, informational.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, Final, NamedTuple

from incitrack.importers.dated_messages import Messages, split_messages
from incitrack.importers.foreign_incident import Ending, ForeignIncident
from incitrack.importers.source_folder import LeftOut, SourceFile, source_files
from incitrack.importers.source_times import parse_source_time
from incitrack.model.words import TITLE_LENGTH, UNSAFE, shown
from incitrack.records.front_matter import find_front_matter
from incitrack.records.yaml_reader import read_yaml

SYSTEM: Final = "cstate"
"""The key under which a record refers to its source."""

SEVERITIES: Final = ("down", "disrupted", "notice")
"""cState's own severities, the worst first."""

_USED: Final = frozenset(
    {"title", "date", "resolved", "resolvedWhen", "severity", "affected", "informational", "draft"}
)
_OF_THE_PAGE: Final = frozenset({"section", "pin", "id", "automated", "toc", "layout", "type", "slug", "aliases"})
"""How the page is shown, or how it came to be; nothing of the incident."""

_CLOCKS_DIFFER: Final = timedelta(minutes=5)


class _Fields(NamedTuple):
    values: dict[str, Any]
    remarks: list[str]


def read_cstate(folder: Path, *, zone: tzinfo, now: datetime) -> Iterator[ForeignIncident | LeftOut]:
    """The issues of a cState site, by name; `folder` is the site or the folder of its issues.

    Times without a zone are `zone`'s. What has not begun at `now` is left out.

    Raises:
        UsageError: there is no such folder.
    """
    for file in source_files(_issues_of(folder), ".md"):
        if isinstance(file, LeftOut):
            yield file
        elif file.name.rpartition("/")[2] != "_index.md":  # the page that lists the others
            yield read_issue(file, zone=zone, now=now)


def _issues_of(folder: Path) -> Path:
    for name in ("content", "issues"):
        if (folder / name).is_dir():
            folder /= name
    return folder


def read_issue(file: SourceFile, *, zone: tzinfo, now: datetime) -> ForeignIncident | LeftOut:
    """One issue in the words of a record, or why it cannot be read as one."""
    bounds = find_front_matter(file.text)
    if bounds is None:
        reason = (
            "its front matter is TOML (+++), not YAML" if file.text.startswith("+++") else "it has no front matter"
        )
        return LeftOut(file.name, reason)
    reading = read_yaml(file.text[bounds.start : bounds.end])
    if not isinstance(reading.value, dict) or reading.problems:
        problem = reading.problems[0].message if reading.problems else "its front matter is not a map of fields"
        return LeftOut(file.name, problem)
    fields = _Fields(reading.value, [])
    if _is_true(fields, "draft"):
        return LeftOut(file.name, "it is a draft")
    try:
        reported_at = _time(fields, "date", zone)
    except ValueError as error:
        return LeftOut(file.name, f"date: {error}")
    if reported_at is None:
        return LeftOut(file.name, "it has no date")
    if reported_at > now + _CLOCKS_DIFFER:
        return LeftOut(file.name, f"it begins on {reported_at:%Y-%m-%d}, which is to come; import it then")
    return _incident(file.name, fields, reported_at, split_messages(file.text[bounds.body :], zone), zone)


def _incident(
    name: str, fields: _Fields, reported_at: datetime, messages: Messages, zone: tzinfo
) -> ForeignIncident:
    remarks = fields.remarks
    if unused := sorted(set(fields.values) - _USED - _OF_THE_PAGE):
        remarks.append(f"not used: {', '.join(shown(key)[1:-1] for key in unused)}")
    if messages.not_times:
        remarks.append("a message's stamp is no time that can be read; it stays in the text")
    if any(message.at < reported_at for message in messages.dated):
        remarks.append("a message is stamped before the beginning (INC105)")
    informational = _is_true(fields, "informational")
    ending = _ending(fields, reported_at, messages, zone)
    if ending is None and informational:
        ending = Ending(reported_at, "Nothing to resolve: the source calls it informational.")
    if ending and ending.at < reported_at:
        remarks.append("it ends before it begins (INC105, INC112)")
    title, rest = _title(fields, name)
    return ForeignIncident(
        name,
        title,
        _word(fields, "severity"),
        _affected(fields),
        reported_at,
        ending,
        informational,
        f"{rest}\n\n{messages.undated}".strip("\n"),
        messages.dated,
        tuple(remarks),
    )


def _ending(fields: _Fields, reported_at: datetime, messages: Messages, zone: tzinfo) -> Ending | None:
    try:
        at = _time(fields, "resolvedWhen", zone)
    except ValueError as error:
        fields.remarks.append(f"resolvedWhen: {error}")
        at = None
    if not _is_true(fields, "resolved"):
        if at is not None:
            fields.remarks.append("it has a resolvedWhen and is not resolved; it comes in as open")
        return None
    if at is not None:
        return Ending(at)
    fields.remarks.append("it is resolved and does not say when; its last known time stands in")
    last = max((message.at for message in messages.dated), default=reported_at)
    return Ending(max(last, reported_at), "The source does not say when; this is the last time that it names.")


def _title(fields: _Fields, name: str) -> tuple[str, str]:
    """The title as a record may have it, and the whole one where that was too long."""
    written = _word(fields, "title") or ""
    title = " ".join(UNSAFE.sub(" ", written).split())
    if title != written.strip():
        fields.remarks.append("its title held line breaks, controls or runs of spaces, which became single spaces")
    if not title:
        fields.remarks.append("it has no title; its file's name stands in")
        stem = name.removesuffix("/index.md").removesuffix(".md").rpartition("/")[2]
        return " ".join(UNSAFE.sub(" ", stem.replace("-", " ")).split())[:TITLE_LENGTH] or "Untitled", ""
    if len(title) <= TITLE_LENGTH:
        return title, ""
    fields.remarks.append(f"its title is longer than {TITLE_LENGTH} characters; the whole stands in the summary")
    return title[: TITLE_LENGTH - 1].rstrip() + "…", title


def _affected(fields: _Fields) -> tuple[str, ...]:
    value = fields.values.get("affected")
    names = value if isinstance(value, list) else [] if value is None else [value]
    words = [each.strip() for each in names if isinstance(each, str) and each.strip()]
    if len(words) < len(names):
        fields.remarks.append("something under affected is no name")
    return tuple(dict.fromkeys(words))


def _word(fields: _Fields, key: str) -> str | None:
    value = fields.values.get(key)
    if value is not None and not isinstance(value, str):
        fields.remarks.append(f"{key} is not one text; it was not used")
        return None
    return str(value) if value and value.strip() else None


def _time(fields: _Fields, key: str, zone: tzinfo) -> datetime | None:
    written = _word(fields, key)
    return None if written is None else parse_source_time(written, zone)


def _is_true(fields: _Fields, key: str) -> bool:
    written = (_word(fields, key) or "false").strip().casefold()
    if not re.fullmatch(r"true|false|yes|no|on|off", written):
        fields.remarks.append(f"{key} is {shown(written)}, neither true nor false; it was taken for false")
    return written in {"true", "yes", "on"}
