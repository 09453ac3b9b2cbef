"""What an action item is called, and from when it is overdue."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from incitrack.model.action import ActionId, ActionItem, ActionStatus

DUE = date(2026, 12, 1)


@pytest.mark.parametrize("written", ["A1", "A10", "A9999"])
def test_an_item_is_called_a_and_its_number(written: str) -> None:
    assert TypeAdapter(ActionId).validate_python(written) == written


@pytest.mark.parametrize(
    "written", ["A0", "A01", "a1", "1", "A", "B1", "A1 ", "A12345", "INC-2026-0042/A1", 1, None]
)
def test_what_is_no_such_name_is_refused(written: object) -> None:
    with pytest.raises(ValidationError, match="is not an action item's ID"):
        TypeAdapter(ActionId).validate_python(written)


@pytest.mark.parametrize(
    ("status", "today", "days"),
    [
        (ActionStatus.OPEN, date(2026, 12, 1), 0),  # the due day itself is still in time
        (ActionStatus.OPEN, date(2026, 12, 2), 1),
        (ActionStatus.OPEN, date(2026, 11, 1), 0),
        (ActionStatus.IN_PROGRESS, date(2027, 1, 1), 31),
        (ActionStatus.DONE, date(2027, 1, 1), 0),
        (ActionStatus.DROPPED, date(2027, 1, 1), 0),
    ],
)
def test_an_item_is_overdue_from_the_day_after_it_was_due_while_it_is_to_be_done(
    status: ActionStatus, today: date, days: int
) -> None:
    assert ActionItem(id="A1", title="Alert at 80%", due=DUE, status=status).days_overdue(today) == days


def test_what_is_due_on_no_day_is_never_overdue() -> None:
    assert ActionItem(id="A1", title="Alert at 80%").days_overdue(date.max) == 0
