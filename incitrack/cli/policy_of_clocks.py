"""Where the policy stands that clocks cannot be reckoned by: one that cannot be read, or unknown holidays."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from incitrack.errors import UnreadableError
from incitrack.records.archive import Archive
from incitrack.records.places import POLICIES


@contextmanager
def calendar_place(archive: Callable[[], Archive]) -> Iterator[None]:
    """Give the refusal of a calendar, which unknown holidays cause, the place of its policy."""
    try:
        yield
    except UnreadableError as error:
        file = archive().policy_file(f"{POLICIES}/severity.yaml")
        place = error.place or (file.place("calendar", "holidays") if file else None)
        raise UnreadableError(error.message, place=place, hint=error.hint) from None


def refuse_without_policy(archive: Archive) -> None:
    """Refuse where a severity policy is there and cannot be read: without it no clock can be judged.

    Raises:
        UnreadableError: it cannot be read, with the first reason.
    """
    policies = archive.policies
    if "severity" not in policies.unreadable:
        return
    versions = policies.severity.versions if policies.severity else ()
    names = ("severity.yaml", *(version.file for version in versions))
    paths = {POLICIES, *(f"{POLICIES}/{name}" for name in names)}
    first = next(each.problems[0] for each in archive.unreadable if each.path in paths)
    message = f"{first.message}, and without the policy there are no clocks"
    raise UnreadableError(message, place=first.place, hint=first.hint)
