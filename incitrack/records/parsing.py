"""From the bytes of many files to their words, on as many processors as it takes."""

import os
import pickle
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

from incitrack.records.folder import decode
from incitrack.records.incident_file import parse_incident
from incitrack.records.postmortem_file import parse_postmortem
from incitrack.records.problem import Problem
from incitrack.records.record import FileKind, IncidentRecord, PostmortemRecord, Unreadable

Reading = IncidentRecord | PostmortemRecord | Unreadable
OnProgress = Callable[[int, int], None]
"""Is told (files read, files in all)."""

_CHUNK: Final = 200
_WORTH_A_PROCESS: Final = 2 * _CHUNK
"""So many files are read sooner by several processes than by one."""


def parse(kind: FileKind, path: str, content: bytes) -> Reading:
    """Read the bytes of a record's file."""
    text = decode(path, content)
    if isinstance(text, Problem):
        return Unreadable(path, kind, (text,))
    return parse_incident(path, text) if kind == "incident" else parse_postmortem(path, text)


def parse_all(
    kind: FileKind, files: list[tuple[str, bytes]], on_progress: OnProgress | None
) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Read (path, content) pairs: the frozen words of each, or why it cannot be read, in the order given."""
    chunks = [(kind, files[start : start + _CHUNK]) for start in range(0, len(files), _CHUNK)]
    done = 0
    for found in _each(chunks, len(files)):
        yield from found
        done += len(found)
        if on_progress:
            on_progress(done, len(files))


_Chunk = tuple[FileKind, list[tuple[str, bytes]]]
_Found = list[tuple[str, bytes | Unreadable]]


def _each(chunks: list[_Chunk], files: int) -> Iterator[_Found]:
    workers = min(os.cpu_count() or 1, 8)
    # Elsewhere a worker would import everything anew, or may not be forked at all (macOS).
    if files < _WORTH_A_PROCESS or workers < 2 or sys.platform != "linux":
        yield from map(_parse_chunk, chunks)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        yield from pool.map(_parse_chunk, chunks)


def _parse_chunk(chunk: _Chunk) -> _Found:
    kind, files = chunk
    readings = [(path, parse(kind, path, content)) for path, content in files]
    return [(path, each if isinstance(each, Unreadable) else freeze(each)) for path, each in readings]


def freeze(reading: IncidentRecord | PostmortemRecord) -> bytes:
    """The words of a record, for another process or a later run of this program."""
    words = reading.incident if isinstance(reading, IncidentRecord) else reading.postmortem
    return pickle.dumps(words, protocol=5)


def thaw(kind: FileKind, path: str, content: bytes, frozen: bytes) -> Reading:
    """The record whose words `freeze` gave, at a path and with its content."""
    words: Any = pickle.loads(frozen)  # noqa: S301 - only ever what `freeze` wrote; see records/cache.py
    text = content.decode("utf-8")
    return IncidentRecord(path, text, words) if kind == "incident" else PostmortemRecord(path, text, words)
