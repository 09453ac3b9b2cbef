"""From the bytes of many files to their words, on as many processors as it takes."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from incitrack.records.cache import BATCH, Words, freeze
from incitrack.records.folder import decode
from incitrack.records.incident_file import parse_incident
from incitrack.records.postmortem_file import parse_postmortem
from incitrack.records.problem import Problem
from incitrack.records.record import FileKind, IncidentRecord, PostmortemRecord, Unreadable

Reading = IncidentRecord | PostmortemRecord | Unreadable
OnProgress = Callable[[int, int], None]
"""Is told (files read, files in all)."""

_WORTH_A_START: Final = 1000
"""To thaw so many records takes longer than to start a process."""
_WORTH_A_PROCESS: Final = 2
"""So many batches are read sooner by several processes than by one."""


@dataclass(frozen=True)
class Batch:
    """Files that were read together: the paths of those that can be read, their frozen words, and the others."""

    paths: tuple[str, ...]
    frozen: bytes
    unreadable: tuple[Unreadable, ...]


def parse(kind: FileKind, path: str, content: bytes) -> Reading:
    """Read the bytes of a record's file."""
    text = decode(path, content)
    if isinstance(text, Problem):
        return Unreadable(path, kind, (text,), content.decode("utf-8", "replace"))
    return parse_incident(path, text) if kind == "incident" else parse_postmortem(path, text)


def parse_all(kind: FileKind, files: list[tuple[str, bytes]], on_progress: OnProgress | None) -> list[Batch]:
    """Read (path, content) pairs, in batches and in any order."""
    work = [files[start : start + BATCH] for start in range(0, len(files), BATCH)]
    # Elsewhere a process may not be forked at all (macOS).
    jobs = min(os.cpu_count() or 1, 8) if sys.platform == "linux" else 1
    done: list[Batch] = []

    def read(batch: list[tuple[str, bytes]]) -> None:
        done.append(_parse_batch(kind, batch))
        if on_progress:  # the other processes are taken to be as far
            on_progress(min(len(done) * BATCH * jobs, len(files)), len(files))

    if jobs < 2 or len(work) < _WORTH_A_PROCESS:
        for batch in work:
            read(batch)
        return done
    from incitrack.workers import share

    _parse_batch(kind, files[:1])  # what reading needs is loaded here, and not by each process for itself
    parts = share(work, read, lambda: done, jobs, enough=_WORTH_A_PROCESS)
    if on_progress:
        on_progress(len(files), len(files))
    return [batch for part in parts for batch in part]


def parse_beside(
    kind: FileKind, files: list[tuple[str, bytes]], beside: int, on_progress: OnProgress | None
) -> Callable[[], list[Batch]]:
    """Begin to read files while so many others are thawed; what is given waits for what `parse_all` gives.

    To load what reads the first file takes as long as to thaw thousands.
    """
    if not 0 < len(files) <= BATCH or beside < _WORTH_A_START or sys.platform != "linux":
        return partial(parse_all, kind, files, on_progress)
    from incitrack.workers import Beside

    return Beside(lambda: [_parse_batch(kind, files)]).result


def _parse_batch(kind: FileKind, files: list[tuple[str, bytes]]) -> Batch:
    readings = [parse(kind, path, content) for path, content in files]
    records = [each for each in readings if not isinstance(each, Unreadable)]
    return Batch(
        tuple(record.path for record in records),
        freeze([words_of(record) for record in records]),
        tuple(each for each in readings if isinstance(each, Unreadable)),
    )


def words_of(record: IncidentRecord | PostmortemRecord) -> Words:
    """What a record says, apart from where it lies."""
    said = record.incident if isinstance(record, IncidentRecord) else record.postmortem
    return Words(record.action_lines, record.mentions, said)


def record_of(
    kind: FileKind, path: str, source: str | Callable[[], str], words: Words, digest: bytes
) -> IncidentRecord | PostmortemRecord:
    """The record at a path, from its text, the words that were read of it, and its `digest_of`."""
    lines, mentions, said = words
    record: IncidentRecord | PostmortemRecord
    record = (
        IncidentRecord(path, source, lines, said)
        if kind == "incident"
        else PostmortemRecord(path, source, lines, said)
    )
    vars(record).update(digest=digest, mentions=mentions)
    return record
