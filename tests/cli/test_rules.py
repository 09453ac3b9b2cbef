"""`incitrack rules`: the catalogue, or one rule explained."""

import json
from pathlib import Path

import pytest

from incitrack.checks.catalogue import catalogue
from tests.cli.ran import ran, shown


def test_every_rule_is_listed_with_its_level_name_and_what_it_finds(tmp_path: Path) -> None:
    status, out, err = ran(tmp_path, "rules")
    assert (status, err) == (0, "")
    lines = out.splitlines()[1:]
    assert [line.split()[0] for line in lines] == [rule.code for rule in catalogue()]
    for line, rule in zip(lines, catalogue(), strict=True):
        assert line.split()[1:3] == [rule.level, rule.name]
        assert line.endswith(rule.summary)


@pytest.mark.parametrize("word", ["INC103", "inc103", "status-disagrees"])
def test_one_rule_is_explained(tmp_path: Path, word: str) -> None:
    status, out, _ = ran(tmp_path, "rules", word)
    assert status == 0
    assert out.startswith("INC103 status-disagrees (error)\n\nThe status is not the last transition")
    assert "To mend it" in out
    assert "Wrong:" in out


def test_the_json_has_the_same_for_a_program(tmp_path: Path) -> None:
    every = json.loads(ran(tmp_path, "rules", "--json").out)
    assert [item["code"] for item in every] == [rule.code for rule in catalogue()]
    one = json.loads(ran(tmp_path, "rules", "INC216", "--json").out)
    assert one in every
    assert (one["name"], one["level"]) == ("channel-affected", "warning")
    assert list(one) == ["code", "name", "level", "group", "summary", "explanation"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("INC1033", "INC103"),
        ("status-disagree", "INC103"),
        ("nonsense", "incitrack rules"),
        ("INC601", "not here yet"),
    ],
)
def test_what_is_no_rule_is_wrong_usage_and_the_nearest_is_named(tmp_path: Path, word: str, hint: str) -> None:
    status, out, err = ran(tmp_path, "rules", word)
    assert (status, out) == (2, "")
    assert hint in err
    assert len(err.splitlines()) <= 3


def test_the_list_fits_a_terminal(tmp_path: Path) -> None:
    lines = shown(tmp_path, "rules", NO_COLOR="1").splitlines()
    assert len(lines) == len(catalogue()) + 1
    assert max(map(len, lines)) <= 80
