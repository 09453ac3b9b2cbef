"""Which factors and causes were dealt with where, by an action item that named them, and which came back."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from incitrack.metrics.action_items import actions_of
from incitrack.model.action import ActionItem, ActionKind, ActionStatus
from incitrack.model.local_day import local_day
from incitrack.model.policies import Policies
from incitrack.records.archive import Archive
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord

_NO_WORD: Final = re.compile(r"[^\w]+|_")


class Sort(StrEnum):
    """What a term of the taxonomy stands for."""

    FACTOR = "factor"
    CAUSE = "cause"


class Term(NamedTuple):
    """A contributing factor or a cause, by its key."""

    sort: Sort
    key: str


def terms_of(record: IncidentRecord, archive: Archive) -> tuple[Term, ...]:
    """The factors of an incident's postmortem, each once, and its cause."""
    found = archive.postmortem_for(record)
    factors = dict.fromkeys(factor.factor for factor in found.postmortem.factors) if found else ()
    cause = record.incident.cause
    return (*(Term(Sort.FACTOR, key) for key in factors), *([Term(Sort.CAUSE, cause)] if cause else []))


class Remedies:
    """From which day on a service should have been rid of a factor or cause: the first done item that named it.

    An action item names a factor or the cause of its incident where its area is that, or its title or what it
    is expected to bring says it in words, by its key or the taxonomy's label. One of kind `prevention` that says
    none of them names them all: what is to keep an incident from coming back is held against everything in it.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._terms: dict[str, tuple[Term, ...]] = {}
        self._done_on: dict[tuple[str, Term], date] = {}
        for record in archive.incidents:
            if record.incident.is_actionable:
                self._note(record)

    def terms(self, record: IncidentRecord) -> tuple[Term, ...]:
        """The factors of an incident's postmortem, each once, and its cause."""
        found = self._terms.get(record.path)
        if found is None:
            found = self._terms[record.path] = terms_of(record, self._archive)
        return found

    def came_back(self, record: IncidentRecord, term: Term) -> bool:
        """Whether an incident was reported on a later day than a service of it was rid of what it has again."""
        done = [day for s in record.incident.services if (day := self._done_on.get((s, term)))]
        return bool(done) and local_day(report_time(record.incident), self._archive.policies) > min(done)

    def _note(self, record: IncidentRecord) -> None:
        for item, _ in actions_of(record, self._archive):
            if item.status is not ActionStatus.DONE or item.done_on is None:
                continue
            for term in _named(item, self.terms(record), self._archive.policies):
                for service in record.incident.services:
                    earlier = self._done_on.get((service, term), item.done_on)
                    self._done_on[service, term] = min(earlier, item.done_on)


def _named(item: ActionItem, terms: tuple[Term, ...], policies: Policies) -> Iterable[Term]:
    said = f"{_words(item.title)}|{_words(item.expected or '')}|{_words(item.area or '')}"
    named = [term for term in terms if any(_words(name) in said for name in _names(term, policies))]
    return terms if not named and item.kind is ActionKind.PREVENTION else named


def _names(term: Term, policies: Policies) -> Iterator[str]:
    taxonomy = policies.taxonomy
    labels = (taxonomy.factors if term.sort is Sort.FACTOR else taxonomy.causes) or {}
    yield term.key
    if label := labels.get(term.key):
        yield label


def _words(text: str) -> str:
    """The words of a text, with one space before, between and after them, so that only whole words are found."""
    return f" {_NO_WORD.sub(' ', text.casefold()).strip()} "
