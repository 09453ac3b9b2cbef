"""What a word is to the search, here and in the script."""

import json
import re
import shutil
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.model.words import ID_NUMBER
from incitrack.website.search.words import PLAIN, words
from tests.website.browser import missing
from tests.website.conftest import REPOSITORY

SCRIPT = REPOSITORY / "site_templates/scripts/search/1-words.js"

SAMPLES = {
    "The payment-gateway failed, with 502.": ["the", "payment", "gateway", "failed", "with", "502"],
    "INC-2026-0042 and inc-2026-12345": ["inc20260042", "and", "inc202612345"],
    "INC-2026-123456789 INC-2026-1234567890": ["inc2026123456789", "inc", "2026", "1234567890"],
    "xINC-2026-0042 INC-2026-42": ["xinc", "2026", "0042", "inc", "2026", "42"],
    "Café München, zażółć": ["cafe", "munchen", "zazolc"],
    "foo_bar don't v1.2": ["foo", "bar", "don", "t", "v1", "2"],
    "Ошибка БАЗЫ": ["ошибка", "базы"],
    "数据库 failed": ["数", "据", "库", "failed"],
    "データ": ["テ", "ー", "タ"],
    "e\u0301te\u0301 ﬁle ①": ["ete", "file", "1"],
    "<script>alert(1)</script>": ["script", "alert", "1", "script"],
    "🔥 — …": [],
    "ßinc-2026-0042 inc-2026-0042ß": ["ssinc", "2026", "0042", "inc", "2026", "0042ss"],
    "Größen GRÖẞEN grossen": ["grossen", "grossen", "grossen"],
    "Æsir œuvre Ørsted łódź Đurđa Þór Ħal ısı Ǿ": [
        "aesir",
        "oeuvre",
        "orsted",
        "lodz",
        "durda",
        "thor",
        "hal",
        "isi",
        "o",
    ],
    "数INC-2026-0042库": ["数", "inc20260042", "库"],
    "ΑΣ’Α ΣΑΣ": ["ασ", "α", "σας"],
    "": [],
}


@pytest.mark.parametrize("text", SAMPLES)
def test_a_text_is_split_into_words_without_case_accents_and_punctuation(text: str) -> None:
    assert words(text) == SAMPLES[text]


@given(st.text())
def test_a_word_is_letters_and_digits_only_and_is_itself_one_word(text: str) -> None:
    for word in words(text):
        assert word.isalnum() or not word.isascii(), word
        assert "_" not in word
        assert " " not in word
        assert words(word) == [word]


@given(st.text(), st.text())
def test_words_of_two_texts_are_those_of_each(one: str, other: str) -> None:
    assert words(f"{one}\n{other}") == words(one) + words(other)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_ascii_is_split_alike_beside_other_letters(text: str) -> None:
    assert words(f"{text} é") == [*words(text), "e"]


def test_what_a_script_takes_for_an_id_is_what_a_record_may_have() -> None:
    form = re.compile(r"INC-\(?\[0-9\]\{4\}\)?-\(?(\[0-9\][^)(/]*?[+*}])", re.IGNORECASE)
    scripts = sorted((REPOSITORY / "site_templates/scripts").rglob("*.js"))
    known = {script.name: set(found) for script in scripts if (found := form.findall(script.read_text()))}
    assert known == {name: {ID_NUMBER} for name in ("1-words.js", "2-matching.js", "3-index.js")}


def test_the_script_splits_as_python_does() -> None:
    node = shutil.which("node")
    if node is None:
        missing("there is no node on the PATH")
        return
    # Letters that one side's Unicode knows and the other's not yet are left out: those since Unicode 14.
    letters = [chr(code) for code in range(0x2FFFF) if unicodedata.category(chr(code))[0] in "LNMPSZ"]
    samples = [
        *SAMPLES,
        *PLAIN,
        *map(str.upper, PLAIN),
        *(f"Ab{letter}1 x" for letter in letters[:: len(letters) // 4000]),
    ]
    program = (
        "globalThis.window = {}; require(process.argv[1]);"
        "const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(given.map(window.incitrackSearch.words)));"
    )

    done = subprocess.run(
        [node, "-e", program, str(SCRIPT)], input=json.dumps(samples), capture_output=True, text=True, check=True
    )

    wrong = [
        (text, there) for text, there in zip(samples, json.loads(done.stdout), strict=True) if words(text) != there
    ]
    assert wrong == []
