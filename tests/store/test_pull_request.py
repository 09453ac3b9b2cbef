import pytest

from incitrack.store.pull_request import pull_request_url

BRANCH = "incident/INC-2026-0043"


@pytest.mark.parametrize(
    "address", ["git@github.com:acme/records.git", "https://maria:s3cret@github.com/acme/records.git/"]
)
def test_every_form_of_an_address_leads_to_the_same_page(address: str) -> None:
    assert pull_request_url(address, BRANCH, into="main") == (
        "https://github.com/acme/records/pull/new/incident/INC-2026-0043"
    )


@pytest.mark.parametrize(
    ("address", "url"),
    [
        (
            "git@gitlab.example.org:sre/on-call/records.git",
            "https://gitlab.example.org/sre/on-call/records/-/merge_requests/new?merge_request%5Bsource_branch%5D=incident%2FINC-2026-0043",
        ),
        (
            "https://gitea.example.org:3000/acme/records.git",
            "https://gitea.example.org:3000/acme/records/compare/main...incident/INC-2026-0043",
        ),
        (
            "ssh://git@forgejo.example.org:2222/acme/records.git",
            "https://forgejo.example.org/acme/records/compare/main...incident/INC-2026-0043",
        ),
        (
            "git@codeberg.org:acme/records.git",
            "https://codeberg.org/acme/records/compare/main...incident/INC-2026-0043",
        ),
        (
            "git@bitbucket.org:acme/records.git",
            "https://bitbucket.org/acme/records/pull-requests/new?source=incident%2FINC-2026-0043",
        ),
    ],
)
def test_each_forge_has_its_page(address: str, url: str) -> None:
    assert pull_request_url(address, BRANCH, into="main") == url


@pytest.mark.parametrize(
    "address",
    [
        "/srv/github/acme/records.git",
        "https://git.example.org/acme/records.git",
        "https://bitbucket.example.org/scm/acme/records.git",  # its own program, with other addresses
    ],
)
def test_what_tells_no_forge_gives_no_page(address: str) -> None:
    assert pull_request_url(address, BRANCH, into="main") is None
