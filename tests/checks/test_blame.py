"""Which words make a person the cause (INC405), and which only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.checks.blame import blame_in

PEOPLE = frozenset({"maria", "jdoe", "sam", "kim", "Maria", "López", "Jan", "Doe"})


def words(text: str) -> list[str]:
    return [found.words for found in blame_in(text, PEOPLE)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was a human error.", "human error"),
        ("The cause was Human\n  error", "Human error"),
        ("A fat-fingered command.", "fat-fingered"),
        ("It was due to operator error.", "due to operator error"),
        ("Sheer carelessness.", "carelessness"),
        ("Nothing but negligence on their part", "negligence"),
        ("They were not careful enough.", "not careful enough"),
        ("He should have known better.", "should have known"),
        ("We should have paid more attention.", "should have paid more attention"),
        ("@maria forgot to raise the limit.", "@maria forgot"),
        ("maria forgot it", "maria forgot"),
        ("Maria López failed to read the page.", "López failed to"),
        ("@maria broke the build", "@maria broke"),
        ("jdoe had mistakenly deleted the index.", "jdoe had mistakenly"),
        ("Kim pushed the wrong tag.", "Kim pushed the wrong"),
        ("sam did not check the diff", "sam did not check"),
        ("jdoe should have checked the diff.", "jdoe should have checked"),
        ("sam is to blame.", "sam is to blame"),
        ("The on-call engineer ignored the page.", "engineer ignored"),
        ("An engineer accidentally deleted the table.", "engineer accidentally"),
        ("Someone forgot to renew the certificate.", "Someone forgot"),
        ("Robin forgot to restart it.", "Robin forgot"),
        ("The outage was caused by @jdoe.", "caused by @jdoe"),
        ("It was broken by an engineer in a hurry.", "broken by an engineer"),
        ("The blame lies with sam.", "blame lies with sam"),
        ("The root cause was @kim.", "cause was @kim"),
        ("Root cause: kim", "cause: kim"),
        ("The cause of the outage is Maria, again.", "cause of the outage is Maria"),
        ("The trigger was the on-call engineer who ran it.", "trigger was the on-call engineer"),
        ("Because of Maria, the pool was empty.", "Because of Maria"),
        ("Maria's mistake took the site down.", "Maria's mistake"),
        ("jdoe’s own careless typo did it", "jdoe’s own careless typo"),
        ("jdoe's failure to run the migration.", "jdoe's failure to"),
        ("No runbook existed and jdoe failed to ask.", "jdoe failed to"),
        ("It was not noticed because Maria forgot to look.", "Maria forgot"),
        ("**Human error** at 14:05", "Human error"),
        ("It isn't the alert, human error is.", "human error"),
    ],
)
def test_a_person_made_the_cause_is_found(text: str, found: str) -> None:
    assert found in words(text)


@pytest.mark.parametrize(
    "text",
    [
        "The root cause was not @kim.",
        "The root cause was kim's dashboard, which showed the wrong pool.",
        "The root cause was @kim-proxy. It had no limit.",
        "The reason was the new limit.",
        "The problem: someone else's certificate had run out.",
        "The cause was found by kim.",
        "It was not human error but a missing guard.",
        "It wasn't carelessness.",
        "This is not about human error.",
        "Not because of human error, as the report has it.",
        "Rather than human error, we looked at the tooling.",
        "Human error is not a cause, and negligence explains nothing.",
        "Human error cannot be taken away.",
        "Automating it will prevent human error.",
        "A step by hand is prone to human error.",
        "No disruption is expected unless a human mistake is made.",
        'The report says “human error”, and "carelessness" twice.',
        "'human error' is a word",
        "`human error` and ``maria forgot`` are code",
        "See [the page](https://wiki.example.org/human-error) or <https://example.org/human-error>.",
        "See https://example.org/human-error for more.",
        "The cause is human-process.",
        "The monitoring should have noticed, and the check should have caught it.",
        "We should have noticed earlier.",
        "The operator failed to start, the deploy failed to roll back.",
        "User errors rose to 5%, and the developer error pages were empty.",
        "An operator error message was shown",
        "A bad config broke checkout; the change caused the outage.",
        "The change was caused by a campaign and broken by a default.",
        "The default was at fault, and a page fault followed.",
        "Customers failed to pay. Users forgot their passwords.",
        "Nobody forgot anything, and no one was careless.",
        "We forgot the second region.",
        "Kim recognised the pattern within a minute.",
        "Maria restarted the workers; sam reported that the database missed heartbeats.",
        "It was short because of Maria's quick reaction, and due to Kim noticing it.",
        "The page to maria failed to arrive, and the alert of jdoe broke.",
        "SAM failed to start.",
        "The importer mistakenly treated zero as none.",
        "jdoe did not have the rights.",
        "kim asked what caused the growth",
        "It was not caused by maria.",
        "The failover of checkout failed to start",
        "A negligible number of requests failed.",
    ],
)
def test_what_blames_nobody_is_left_alone(text: str) -> None:
    assert words(text) == []


def test_each_blame_comes_with_a_question_of_its_own_kind_in_order() -> None:
    found = list(blame_in("jdoe forgot. Careless. Human error. He should have known.", PEOPLE))
    assert [each.words for each in found] == ["jdoe forgot", "Careless", "Human error", "should have known"]
    assert len({each.question for each in found}) == 4
    assert all(each.question.startswith("ask ") for each in found)


def test_who_is_no_person_of_the_team_is_not_known_by_name() -> None:
    assert list(blame_in("billing broke the invoice", PEOPLE)) == []
    assert [each.words for each in blame_in("billing broke the invoice", {"billing"})] == ["billing broke"]


PIECES = st.sampled_from(
    ["human", "error", "not", "jdoe", "@jdoe", "forgot", "should have known", "`", "``", '"', "“", "”", "(", "](", "'",
     "<", ">", "https://", ".", ",", "\n", "careless", "the", "caused by", "'s mistake", "because of", "\u0000",
     "Robin", "engineer", "failed to", "did not check", "is to blame", "pasted the wrong", "broken by an"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_the_place_of_a_blame_is_where_its_words_stand(text: str) -> None:
    for found in blame_in(text, PEOPLE):
        assert " ".join(text[found.start : found.end].split()).rstrip(".") == found.words


@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_what_is_not_looked_at_closely_holds_no_blame(text: str) -> None:
    """A word that calls for a closer look, after the end of the sentence, changes nothing."""
    assert list(blame_in(text, PEOPLE)) == list(blame_in(f"{text} . known", PEOPLE))


@pytest.mark.parametrize(
    "text",
    [
        "`" * 7 + " ",
        "` `` ",
        "“",
        '"',
        "'",
        "<",
        "](",
        "careless ",
        "jdoe ",
        "human ",
        "not ",
        "made ",
        "made a ",
        "made \n    ",
        "@",
        "a.",
    ],
)
def test_a_text_of_nothing_but_one_sign_is_read_in_time_that_grows_with_its_length(text: str) -> None:
    assert len(list(blame_in(text * 20_000, PEOPLE))) in {0, 20_000}
