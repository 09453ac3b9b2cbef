"""What outputs are made of beside what all are made of, in digests: while it is the same, so is the output."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from hashlib import blake2b
from typing import Final

from incitrack import __version__
from incitrack.model.incident import Incident
from incitrack.records.record import IncidentRecord, Record
from incitrack.website.contents import Contents, ShownIncident, ShownPostmortem

_FLAGS: Final = (b"first", b"again")


@dataclass(frozen=True)
class Ingredients:
    """Digests of what a site's contents give to one output or another.

    `common` is the digest of what all outputs are made of.
    """

    contents: Contents
    common: bytes
    _of: dict[str, bytes] = field(default_factory=dict)

    def of(self, shown: ShownIncident) -> bytes:
        """What anything says of an incident that needs no other than itself."""
        found = self._of.get(shown.key)
        if found is None:
            record = shown.record
            about = self.contents.archive.postmortem_of(record.id)
            own = (shown.key, record.path, record.digest, *((about.path, about.digest) if about else ()))
            known = self._known([shown.incident.duplicate_of or ""])
            found = self._of[shown.key] = digest(*own, "beside", *known, *self._judged(shown))
        return found

    def lines(self, incidents: Iterable[ShownIncident]) -> bytes:
        """What a list says of some incidents, in their order."""
        return digest(b"".join(map(self.of, incidents)))

    def incident(self, shown: ShownIncident) -> bytes:
        """What the page of an incident says of it and of others."""
        incident, contents = shown.incident, self.contents
        named = (incident.duplicate_of or "", *incident.related, *contents.alike.get(incident.id, ()))
        others = [self.of(other) for each in named if (other := contents.by_id.get(each))]
        naming = map(self.of, contents.named_by.get(incident.id, ()))
        said = self.of(shown), self._recorded(incident.id), b"".join(others), b"".join(naming)
        return digest(*said, *self._mentions(shown.record))

    def postmortem(self, about: ShownPostmortem) -> bytes:
        """What the page of a postmortem says of it and of its incident."""
        incident = self.contents.by_id.get(about.record.id)
        own = (about.key, about.record.path, about.record.digest)
        return digest(*own, self.of(incident) if incident else b"", *self._mentions(about.record))

    def postmortems(self, words: Iterable[str], listed: Iterable[ShownPostmortem]) -> bytes:
        """What a page of the list of postmortems says of them, beside some words."""
        return digest(*words, "of", *map(self.postmortem, listed))

    def data(self, shown: ShownIncident) -> bytes:
        """What the JSON of an incident says of it and of others."""
        hidden = (other for other in shown.incident.related if other in self.contents.hidden)
        return digest(self.of(shown), *hidden, self._unread)

    def page_of_list(self, months: str, incidents: Iterable[ShownIncident]) -> bytes:
        """What a page of the list of all says of its incidents and of the months."""
        return digest(months, self.lines(incidents))

    def year(self, incidents: Iterable[ShownIncident]) -> bytes:
        """What the list's data say of incidents and of the words in them, the version of the program included."""
        files = (part for file in self.contents.archive.policy_files for part in (file.path, file.text))
        return digest(__version__, *files, self.figures(each.record for each in incidents))

    def figures(self, records: Iterable[IncidentRecord]) -> bytes:
        """What lists and figures say of some incidents: their records, and what in them depends on others."""
        figured = self._figured
        return digest(b"".join([figured[record.path] for record in records]))

    @cached_property
    def _figured(self) -> dict[str, bytes]:
        came_again = self.contents.evidence.recurrences.came_again
        return {
            each.record.path: self.of(each) + _FLAGS[came_again(each.record)] for each in self.contents.incidents
        }

    def everything(self) -> bytes:
        """All records and postmortems that a site shows, and what it names as unreadable."""
        return self._everything

    @cached_property
    def _everything(self) -> bytes:
        archive = self.contents.archive
        records: list[Record] = [*archive.incidents, *archive.postmortems]
        return digest(*(part for each in records for part in (each.path, each.digest)), self._unread)

    @cached_property
    def _unread(self) -> bytes:
        return digest(*(each.path for each in self.contents.unreadable))

    def _judged(self, shown: ShownIncident) -> list[str]:
        """What its clocks ask beside its records: what came before, and on how many due days they have begun."""
        about = shown.postmortem.record.postmortem.actions if shown.postmortem else ()
        begun = [item.due for item in (*shown.incident.actions, *about) if item.due and item.due <= self._today]
        return [str(len(begun)), *self._recurred(shown.incident)]

    @cached_property
    def _today(self) -> date:
        return self.contents.today

    def _recurred(self, incident: Incident) -> list[str]:
        """How often the like of it came before, in each span of a policy."""
        recurring = self.contents.clocks.recurring if self._spans else None
        return [str(recurring.count_before(incident, span)) for span in self._spans] if recurring else []

    @cached_property
    def _spans(self) -> list[timedelta]:
        policies = self.contents.policies
        known = [policies.severity, *policies.versions.values()]
        conditions = (
            condition
            for policy in known
            if policy is not None
            for severity in policy.severities.values()
            for condition in severity.postmortem.when
        )
        spans = {condition.within.wall_clock for condition in conditions if condition.within is not None}
        return sorted(span for span in spans if span is not None)

    def _recorded(self, identifier: str) -> bytes:
        recorded = self.contents.recorded
        return recorded.known_of(identifier) if recorded else b""

    def _mentions(self, record: Record) -> Iterable[str]:
        return self._known(record.mentions)

    def _known(self, identifiers: Iterable[str]) -> list[str]:
        """Under which key those of some incidents that the site has are known."""
        return [self._keys.get(each, "") for each in identifiers]

    @cached_property
    def _keys(self) -> dict[str, str]:
        return {identifier: shown.key for identifier, shown in self.contents.by_id.items()}


def digest(*parts: str | bytes) -> bytes:
    """A digest of some texts, which differs where any of them does."""
    contents = [part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts]
    lengths = repr([*map(len, contents)]).encode()
    return blake2b(b"".join((lengths, *contents)), digest_size=16).digest()
