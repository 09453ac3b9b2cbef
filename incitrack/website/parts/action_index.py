"""Every action item of a site, sorted once: what is to be done by owner, and how many each owner and team has."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from incitrack.model.action import ActionItem, ActionStatus
from incitrack.model.teams import teams_of
from incitrack.website.addresses import incident_page, postmortem_page
from incitrack.website.contents import Contents
from incitrack.website.parts.action_lines import items_of, orphan_items, state_of

PAGE_SIZE: Final = 250
"""So many open action items stand on a page."""
SETTLED_SHOWN: Final = 30
"""So many of those that were done last are listed; the rest is told in numbers."""


class Indexed(NamedTuple):
    """An action item, where it stands (`page` from the site's top), its state as of the build, its teams."""

    key: str
    page: str
    anchor: str
    item: ActionItem
    state: str
    teams: tuple[str, ...]


class Share(NamedTuple):
    """The open action items of one owner, None for nobody, that stand on one page."""

    owner: str | None
    items: tuple[Indexed, ...]


@dataclass(frozen=True)
class ActionIndex:
    """The action items of what a site shows."""

    contents: Contents

    @cached_property
    def all(self) -> tuple[Indexed, ...]:
        """Every one, those of a postmortem whose incident has no page too."""
        return tuple(self._all())

    def _all(self) -> Iterator[Indexed]:
        contents = self.contents
        for shown in contents.incidents:
            if shown.incident.actions or shown.postmortem:
                teams = teams_of(shown.incident, contents.policies)
                yield from self._of(shown.key, incident_page(shown.key), items_of(shown), teams)
        for about in contents.postmortems:
            if about.record.id not in contents.by_id:
                yield from self._of(about.key, postmortem_page(about.key), orphan_items(about), ())

    def _of(
        self, key: str, page: str, items: Iterable[tuple[str, ActionItem]], teams: tuple[str, ...]
    ) -> Iterator[Indexed]:
        for anchor, item in items:
            yield Indexed(key, page, anchor, item, state_of(item, self.contents.today), teams)

    @cached_property
    def pages(self) -> tuple[tuple[Share, ...], ...]:
        """What is open, cut into pages: who has most overdue comes first, and of one owner what is due first.

        One page without anything where nothing is open.
        """
        pages: list[list[Share]] = [[]]
        room = PAGE_SIZE
        for owner, items in self._by_owner():
            start = 0
            while start < len(items):
                if room == 0:
                    pages.append([])
                    room = PAGE_SIZE
                share = tuple(items[start : start + room])
                pages[-1].append(Share(owner, share))
                start, room = start + len(share), room - len(share)
        return tuple(map(tuple, pages))

    def _by_owner(self) -> list[tuple[str | None, list[Indexed]]]:
        found: dict[str | None, list[Indexed]] = {}
        for each in sorted((each for each in self.all if each.item.is_open), key=_by_day):
            found.setdefault(each.item.owner, []).append(each)
        # What nobody owns comes before all: it is done by nobody.
        return sorted(found.items(), key=lambda pair: (pair[0] is not None, *_burden(pair[1]), pair[0] or ""))

    @cached_property
    def settled(self) -> tuple[Indexed, ...]:
        """What was done or dropped, the latest done first, and at the end what has no day."""
        settled = [each for each in self.all if not each.item.is_open]
        return tuple(sorted(settled, key=lambda each: (each.item.done_on or date.min, each.key), reverse=True))

    @cached_property
    def states(self) -> Counter[str]:
        """How many there are in each state."""
        return Counter(each.state for each in self.all)

    @cached_property
    def of_owners(self) -> dict[str | None, Counter[str]]:
        """Likewise of each owner, in the order of the pages; who has nothing open comes last, by handle."""
        found: dict[str | None, Counter[str]] = {owner: Counter() for owner, _ in self._by_owner()}
        rest = {each.item.owner for each in self.all} - found.keys()
        found.update((owner, Counter()) for owner in sorted(rest, key=lambda owner: owner or ""))
        for each in self.all:
            found[each.item.owner][each.state] += 1
        return found

    @cached_property
    def of_teams(self) -> dict[str | None, Counter[str]]:
        """Likewise of each team, None for no team; an item of two teams counts for both."""
        found: dict[str | None, Counter[str]] = {}
        for each in self.all:
            for team in each.teams or (None,):
                found.setdefault(team, Counter())[each.state] += 1
        order = sorted(found, key=lambda team: (-found[team]["overdue"], team is None, team or ""))
        return {team: found[team] for team in order}


def open_in(states: Counter[str]) -> int:
    """How many of these are still to be done."""
    return states.total() - states[ActionStatus.DONE.value] - states[ActionStatus.DROPPED.value]


def _by_day(each: Indexed) -> tuple[date, str, str]:
    return each.item.due or date.max, each.key, each.anchor


def _burden(items: list[Indexed]) -> tuple[int, int]:
    return -sum(each.state == "overdue" for each in items), -len(items)
