"""Keys of services from the names that others give them."""

from hypothesis import given
from hypothesis import strategies as st

from incitrack.importers.service_keys import display_names, service_keys
from incitrack.model.services import Service, ServiceCatalogue
from incitrack.model.words import SLUG

NONE = ServiceCatalogue()


def key(name: str) -> str:
    return service_keys([name], NONE)[name]


def test_a_name_becomes_a_slug() -> None:
    assert key("Artifact Caching Proxy") == "artifact-caching-proxy"
    assert key("accounts.example.org (login)") == "accounts-example-org-login"
    assert key("Zażółć gęś") == "zazoc-ges"


def test_spellings_of_one_name_are_one_service_with_the_usual_spelling() -> None:
    names = ["github comment ops", "github-comment-ops", "github comment ops"]
    keys = service_keys(names, NONE)
    assert set(keys.values()) == {"github-comment-ops"}
    assert display_names(names, keys) == {"github-comment-ops": "github comment ops"}


def test_a_name_without_a_latin_letter_has_a_key_of_its_own() -> None:
    assert SLUG.fullmatch(key("支付"))
    assert key("支付") != key("登录")


def test_a_long_name_is_cut_between_words() -> None:
    assert key("plugins.example.org (served by the cache / but working on the source of truth)") == (
        "plugins-example-org-served-by-the-cache-but-working-on-the"
    )


def test_two_long_names_that_begin_alike_are_two_services() -> None:
    first, second = "word " * 20 + "first", "word " * 20 + "second"
    assert len(set(service_keys([first, second], NONE).values())) == 2


def test_a_service_of_the_catalogue_is_known_by_its_name_and_by_its_key() -> None:
    catalogue = ServiceCatalogue(services={"pay": Service(name="Payments"), "till": Service()})
    assert service_keys(["payments", "Pay", "TILL"], catalogue) == {
        "payments": "pay",
        "Pay": "pay",
        "TILL": "till",
    }


@given(st.lists(st.text(min_size=1, max_size=90), max_size=8))
def test_every_name_has_a_key_that_is_a_slug_and_a_name_of_one_line(names: list[str]) -> None:
    keys = service_keys(names, NONE)
    assert set(keys) == set(names)
    assert all(SLUG.fullmatch(each) for each in keys.values())
    assert all(shown.strip() == shown and shown.isprintable() for shown in display_names(names, keys).values()
               if shown.isascii())  # fmt: skip
