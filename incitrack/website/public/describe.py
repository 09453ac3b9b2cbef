"""Public incidents in the words of a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from incitrack.model.promise import is_overdue
from incitrack.rendering.excerpt import excerpt
from incitrack.website.addresses import status_page
from incitrack.website.describe import Describer
from incitrack.website.prose import Prose
from incitrack.website.public.contents import PublicContents
from incitrack.website.public.incident import PublicIncident
from incitrack.website.public.phrases import (
    EXCERPT,
    OVERDUE,
    earlier_messages,
    lasting,
    stands,
    status,
)
from incitrack.website.public.views import MessageView, PromiseView, PublicCard, PublicLine, PublicMomentView
from incitrack.website.views.words import DayView
from incitrack.wording import duration_text, list_text


@dataclass(frozen=True)
class PublicDescriber:
    """Describes public incidents for one page."""

    contents: PublicContents
    describe: Describer
    prose: Prose

    def line(self, incident: PublicIncident) -> PublicLine:
        """An incident in a list."""
        at = self.describe.moment
        told = incident.messages[-1].text if incident.messages else ""
        reached, lasted = status(incident), incident.lasted(self.describe.now)
        return PublicLine(
            href=self.describe.links.to(status_page(incident.key)),
            key=incident.key,
            anchor=anchor(incident),
            title=incident.title,
            css=self.css(incident),
            severity=self.describe.severity(incident.severity) if incident.counts else None,
            planned=incident.planned,
            status=self.describe.status(reached) if reached else None,
            services=list_text(list(incident.services)),
            is_open=incident.is_open,
            is_felt=incident.is_felt,
            began=at(incident.began_at),
            stands=stands(incident),
            since=at(incident.stands_since),
            resolved=at(incident.resolved_at) if incident.resolved_at else None,
            lasting=lasting(incident),
            lasted="" if lasted is None else duration_text(lasted),
            said=excerpt(told, EXCERPT) if told else Markup(),
        )

    def card(self, incident: PublicIncident) -> PublicCard:
        """An open incident, or planned work that is not over."""
        return PublicCard(self.line(incident), next(self.messages(incident), None), earlier_messages(incident))

    def css(self, incident: PublicIncident) -> str:
        """The class of its colours: its severity's, but for what is watched, planned, or was no incident."""
        if not incident.counts:
            return "is-planned" if incident.planned else "is-aside"
        if incident.is_open and not incident.is_felt:
            return "is-watched"
        return self.describe.severity(incident.severity).css

    def messages(self, incident: PublicIncident) -> Iterator[MessageView]:
        """What was told, the latest first; of an open incident that says how long ago, and what it promises."""
        for earlier, told in enumerate(reversed(incident.messages)):
            is_news = incident.is_open and not earlier
            yield MessageView(
                self.describe.moment(told.at),
                self.prose.html(told.text),
                self.describe.ago(told.at) if is_news else "",
                self._promise(incident.promised_at) if is_news else None,
            )

    def _promise(self, at: datetime | None) -> PromiseView | None:
        if at is None:
            return None
        has_passed = is_overdue(at, self.describe.now)
        return PromiseView(
            self.describe.moment(at), OVERDUE if has_passed else "", self.describe.ago(at) if has_passed else ""
        )

    def moments(self, incident: PublicIncident) -> Iterator[PublicMomentView]:
        """The moments of an incident in the order of time, without those at which something was told."""
        moments = ((label, at) for label, at in incident.moments() if label != "Told")
        day: DayView | None = None
        for label, at in sorted(moments, key=lambda moment: moment[1]):
            before, day = day, self.describe.day_of(at)
            yield PublicMomentView(label, self.describe.moment(at), None if day == before else day)


def anchor(incident: PublicIncident) -> str:
    """The ID of an open incident on the page of all."""
    return incident.key.lower()
