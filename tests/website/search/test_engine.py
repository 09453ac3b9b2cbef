"""The engine over its pipes: what it gives, and what is said when it is not there, dies or refuses."""

import gzip
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from incitrack.website.search.engine import Engine, EngineError, find_engine
from tests.website.search.searched import executable, script

ANSWER = """\
import base64, json, sys
def say(payload):
    sys.stdout.write(base64.b64encode(json.dumps({"message_id": 1, "payload": payload}).encode()).decode() + ",")
    sys.stdout.flush()
"""


def refusal(program: Path) -> str:
    with pytest.raises(EngineError) as refused, Engine(program) as engine:
        list(engine.index(["a b"]))
    return str(refused.value)


def test_it_gives_every_file_of_an_index() -> None:
    with Engine(executable()) as engine:
        files = dict(engine.index(["alpha beta", "gamma"]))

    [language] = json.loads(files["pagefind-entry.json"])["languages"].values()
    assert language["page_count"] == 2
    for path, content in files.items():
        if path.endswith((".pf_meta", ".pf_index", ".pf_fragment", ".pagefind")):
            assert gzip.decompress(content).startswith(b"pagefind_dcd")


def test_it_can_index_more_than_a_pipe_holds() -> None:
    pages = [" ".join(f"w{page}x{number}" for number in range(4_000)) for page in range(3)]
    with Engine(executable()) as engine:
        files = dict(engine.index(pages))

    assert len([path for path in files if path.startswith("fragment/")]) == 3


def test_no_process_is_left_behind() -> None:
    with Engine(executable()) as engine:
        list(engine.index(["alpha"]))
        process = engine._process
        assert process is not None
    assert process.poll() is not None


def test_one_that_is_killed_is_an_error() -> None:
    def pages() -> Iterator[str]:
        yield "alpha"
        assert engine._process is not None
        engine._process.kill()
        engine._process.wait()
        yield "beta"

    with pytest.raises(EngineError, match="ended unexpectedly"), Engine(executable()) as engine:
        list(engine.index(pages()))


def test_one_that_ends_at_once_is_an_error(tmp_path: Path) -> None:
    assert refusal(script(tmp_path / "pagefind", "")) == "pagefind ended unexpectedly"


def test_a_refusal_is_told_in_its_words(tmp_path: Path) -> None:
    program = script(
        tmp_path / "pagefind", f'{ANSWER}say({{"type": "Error", "message": "no room"}})\nsys.stdin.read()'
    )
    assert refusal(program) == "pagefind refused: no room"


def test_an_answer_that_is_none_is_an_error(tmp_path: Path) -> None:
    program = script(tmp_path / "pagefind", "import sys\nprint('hello,', end='', flush=True)\nsys.stdin.read()")
    assert refusal(program) == "pagefind gave an answer that cannot be read"


def test_one_that_counts_words_otherwise_is_an_error(tmp_path: Path) -> None:
    program = script(
        tmp_path / "pagefind",
        f'{ANSWER}import os\nos.read(0, 65536)\nsay({{"type": "NewIndex", "index_id": 0}})\nos.read(0, 65536)\n'
        'say({"type": "IndexedFile", "page_word_count": 7})\nsys.stdin.read()',
    )
    assert refusal(program) == "pagefind counts words in another way than this version knows"


def test_what_is_no_program_is_an_error(tmp_path: Path) -> None:
    assert refusal(tmp_path / "absent").startswith("pagefind cannot be started")


def test_a_machine_without_it_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "absent"))
    said = f"pagefind does not run here: no such file or directory ({tmp_path / 'absent'})"
    with pytest.raises(EngineError, match=f"^{re.escape(said)}$"):
        find_engine()


def test_one_that_fails_at_once_is_told_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(script(tmp_path / "pagefind", "raise SystemExit(7)")))
    with pytest.raises(EngineError, match=r"^pagefind does not run here: it ended with status 7$"):
        find_engine()


def test_it_is_known_by_name_and_version() -> None:
    program, version = find_engine()

    assert os.access(program, os.X_OK)
    assert version.startswith("pagefind ")
