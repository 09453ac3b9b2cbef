"""A postmortem makes a person the cause.

It looks for a person who forgot, failed to, broke or caused something, for
human error, carelessness and should have known, in the trigger, the details of
the factors and the text. Quotes, code and addresses are not read, and what is
denied ("not human error but ...") is no blame. People are those of
`policies/services.yaml`, else those whom the records name. English only.

Who stops at a person learns nothing that could be changed.

To mend it, ask the question of the finding, and write down the answer.

Wrong:

    trigger: Human error, jdoe forgot to raise the limit.

Right:

    trigger: The deploy went out with the old limit; no step compares the two.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from itertools import accumulate

from incitrack.checks.blame import Blame, blame_in
from incitrack.checks.facts import Facts
from incitrack.checks.people import people_of
from incitrack.checks.postmortems import postmortem_rule
from incitrack.checks.rule import Fault
from incitrack.errors import Place
from incitrack.model.check_levels import Level
from incitrack.records.body import Paragraph
from incitrack.records.record import IncidentRecord, PostmortemRecord


def _look(record: PostmortemRecord, incident: IncidentRecord | None, facts: Facts) -> Iterator[Fault]:
    people = people_of(record, incident, facts.policies.services)
    postmortem = record.postmortem
    if found := next(blame_in(postmortem.trigger or "", people), None):
        yield _fault(record.place("trigger"), found)
    for index, factor in enumerate(postmortem.factors):
        if found := next(blame_in(factor.detail or "", people), None):
            yield _fault(record.place("factors", index, "detail"), found)
    for paragraph in record.body.paragraphs:
        yield from _paragraph(record.path, paragraph, people)


def _paragraph(path: str, paragraph: Paragraph, people: Collection[str]) -> Iterator[Fault]:
    begins = list(accumulate((len(line) + 1 for line in paragraph.text.split("\n")), initial=0))
    last = -1
    for found in blame_in(paragraph.text, people):
        line = bisect_right(begins, found.start) - 1
        if line != last:  # one line, one answer
            last = line
            yield _fault(Place(path, paragraph.line + line, found.start - begins[line] + 1), found)


def _fault(place: Place, blame: Blame) -> Fault:
    return Fault(place, f"“{blame.words}” makes a person the cause", blame.question)


RULE = postmortem_rule("INC405", "blame", Level.WARNING, _look)
