"""From a remote's address to its repository on the web: any form of it, no folder, and nothing private."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.records.web_place import Forge, web_place


@pytest.mark.parametrize(
    "address",
    [
        "git@github.com:acme/records.git",
        "git@GitHub.com:/acme/records.git",
        "github.com:acme/records",
        "token@github.com:acme/records",
        "ssh://git@github.com/acme/records.git",
        "ssh://git@github.com:22/acme/records.git",
        "ssh://git@ssh.github.com:443/acme/records.git",
        "git@ssh.github.com:acme/records.git",
        "git+ssh://git@github.com/acme/records.git",
        "ssh+git://git@github.com/acme/records.git",
        "SSH://git@GITHUB.com/acme/records.git",
        "git://github.com/acme/records.git/",
        "https://github.com/acme/records",
        "https://github.com/acme/records.git?x=<script>",
        "https://maria:s3cret@github.com/acme/records.git/",
        "https://ghp_token@github.com/acme/records",
    ],
)
def test_every_form_of_an_address_is_the_same_place(address: str) -> None:
    place = web_place(address)

    assert place is not None
    assert (place.url, place.forge) == ("https://github.com/acme/records", Forge.GITHUB)


@pytest.mark.parametrize(
    ("address", "url", "forge"),
    [
        ("git@gitlab.example.org:sre/on-call/r.git", "https://gitlab.example.org/sre/on-call/r", Forge.GITLAB),
        ("ssh://git@altssh.gitlab.com:443/sre/r.git", "https://gitlab.com/sre/r", Forge.GITLAB),
        ("ssh://git@altssh.bitbucket.org:443/a/r.git", "https://bitbucket.org/a/r", Forge.BITBUCKET),
        ("https://gitea.example.org:3000/a/r.git", "https://gitea.example.org:3000/a/r", Forge.FORGEJO),
        ("http://forgejo.example.org:3000/a/r", "http://forgejo.example.org:3000/a/r", Forge.FORGEJO),
        ("ssh://git@forgejo.example.org:2222/a/r", "https://forgejo.example.org/a/r", Forge.FORGEJO),
        ("git@codeberg.org:a/r", "https://codeberg.org/a/r", Forge.FORGEJO),
        ("https://git.example.org/a/r", "https://git.example.org/a/r", None),
        ("git@bitbucket.example.org:a/r", "https://bitbucket.example.org/a/r", None),
    ],
)
def test_a_place_has_its_host_and_its_forge(address: str, url: str, forge: Forge | None) -> None:
    place = web_place(address)

    assert place is not None
    assert (place.url, place.forge) == (url, forge)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/srv/github.com/acme/records.git",
        "../github.com/acme/records.git",
        "./github.com:acme/records",
        "/srv/github.com:acme/records",
        "file:///srv/github.com/acme/records.git",
        "file://github.com/acme/records.git",
        "javascript://github.com/acme/records",
        "ext::sh -c github.com/acme/records",
        "-oProxyCommand=x:acme/records",
        "https://[github.com/acme/records",
        "https://github.com:port/acme/records",
        "https://github.com/",
        "https://github.com/records",
        "https://github.com/../records",
        "https://github.com/acme/..",
        'https://github.com/acme/"onmouseover=alert(1)',
        "git@github.com:acme/\x1b[2Jrecords",
        "maria:s3cret@github.com:acme/records",
    ],
)
def test_a_folder_or_what_is_no_address_is_no_place(address: str) -> None:
    assert web_place(address) is None


SECRETS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1).map(lambda text: f"TOP{text}SECRET")
FORMS = st.sampled_from(
    (
        "https://{0}@github.com/acme/records",
        "https://maria:{0}@github.com/acme/records",
        "https://{0}:x-oauth-basic@gitlab.com:8443/acme/records.git",
        "ssh://{0}@github.com/acme/records",
        "ssh+git://maria:{0}@ssh.github.com:443/acme/records",
        "{0}@github.com:acme/records",
        "maria:{0}@github.com:acme/records",
        "https://github.com/acme/records?token={0}",
        "https://github.com/acme/records#{0}",
    )
)


@given(FORMS, SECRETS)
def test_no_credentials_get_into_a_place(form: str, secret: str) -> None:
    place = web_place(form.format(secret))

    assert place is None or secret.lower() not in place.url.lower()
