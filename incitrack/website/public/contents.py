"""What a public site is made of: the public incidents, and of the policies a few names and colours."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from incitrack.model.incident import Visibility
from incitrack.model.policies import Policies
from incitrack.model.settings import Settings
from incitrack.model.severity import Severity, SeverityPolicy
from incitrack.records.archive import Archive
from incitrack.website.contents import Contents, contents_of
from incitrack.website.look.severity_palette import palettes
from incitrack.website.public.incident import PublicIncident, public_incident


@dataclass(frozen=True)
class PublicContents:
    """What the public pages draw from: `incidents` has the latest report first.

    `frame` is what the parts that every site shares draw from. There is no record in it.
    """

    incidents: tuple[PublicIncident, ...]
    frame: Contents

    @property
    def now(self) -> datetime:
        """The moment of the build, in UTC."""
        return self.frame.now

    @cached_property
    def open(self) -> tuple[PublicIncident, ...]:
        """The incidents still worked on: what is felt first, then the worst, then the oldest."""
        ordered = sorted(
            (each for each in self.incidents if each.counts and each.is_open), key=lambda each: each.reported_at
        )
        return tuple(sorted(ordered, key=lambda each: (not each.is_felt, self.frame.rank(each.severity))))

    @cached_property
    def planned(self) -> tuple[PublicIncident, ...]:
        """The planned work that is not over, what begins first at the top."""
        found = (each for each in self.incidents if each.planned and each.is_open)
        return tuple(sorted(found, key=lambda each: each.began_at))

    @cached_property
    def past(self) -> tuple[PublicIncident, ...]:
        """What is over, and what turned out to be no incident, the latest report first."""
        return tuple(each for each in self.incidents if not each.is_open)


def public_contents(archive: Archive, now: datetime) -> PublicContents:
    """What the public may know of an archive as of `now` (UTC).

    That is the records with `visibility: public`; of an ID that another record, or a file that cannot be read,
    claims as well, nothing unless all of them are public.
    """
    doubtful = {each.id for each in archive.unreadable if each.kind == "incident"}
    doubtful |= {r.id for r in archive.incidents if r.incident.visibility is not Visibility.PUBLIC}
    public = tuple(record for record in archive.incidents if record.id not in doubtful)
    known = contents_of(replace(archive, incidents=public, postmortems=(), unreadable=()), now, None)
    found = [public_incident(shown.key, shown.incident, archive.policies) for shown in known.incidents]
    return made_of(sorted(found, key=lambda each: each.reported_at, reverse=True), archive, now)


def made_of(incidents: Iterable[PublicIncident], archive: Archive, now: datetime) -> PublicContents:
    """The contents that have these incidents; of the archive they take its place, and words of its policies."""
    found = tuple(incidents)
    nothing = replace(
        archive,
        policies=_public_policies(archive.policies, {each.severity for each in found if each.counts}),
        policy_files=(),
        incidents=(),
        postmortems=(),
        unreadable=(),
    )
    return PublicContents(found, contents_of(nothing, now, None))


def _public_policies(policies: Policies, severities: set[str]) -> Policies:
    """The names and colours of the severities that the public sees, by name; the site's title and address."""
    known: dict[str, Severity] = {}
    if policies.severity:
        colours = [each.light.solid for each in palettes(policies.severity)]
        for severity, colour in zip(policies.severity.severities.values(), colours, strict=False):
            if severity.name in severities:
                known.setdefault(severity.name, Severity(name=severity.name, color=colour))
    return Policies(
        severity=SeverityPolicy(severities=known), settings=Settings(site=policies.settings.site.for_the_public)
    )
