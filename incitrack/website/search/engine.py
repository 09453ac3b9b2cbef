"""The engine, Pagefind: a program of its own, spoken to over its pipes.

Its Python wrapper waits a tenth of a second for every answer; the protocol under it does not. A message is the
base64 of JSON, ended by a comma, in both directions.
"""

import base64
import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Self

LANGUAGE: Final = "unknown"
"""No stemming: a word is found as it is written, whatever its language."""


PART: Final = 2000
"""So many places fill a part of the index, which a query loads for each word: 6 KB."""

_ENVIRONMENT: Final = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": f"{PART}"}


class EngineError(Exception):
    """The engine is not there, died, or refused; the message is one line for people."""


class CacheError(EngineError):
    """The folder that keeps what was indexed cannot be written; another one may do."""


def in_words(error: OSError) -> str:
    """What the system says, without its number, and of which file: `no space left on device (/var/cache)`."""
    said = (error.strerror or str(error)).lower()
    return f"{said} ({error.filename})" if error.filename else said


class Engine:
    """Pagefind at work; a context manager that leaves no process behind."""

    def __init__(self, executable: Path) -> None:
        self._executable = executable
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self._process = subprocess.Popen(
                [self._executable, "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | _ENVIRONMENT,
            )
        except OSError as error:
            raise EngineError(f"pagefind cannot be started: {in_words(error)}") from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def index(self, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The (path, content) of every file of the index of some pages; their addresses are their numbers from 0.

        The engine hands the files over. Told to write them, it says that it has while it still does.

        Raises:
            EngineError: it died or refused.
        """
        index = self._ask({"type": "NewIndex", "config": {}}, "NewIndex")["index_id"]
        for number, content in enumerate(pages):
            page = {"index_id": index, "url": str(number), "content": content, "language": LANGUAGE}
            answer = self._ask({"type": "AddRecord", **page}, "IndexedFile")
            if answer["page_word_count"] != content.count(" ") + 1:
                raise EngineError("pagefind counts words in another way than this version knows")
        for file in self._ask({"type": "GetFiles", "index_id": index}, "GetFiles")["files"]:
            yield file["path"], base64.b64decode(file["content"])

    def _ask(self, payload: dict[str, Any], answer: str) -> Any:
        process = self._process
        if process is None or process.stdin is None:
            raise EngineError("pagefind is not running")
        message = json.dumps({"message_id": 1, "payload": payload}).encode()
        try:
            process.stdin.write(base64.b64encode(message) + b",")
            process.stdin.flush()
        except OSError as error:
            raise EngineError("pagefind ended unexpectedly") from error
        found = self._answer()
        if found.get("type") == answer:
            return found
        raise EngineError(f"pagefind refused: {found.get('message', found.get('type'))}")

    def _answer(self) -> Any:
        """The payload of the next message: one question is asked at a time, so it is the answer."""
        process = self._process
        message = bytearray()
        while not message.endswith(b","):
            more = os.read(process.stdout.fileno(), 1 << 20) if process and process.stdout else b""
            if not more:
                raise EngineError("pagefind ended unexpectedly")
            message += more
        try:
            return json.loads(base64.b64decode(message[:-1]))["payload"]
        except (ValueError, KeyError, TypeError) as error:
            raise EngineError("pagefind gave an answer that cannot be read") from error


def find_engine() -> tuple[Path, str]:
    """The engine's program, and what it calls itself (`pagefind 1.5.2`).

    Raises:
        EngineError: there is none for this machine.
    """
    executable = _executable()
    if executable is None:
        raise EngineError("there is no pagefind for this machine")
    try:
        said = subprocess.run([executable, "--version"], capture_output=True, text=True, timeout=20, check=True)
    except subprocess.TimeoutExpired as error:
        raise EngineError("pagefind does not run here: it gave no answer within 20 seconds") from error
    except subprocess.CalledProcessError as error:
        raise EngineError(f"pagefind does not run here: it ended with status {error.returncode}") from error
    except OSError as error:
        raise EngineError(f"pagefind does not run here: {in_words(error)}") from error
    return executable, said.stdout.strip()


def _executable() -> Path | None:
    """The program that comes with the wrapper, found without it: that takes a twentieth of a second to load.

    The wrapper is asked where another program is named, or none comes with it.
    """
    if "PAGEFIND_BINARY_PATH" not in os.environ:
        with suppress(ImportError):
            return Path(import_module("pagefind_bin").get_executable())
    from pagefind.service import get_executable

    return get_executable()
