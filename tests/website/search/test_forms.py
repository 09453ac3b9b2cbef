"""Which words the script takes for forms of one, and where it looks for them."""

import json
import shutil
import subprocess
from itertools import combinations, permutations

from tests.website.browser import missing
from tests.website.conftest import REPOSITORY

SCRIPT = REPOSITORY / "site_templates/scripts/search/2-forms.js"

FORMS = [
    "fail fails failed failing",
    "payment payments",
    "retry retries retried retrying",
    "stop stops stopped stopping",
    "cache caches cached caching",
    "rate rates rated rating",
    "deploy deploys deployed deploying",
    "crash crashes crashed crashing",
    "fix fixes fixed fixing",
    "log logs logged logging",
    "control controls controlled controlling",
    "agree agrees agreed agreeing",
    "latency latencies",
    "process processes processed processing",
    "enable enables enabled enabling",
    "upgrade upgrades upgraded upgrading",
    "outage outages",
    "policy policies",
]
OTHERS = [
    "organ organization",
    "police policies",
    "universe university",
    "fail failure",
    "betatron betatronics",
    "status state",
    "string strung",
    "dns dn",
    "use using",
    "be being",
    "пода подаed",
    "m1s m1",
]


def asked(pairs: list[tuple[str, str]]) -> list[list[bool]]:
    """Of each word and another: whether they have one stem, and whether the other is found by the word."""
    node = shutil.which("node")
    if node is None:
        missing("there is no node on the PATH")
        return []
    program = (
        "globalThis.window = {incitrackSearch: {}}; require(process.argv[1]);"
        "const {stem, formsOf} = window.incitrackSearch;"
        "const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(given.map(([one, other]) => ["
        "stem(one) === stem(other), formsOf(one).fits(other), other.startsWith(formsOf(one).root)])));"
    )
    done = subprocess.run(
        [node, "-e", program, str(SCRIPT)], input=json.dumps(pairs), capture_output=True, text=True, check=True
    )
    found: list[list[bool]] = json.loads(done.stdout)
    return found


def test_forms_of_a_word_find_each_other() -> None:
    pairs = [pair for forms in FORMS for pair in permutations(forms.split(), 2)]

    assert [pair for pair, found in zip(pairs, asked(pairs), strict=True) if found != [True, True, True]] == []


def test_another_word_is_no_form() -> None:
    pairs = [pair for line in OTHERS for pair in permutations(line.split(), 2) if not pair[1].startswith(pair[0])]

    assert [pair for pair, found in zip(pairs, asked(pairs), strict=True) if found[1]] == []


def test_what_a_word_finds_lies_where_it_looks() -> None:
    endings = ["", "s", "es", "ed", "ing", "e", "y", "ies", "ied", "eed", "ll", "lled"]
    stems = ["ba", "bab", "boil", "spy", "tomat", "controll", "hop", "hopp", "caus", "agr", "us", "tabl", "yay"]
    every = sorted({stem + ending for stem in stems for ending in endings})
    pairs = [pair for pair in combinations(every, 2) if pair[0][:2] == pair[1][:2]]
    pairs += [(other, one) for one, other in pairs]

    found = asked(pairs)

    assert any(fits for _, fits, _ in found)
    assert [pair for pair, (_, fits, is_near) in zip(pairs, found, strict=True) if fits and not is_near] == []
