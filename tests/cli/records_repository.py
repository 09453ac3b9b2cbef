"""A repository of records for tests that write by the command line."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from incitrack.cli.main import run
from tests.builders import SEVERITIES, incident_text, postmortem_text
from tests.cli.ran import NOW, Ran
from tests.git_folder import GitFolder

RECORD = "incidents/2026/INC-2026-0042.md"
POSTMORTEM = "postmortems/2026/INC-2026-0042.md"


class RecordsRepository(GitFolder):
    """A Git repository with a severity policy and, unless `records` says otherwise, INC-2026-0042."""

    def __init__(
        self, root: Path, records: Sequence[str] | None = None, files: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(root)
        self.write("policies/severity.yaml", SEVERITIES)
        for path, text in (files or {}).items():
            self.write(path, text)
        for text in [incident_text()] if records is None else records:
            self.add(text)
        self.commit()

    def add(self, text: str) -> None:
        """Write a record where its `id:` says."""
        identifier = text.partition("id: ")[2].partition("\n")[0]
        self.write(f"incidents/{identifier[4:8]}/{identifier}.md", text)

    def add_postmortem(self, **fields: str | None) -> None:
        """Write a postmortem of INC-2026-0042."""
        self.write(POSTMORTEM, postmortem_text(**fields))

    @property
    def record(self) -> str:
        """The text of INC-2026-0042."""
        return self.read(RECORD)

    def run(self, *arguments: str, now: str = NOW, given: bytes = b"", at: str = ".") -> Ran:
        """Run the program here, in this process, with `given` on its standard input; nothing is a terminal."""
        out, err, stdin = io.StringIO(), io.StringIO(), sys.stdin
        sys.stdin = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                status = run(["-C", str(self.root / at), "--now", now, *arguments])
        finally:
            sys.stdin = stdin
        return Ran(status, out.getvalue(), err.getvalue())

    def done(self, *arguments: str, now: str = NOW, given: bytes = b"") -> str:
        """The output of a command that must succeed."""
        ran = self.run(*arguments, now=now, given=given)
        assert ran.status == 0, ran
        return ran.out

    def refused(self, status: int, *arguments: str, now: str = NOW, given: bytes = b"") -> str:
        """The message of a command that must end with that status, change nothing and say so in three lines."""
        before = self.state
        ran = self.run(*arguments, now=now, given=given)
        assert ran.status == status, ran
        assert ran.out == ""
        assert 1 <= ran.err.count("\n") <= 3, ran.err
        assert ran.err.startswith("error: "), ran.err
        assert self.state == before
        return ran.err

    def started(self, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        """The program as a process of its own, which leads a group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "incitrack", "-C", str(self.root), "--now", NOW, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env=os.environ | environment | {"PYTHONPATH": str(Path(__file__).parents[2])},
        )

    @property
    def state(self) -> tuple[int, str, str, dict[str, bytes]]:
        """Everything that a refused command must leave alone: commits, index, status and every file."""
        files = {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".git" not in path.parts
        }
        return self.commits, self.index, self.status, files
