"""What an incident is like: earlier ones that share what few share."""

from hypothesis import given
from hypothesis import strategies as st

from incitrack.metrics.similarity import MOST, earlier_alike
from incitrack.model.incident import Incident
from tests.builders import incident

WORDS = ("queue", "login", "disk", "certificate", "pool", "cache")


def made(number: int, title: str, **fields: str | None) -> Incident:
    return incident(id=f"INC-2026-{number:04}", title=title, **fields).incident


def test_an_earlier_incident_that_shares_a_service_and_rare_words_is_like_it() -> None:
    found = earlier_alike(
        [
            made(1, "The certificate of the probe has expired", services="[login]"),
            made(2, "Queue stands still", services="[checkout]"),
            made(3, "Certificate has expired again", services="[login]"),
        ]
    )

    assert found == {"INC-2026-0001": (), "INC-2026-0002": (), "INC-2026-0003": ("INC-2026-0001",)}


def test_one_trait_in_common_is_not_alike() -> None:
    assert earlier_alike([made(1, "Disk is full"), made(2, "Login fails")])["INC-2026-0002"] == ()


def test_what_was_no_incident_of_its_own_is_not_shown_as_alike() -> None:
    first = made(1, "Queue stands still", disposition="false-positive")

    assert earlier_alike([first, made(2, "Queue stands still")])["INC-2026-0002"] == ()


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), min_size=1, max_size=12))
def test_what_happens_later_changes_no_answer_and_nothing_is_like_itself(titles: list[list[str]]) -> None:
    incidents = [made(number, " ".join(words)) for number, words in enumerate(titles, start=1)]
    whole = earlier_alike(incidents)

    for count in range(1, len(incidents)):
        assert earlier_alike(incidents[:count]).items() <= whole.items()
    for identifier, alike in whole.items():
        assert len(set(alike)) == len(alike) <= MOST
        assert all(other < identifier for other in alike)


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), min_size=1, max_size=12), st.data())
def test_what_was_known_of_the_first_changes_no_answer(titles: list[list[str]], data: st.DataObject) -> None:
    incidents = [made(number, " ".join(words)) for number, words in enumerate(titles, start=1)]
    count = data.draw(st.integers(0, len(incidents)))

    assert earlier_alike(incidents, earlier_alike(incidents[:count])) == earlier_alike(incidents)
