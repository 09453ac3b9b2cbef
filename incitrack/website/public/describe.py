"""Public incidents in the words of a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from incitrack.rendering.excerpt import excerpt
from incitrack.website.addresses import status_page
from incitrack.website.describe import Describer
from incitrack.website.prose import Prose
from incitrack.website.public.contents import PublicContents
from incitrack.website.public.incident import PublicIncident, PublicMessage
from incitrack.website.public.phrases import EXCERPT, earlier_messages
from incitrack.website.public.views import MessageView, PublicCard, PublicLine, PublicMomentView
from incitrack.website.views.words import DayView
from incitrack.wording import list_text


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
        return PublicLine(
            href=self.describe.links.to(status_page(incident.key)),
            key=incident.key,
            anchor=anchor(incident),
            title=incident.title,
            severity=self.describe.severity(incident.severity),
            status=self.describe.status(incident.status),
            services=list_text(list(incident.services)),
            is_open=incident.is_open,
            is_felt=incident.is_felt,
            began=at(incident.began_at),
            resolved=at(incident.resolved_at) if incident.resolved_at else None,
            lasted=incident.lasted(self.contents.now),
            said=excerpt(told, EXCERPT) if told else Markup(),
        )

    def card(self, incident: PublicIncident) -> PublicCard:
        """An open incident."""
        message = self.message(incident.messages[-1]) if incident.messages else None
        return PublicCard(self.line(incident), message, earlier_messages(incident))

    def message(self, told: PublicMessage) -> MessageView:
        """What was told."""
        return MessageView(self.describe.moment(told.at), self.prose.html(told.text))

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
