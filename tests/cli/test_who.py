"""Who stands behind `@` in an entry."""

import pytest

from incitrack.cli.who import handle_from_email
from incitrack.errors import UsageError
from tests.cli.records_repository import RecordsRepository


def writer_of(records: RecordsRepository, *options: str) -> str:
    records.done("log", "42", "seen", *options)
    return records.record.rpartition("**update** @")[2].partition(":")[0]


def test_each_source_outranks_the_next(records: RecordsRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    assert writer_of(records) == "maria", "the local part of maria@example.org"
    records.write("policies/services.yaml", "people:\n  mlo: {email: Maria@Example.ORG}\n")
    assert writer_of(records) == "mlo"
    records.git("config", "incitrack.handle", "configured")
    assert writer_of(records) == "configured"
    monkeypatch.setenv("INCITRACK_HANDLE", "environment")
    assert writer_of(records) == "environment"
    assert writer_of(records, "--as", "option") == "option"
    assert writer_of(records, "--as", "@option") == "option"


def test_people_are_looked_up_as_they_are_now(records: RecordsRepository) -> None:
    records.write("policies/services.yaml", "people:\n  one: {email: maria@example.org}\n")
    assert writer_of(records) == "one"
    records.write("policies/services.yaml", "people:\n  two: {email: maria@example.org}\n")
    assert writer_of(records) == "two"


def test_the_authors_address_counts_not_the_users(
    records: RecordsRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.git("config", "user.email", "user@example.org")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "author@example.org")
    assert writer_of(records) == "author"


@pytest.mark.parametrize("handle", ["", " ", "Maria", "ma ria", "--amend", "@", "x" * 61, "аlice", "a\nb", "a:b"])
def test_what_is_no_handle_is_refused_wherever_it_comes_from(
    records: RecordsRepository, monkeypatch: pytest.MonkeyPatch, handle: str
) -> None:
    assert "--as" in records.refused(2, "log", "42", "seen", f"--as={handle}")
    if handle:
        records.git("config", "incitrack.handle", handle)
        assert "incitrack.handle" in records.refused(2, "log", "42", "seen")
        monkeypatch.setenv("INCITRACK_HANDLE", handle)
        assert "INCITRACK_HANDLE" in records.refused(2, "log", "42", "seen")


def test_nobody_is_told_how_to_say_who_they_are(
    records: RecordsRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GIT_AUTHOR_EMAIL")
    records.git("config", "user.useConfigOnly", "true")
    assert "user.email" in records.refused(5, "log", "42", "seen")


@pytest.mark.parametrize(
    ("email", "handle"),
    [
        ("Maria.Lopez@example.org", "maria.lopez"),
        ("maria+incidents@example.org", "maria-incidents"),
        ("12345+jdoe@users.noreply.example", "12345-jdoe"),
        ("_ops_@example.org", "ops_"),
        ("josé@example.org", "jos-"),
        ('"a b"@c@example.org', "a-b--c"),
        ("x" * 80 + "@example.org", "x" * 60),
    ],
)
def test_a_local_part_is_made_a_handle(email: str, handle: str) -> None:
    assert handle_from_email(email) == handle


@pytest.mark.parametrize("email", ["@example.org", "--@example.org", "nobody"])
def test_an_address_without_a_name_makes_none(email: str) -> None:
    with pytest.raises(UsageError):
        handle_from_email(email)
