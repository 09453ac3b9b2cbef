"""The service catalogue that an import writes or adds to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.importers.catalogue import CATALOGUE, new_catalogue, with_services
from incitrack.model.services import ServiceCatalogue
from incitrack.model.words import SLUG
from incitrack.records.policy_files import parse_policy
from incitrack.records.record import Unreadable

NEW = {"till": "The till", "api": None}


def services(text: str) -> dict[str, str | None]:
    reading = parse_policy(CATALOGUE, text, ServiceCatalogue)
    assert not isinstance(reading, Unreadable), reading
    return {key: service.name for key, service in (reading[1].services or {}).items()}


def test_a_new_catalogue_lists_the_services_by_key() -> None:
    assert new_catalogue(NEW).endswith("services:\n  api: {}\n  till:\n    name: The till\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "services:\n  a: {name: A}  # first\n\nteams:\n  t: {name: T}\n",
            "services:\n  a: {name: A}  # first\n  api: {}\n  till:\n    name: The till\n\nteams:\n  t: {name: T}\n",
        ),
        ("services: {a: {name: A}}\n", "services: {a: {name: A}, api: {}, till: {name: The till}}\n"),
        ("services:\n  a: {}", "services:\n  a: {}\n  api: {}\n  till:\n    name: The till"),
        ("services:\r\n  a: {}\r\n", "services:\r\n  a: {}\r\n  api: {}\r\n  till:\r\n    name: The till\r\n"),
        ("\ufeffservices:\n  a: {}\n", "\ufeffservices:\n  a: {}\n  api: {}\n  till:\n    name: The till\n"),
        ("people:\n  maria: {}\n", "services:\n  api: {}\n  till:\n    name: The till\npeople:\n  maria: {}\n"),
        ("# What we run\n", "# What we run\nservices:\n  api: {}\n  till:\n    name: The till\n"),
        ("---\nservices: {a: {}}\n", "---\nservices: {a: {}, api: {}, till: {name: The till}}\n"),
    ],
)
def test_services_are_added_and_every_other_byte_stays(before: str, after: str) -> None:
    assert with_services(before, NEW) == after
    assert services(after) == services(before) | {"api": None, "till": "The till"}


@pytest.mark.parametrize(
    "text", ["# c\n---\nservices: {}\n", "services:\n  a: {}\n---\n", "[1]\n", "services: 1\n"]
)
def test_a_file_that_cannot_be_added_to_is_left_alone(text: str) -> None:
    assert with_services(text, NEW) is None


@given(st.dictionaries(st.from_regex(SLUG, fullmatch=True), st.none() | st.text(st.characters(categories=["L", "P", "Zs"]), min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=5))  # fmt: skip
def test_every_name_is_read_back_from_a_new_catalogue(wanted: dict[str, str | None]) -> None:
    assert services(new_catalogue(wanted)) == wanted
