"""The action items of all incidents: who has what to do, what is overdue, and what was done."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from incitrack.website.addresses import ACTIONS, API, numbered
from incitrack.website.describe import Describer
from incitrack.website.page import MadeOf, Page
from incitrack.website.pages.incidents_page import pager
from incitrack.website.pages.services_page import team_name
from incitrack.website.parts.action_index import SETTLED_SHOWN, ActionIndex, Indexed, open_in
from incitrack.website.parts.action_lines import action_view
from incitrack.website.prose import Prose
from incitrack.website.views.actions import ActionView
from incitrack.website.views.lists import PagerView
from incitrack.website.views.words import LinkView, PersonView
from incitrack.wording import count_text, list_text


@dataclass(frozen=True, slots=True)
class TallyView:
    """How the action items of an owner or a team stand; `of` leads to them where some are open."""

    of: LinkView
    is_nobody: bool
    overdue: int
    soon: int
    open: int
    done: int
    dropped: int


@dataclass(frozen=True, slots=True)
class ShareView:
    """The open action items of one owner; None is nobody. `count` says how many, and how many are overdue."""

    anchor: str
    owner: PersonView | None
    count: str
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class ActionsView:
    """A page of the action items; the tallies and what is settled stand on the first.

    `headline` is the state of all in a sentence. `settled` are the latest done, `more_settled` counts all that are
    settled in a sentence, "" for none. `data` leads to all of them for programs.
    """

    headline: str
    owners: tuple[TallyView, ...]
    teams: tuple[TallyView, ...]
    shares: tuple[ShareView, ...]
    settled: tuple[ActionView, ...]
    more_settled: str
    data: str
    is_first: bool
    pager: PagerView


def actions_pages(index: ActionIndex, made_of: MadeOf) -> Iterator[Page]:
    """The pages of the action items."""
    count = len(index.pages)
    for number in range(1, count + 1):
        name = "Action items" if number == 1 else f"Action items, page {number} of {count}"
        yield Page(numbered(ACTIONS, number), "actions.html", name, partial(_view, index, number), made_of=made_of)


def _view(index: ActionIndex, number: int, describe: Describer, _: Prose) -> ActionsView:
    is_first = number == 1
    settled = [each for each in index.settled if each.item.done_on][:SETTLED_SHOWN] if is_first else []
    return ActionsView(
        headline=_headline(index.states),
        owners=tuple(_owners(index, describe)) if is_first else (),
        teams=tuple(_teams(index, describe)) if is_first else (),
        shares=tuple(_shares(index, number, describe)),
        settled=tuple(_action(each, describe) for each in settled),
        more_settled=_settled_text(index.states, len(settled)) if is_first else "",
        data=describe.links.to(f"{API}actions.json"),
        is_first=is_first,
        pager=pager(describe, ACTIONS, number, len(index.pages)),
    )


def _headline(states: Counter[str]) -> str:
    still = open_in(states)
    if not still:
        return "Nothing is to be done" if states else "There is no action item yet"
    parts = [
        f"{states[state]:,} {words}"
        for state, words in (
            ("overdue", "overdue"),
            ("soon", "due within a week"),
            ("undated", "without a due day"),
        )
        if states[state]
    ]
    said = f": {list_text(parts)}" if parts else ", none of them overdue"
    return f"{count_text(still, 'action item')} open{said}"


def _owners(index: ActionIndex, describe: Describer) -> Iterator[TallyView]:
    first: dict[str | None, int] = {}
    for number, shares in enumerate(index.pages, start=1):
        for share in shares:
            first.setdefault(share.owner, number)
    for owner, states in index.of_owners.items():
        href = None
        if owner in first:
            href = describe.links.to(numbered(ACTIONS, first[owner]), _anchor(owner))
        known = describe.person_or_nobody(owner)
        name = (known.name or f"@{known.handle}") if known else "Nobody"
        yield _tally(LinkView(name, href), states, is_nobody=owner is None)


def _teams(index: ActionIndex, describe: Describer) -> Iterator[TallyView]:
    if set(index.of_teams) == {None}:
        return
    for team, states in index.of_teams.items():
        name = team_name(team, describe) if team else "No team"
        yield _tally(LinkView(name, None), states, is_nobody=team is None)


def _tally(of: LinkView, states: Counter[str], *, is_nobody: bool) -> TallyView:
    return TallyView(
        of, is_nobody, states["overdue"], states["soon"], open_in(states), states["done"], states["dropped"]
    )


def _shares(index: ActionIndex, number: int, describe: Describer) -> Iterator[ShareView]:
    for share in index.pages[number - 1]:
        states = index.of_owners[share.owner]
        overdue = f", {states['overdue']:,} overdue" if states["overdue"] else ""
        here = f"{len(share.items):,} of " if len(share.items) < open_in(states) else ""
        yield ShareView(
            anchor=_anchor(share.owner),
            owner=describe.person_or_nobody(share.owner),
            count=f"{here}{open_in(states):,} open{overdue}",
            actions=tuple(_action(each, describe) for each in share.items),
        )


def _anchor(owner: str | None) -> str:
    return f"owner-{owner}" if owner else "nobody"


def _action(each: Indexed, describe: Describer) -> ActionView:
    page = LinkView(each.key, describe.links.to(each.page))
    return action_view(page, each.anchor, each.item, describe)


def _settled_text(states: Counter[str], listed: int) -> str:
    done, dropped = states["done"], states["dropped"]
    if not (done or dropped):
        return ""
    latest = f"; these are the latest {listed:,}" if listed < done else ""
    return f"{done:,} done and {dropped:,} dropped in all{latest}."
