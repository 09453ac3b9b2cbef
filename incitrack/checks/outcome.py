"""What a check came to: its findings, what was looked at, and the exit status that follows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from incitrack.checks.finding import Finding
from incitrack.model.check_levels import Level
from incitrack.records.archive import Archive
from incitrack.records.record import FileKind

CANNOT_BE_READ = 3


@dataclass(frozen=True)
class Outcome:
    """The findings of one check in order, and the paths of the files that were looked at, by kind."""

    now: datetime
    findings: tuple[Finding, ...]
    files: dict[FileKind, tuple[str, ...]]

    @classmethod
    def of(cls, archive: Archive, now: datetime, findings: Sequence[Finding]) -> Self:
        """The outcome for an archive; a file that could not be read was looked at too."""
        broken = [(each.kind, each.path) for each in archive.unreadable]
        files: dict[FileKind, tuple[str, ...]] = {
            "incident": _paths([r.path for r in archive.incidents], "incident", broken),
            "postmortem": _paths([r.path for r in archive.postmortems], "postmortem", broken),
            "policy": _paths([f.path for f in archive.policy_files], "policy", broken),
        }
        return cls(now, tuple(findings), files)

    def within(self, paths: Sequence[str]) -> Self:
        """The outcome for the files at or under `paths` (relative to the root, "" for all of it) alone."""
        chosen = frozenset(paths)
        files: dict[FileKind, tuple[str, ...]] = {
            kind: tuple(path for path in found if _under(path, chosen)) for kind, found in self.files.items()
        }
        findings = tuple(found for found in self.findings if _under(found.place.path, chosen))
        return replace(self, findings=findings, files=files)

    def count(self, level: Level) -> int:
        """How many findings there are of a level."""
        return sum(found.level is level for found in self.findings)

    def exit_status(self, fail_on: Level) -> int:
        """3 where a file cannot be read, else 1 where something is found at `fail_on` or above, else 0."""
        if any(found.is_reading for found in self.findings):
            return CANNOT_BE_READ
        return int(any(fails(found, fail_on) for found in self.findings))


def fails(finding: Finding, fail_on: Level) -> bool:
    """Whether a finding makes the check fail, where `fail_on` is the lowest level that does."""
    levels = list(Level)
    return finding.is_reading or levels.index(finding.level) <= levels.index(fail_on)


def _paths(readable: list[str], kind: FileKind, broken: list[tuple[FileKind, str]]) -> tuple[str, ...]:
    return tuple(sorted({*readable, *(path for each, path in broken if each == kind)}))


def _under(path: str, chosen: frozenset[str]) -> bool:
    while path not in chosen:
        if not path:
            return False
        path = path.rpartition("/")[0]
    return True
