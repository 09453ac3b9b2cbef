"""When the entries of an archive were written down: eight bytes and a time for each, packed by incident."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from struct import Struct
from typing import Final

from incitrack.model.entry import Communication
from incitrack.records.entry_lists import Entry

Times = dict[bytes, int]
"""Seconds since 1970 by the key of an entry."""

MOVED: Final = 2**63 - 1
"""Stands for the time of an entry that a record only took along from the ID that it had before."""

_PAIR: Final = Struct(">8sq")


@dataclass(frozen=True)
class RecordedTimes:
    """When each entry was written down, by the history that leads to the commit `tip`, a full hash.

    `packed` holds by ID what `pack` makes of the times of its entries; `moved` names by ID those from which a
    record took entries along when a commit moved it.
    """

    tip: str
    packed: Mapping[str, bytes]
    moved: Mapping[str, tuple[str, ...]]

    def of(self, identifier: str, entry: Entry) -> datetime | None:
        """When an entry of an incident was written down, in UTC to the second; None where it is not committed."""
        key = entry_key(entry)
        at = self._times_of(identifier).get(key)
        if at is not None and identifier in self.moved:
            at = min(self._times_of(each).get(key, MOVED) for each in self._held_by(identifier))
        return None if at is None or at == MOVED else datetime.fromtimestamp(at, UTC)

    def known_of(self, identifier: str) -> bytes:
        """All that is known of an incident: while it is the same, so is every answer of `of` for it."""
        return b"".join(self.packed.get(each, b"") for each in self._held_by(identifier))

    def _times_of(self, identifier: str) -> Times:
        return _unpacked(self.packed.get(identifier, b""))

    def _held_by(self, identifier: str) -> list[str]:
        """The ID itself and all that its record had before."""
        held = [identifier]
        for each in held:
            held += [earlier for earlier in self.moved.get(each, ()) if earlier not in held]
        return held


def entry_key(entry: Entry) -> bytes:
    """Eight bytes that tell an entry from all others of its record, whichever way the file writes it."""
    channels = ",".join(entry.channels) if isinstance(entry, Communication) else ""
    words = "\0".join((entry.at.isoformat(), entry.kind, entry.by or "", channels, entry.text))
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def pack(times: Times) -> bytes:
    """The same times always give the same bytes."""
    return b"".join(sorted(_PAIR.pack(key, at) for key, at in times.items()))


def unpack(packed: bytes) -> Times:
    """What `pack` packed."""
    return dict(_PAIR.iter_unpack(packed))


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Times:
    """The page of an incident asks for one entry after the other."""
    return unpack(packed)
