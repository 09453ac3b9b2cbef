"""The search for what may not be public: every output file, for the text of every field that is not allowed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from incitrack.errors import LeakError
from incitrack.model.words import INCIDENT_ID
from incitrack.printable import printable_line
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord, PostmortemRecord, Unreadable
from incitrack.rendering.markdown import Renderer
from incitrack.website.addresses import STATUS, numbered
from incitrack.website.look.templates import Templates
from incitrack.website.public.allowed_words import (
    Explained,
    laid_out_texts_of,
    moments_in,
    moments_of,
    raw_text_of,
    texts_of,
)
from incitrack.website.public.contents import PublicContents
from incitrack.website.public.incident import PublicIncident
from incitrack.website.public.phrases import headline, kind, position, quiet
from incitrack.website.public.private_values import (
    PrivateValue,
    values_of_incident,
    values_of_policies,
    values_of_postmortem,
    values_of_unreadable,
)
from incitrack.website.public.program_words import program_runs
from incitrack.website.public.status_page import parts_of
from incitrack.website.public.words import RUN, Words, readings, runs, short_runs, words_of
from incitrack.wording import day_text

_SHORT: Final = 500
"""Characters of a text that is remembered, so that what stands on every page is looked at once."""


_CODE: Final = (".css", ".js")
"""There a number is a length or a place, and no number of anybody's."""


class Leak(NamedTuple):
    """An output file that shows a private value, and where that stands: its file and its field."""

    file: str
    path: str
    field: str


def refuse_leaks(folder: Path, archive: Archive, contents: PublicContents, templates: Templates) -> None:
    """Search a built public site for whatever of the archive is not allowed there.

    Raises:
        LeakError: something was found; what is said of it names where it stands, never the text.
    """
    found = dict.fromkeys(leaks(folder, archive, contents, templates))
    if found:
        raise LeakError([printable_line(f"{leak.file} shows {leak.field} of {leak.path}") for leak in found])


def leaks(folder: Path, archive: Archive, contents: PublicContents, templates: Templates) -> Iterator[Leak]:
    """Every private value that a file of the folder shows."""
    shown = _Shown(contents, program_runs(archive, contents, templates))
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        shown.look_at(file.relative_to(folder).as_posix(), file.read_bytes())
    yield from shown.leaks(list(_candidates(shown, private_values(archive, contents))))


def private_values(archive: Archive, contents: PublicContents) -> Iterator[PrivateValue]:
    """Every value of the archive that the public may not read."""
    public = {incident.id for incident in contents.incidents}
    services = frozenset(name for incident in contents.incidents for name in incident.services)
    severities = frozenset(incident.severity for incident in contents.incidents)
    for record in (*archive.incidents, *archive.postmortems, *archive.unreadable):
        match record:
            case IncidentRecord():
                yield from values_of_incident(record, is_public=record.id in public)
            case PostmortemRecord():
                yield from values_of_postmortem(record)
            case Unreadable():
                yield from values_of_unreadable(record)
    yield from values_of_policies(archive, services, severities)


class _Candidate(NamedTuple):
    file: str
    run: Words
    value: PrivateValue


@dataclass
class _Shown:
    """What the files of a site show beside what the program writes and the incidents that each file names allow.

    `runs` and `moments` give the first file that shows each, `named` the incidents that a file names.
    """

    contents: PublicContents
    program: set[Words]
    runs: dict[Words, str] = field(default_factory=dict)
    moments: dict[datetime, str] = field(default_factory=dict)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _renderer: Renderer = field(default_factory=Renderer)

    def __post_init__(self) -> None:
        self._by_id: dict[str, list[PublicIncident]] = {}
        for incident in self.contents.incidents:
            self._by_id.setdefault(incident.id, []).append(incident)
        now = self.contents.now
        self._allowed_moments = {now, now.replace(second=0, microsecond=0)}
        for incident in self.contents.incidents:
            self._allowed_moments.update(moments_of(incident))
            self._allowed_moments.update(at for told in incident.messages for at in moments_in(told.text))

    def look_at(self, path: str, content: bytes) -> None:
        """Take in a file."""
        texts = [text for text in (path, *readings(content)) if text not in self._seen]
        self._seen.update(text for text in texts if len(text) < _SHORT)
        self.named[path] = tuple(dict.fromkeys(found[0] for text in texts for found in INCIDENT_ID.finditer(text)))
        found = {run for text in texts for run in short_runs(words_of(text))} - self.program
        if path.endswith(_CODE):
            found = {run for run in found if not all(map(str.isdigit, run))}
        for incident in self._incidents(path):
            found.difference_update(short_runs(words_of(raw_text_of(incident, self.contents.now))))
        for run in found:
            self.runs.setdefault(run, path)
        for at in (at for text in texts for at in moments_in(text)):
            if at not in self._allowed_moments:
                self.moments.setdefault(at, path)

    def _incidents(self, path: str) -> Iterator[PublicIncident]:
        """The incidents that a file names."""
        return (each for identifier in self.named[path] for each in self._by_id.get(identifier, ()))

    def leaks(self, candidates: list[_Candidate]) -> Iterator[Leak]:
        """Those that no allowed text of any public record explains."""
        explained: dict[str, Explained] = {}
        verdicts: dict[tuple[str, Words], bool] = {}
        for file, run, value in candidates:
            if (file, run) not in verdicts:
                if file not in explained:
                    explained[file] = self._explained(file)
                verdicts[file, run] = self._may_stand(run, file, explained[file])
            if not verdicts[file, run]:
                yield Leak(file, value.path, value.field)

    def _explained(self, file: str) -> Explained:
        """What may stand in a file."""
        always = self._always
        explained = Explained(self.program, set(always.within), set(always.starts), set(always.ends))
        for incident in self._incidents(file):
            explained.admit(texts_of(incident, self.contents.now))
        return explained

    def _may_stand(self, run: Words, file: str, explained: Explained) -> bool:
        """Whether words stand in a file because of what it may say, or in a text of another public record."""
        if not run:
            return False
        if not explained.explains(run) and not explained.is_whole:
            for incident in self._incidents(file):
                explained.admit(laid_out_texts_of(incident, self._renderer))
            explained.is_whole = True
        return explained.explains(run) or any(
            run in runs(words_of(text), len(run))
            for incident in self.contents.incidents
            for text in (*texts_of(incident, self.contents.now), *laid_out_texts_of(incident, self._renderer))
        )

    @cached_property
    def _always(self) -> Explained:
        """What may stand in any file: the name of the site, what is counted, the names of what is public."""
        count = len(parts_of(self.contents))
        incidents, site = self.contents.incidents, self.contents.frame.policies.settings.site
        explained = Explained(self.program)
        explained.admit([site.title, site.url or "", headline(self.contents), *quiet(self.contents)])
        explained.admit(f"{position(page, count)} {numbered(STATUS, page)}" for page in range(1, count + 1))
        explained.admit({name for each in incidents for name in (kind(each), *each.services)})
        return explained


def _candidates(shown: _Shown, values: Iterable[PrivateValue]) -> Iterator[_Candidate]:
    seen = shown.runs.keys()
    for private in values:
        value = private.value
        if isinstance(value, datetime):
            if value in shown.moments:
                yield _Candidate(shown.moments[value], (), private)
            continue
        for text in (value,) if isinstance(value, str) else (value.isoformat(), day_text(value)):
            words = words_of(text)
            if len(words) < RUN:
                if (run := tuple(words)) in seen:
                    yield _Candidate(shown.runs[run], run, private)
            elif not seen.isdisjoint(runs(words)):
                yield from (_Candidate(shown.runs[run], run, private) for run in runs(words) if run in seen)
