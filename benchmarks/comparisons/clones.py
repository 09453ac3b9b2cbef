"""Clones that write to one record at once and push every entry, beside plain Git with ``merge=union``."""

from __future__ import annotations

import re
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import CommandFailedError, Figures
from benchmarks.peers import Setting
from benchmarks.result import Row, ratio

CLONES, ENTRIES, RECORDS = 8, 10, 200
TRIES = 1000
"""Of plain Git for one entry, before it gives up."""

_PLAIN = r"""
number=0
while [ $number -lt {entries} ]; do
    printf -- '- `%s` **update** @maria: {name}-%s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" $number >> {record}
    git add -- {record} && git commit --quiet --message='{identifier}: update' -- {record} || exit 1
    tries=0
    until git push --quiet 2>/dev/null; do
        tries=$((tries + 1))
        [ $tries -lt {tries} ] || exit 1
        echo refused >> {log}
        git pull --quiet --rebase 2>/dev/null || {{ echo conflict >> {log}; git rebase --abort; }}
    done
    number=$((number + 1))
done
"""


Writer = Callable[[Setting, Path, str, int], None]
"""Writes so many entries to a record in one clone."""


class Left(NamedTuple):
    """What stands on the remote's main when all are done, and what it took."""

    seconds: float
    lost: int
    doubled: int
    out_of_order: int
    refused: int
    conflicts: int

    def __str__(self) -> str:
        trouble = f"{self.lost} lost, {self.doubled} doubled, {self.out_of_order} out of order"
        return f"{self.seconds:.0f} s, {trouble}, {self.conflicts} conflicts"


def compare(setting: Setting) -> list[Row]:
    """The same number of clones, each as fast as it can, first with ours and then with plain Git."""
    clones, entries = (4, 3) if setting.quick else (CLONES, ENTRIES)
    ours = _run(setting, "ours", clones, entries, _with_ours)
    plain = _run(setting, "plain", clones, entries, _with_plain_git)
    row = ratio(
        f"{clones} clones, {entries} entries each",
        Figures("incitrack log --push", [ours.seconds]),
        Figures("git commit, pull --rebase, push", [plain.seconds]),
        target=None,
    )
    note = f"ours {ours}; plain Git with merge=union {plain}, {plain.refused} pushes refused"
    return [Row(row.name, row.value, row.unit, row.target, row.ours, row.peer, note)]


def _run(setting: Setting, name: str, clones: int, entries: int, write: Writer) -> Left:
    seed = setting.archive(f"clones-{name}", RECORDS, git=True)
    record = max((seed / "incidents").glob("*/*.md"), key=lambda path: path.stem).relative_to(seed)
    (seed / ".gitattributes").write_text(
        f"incidents/**/*.md merge={'union' if name == 'plain' else 'incitrack'}\n"
    )
    environment = _environment(setting)
    remote = setting.scratch / f"clones-{name}.git"
    for command in (
        ["git", "-C", str(seed), "add", ".gitattributes"],
        ["git", "-C", str(seed), "commit", "--quiet", "--message=how records merge"],
        ["git", "clone", "--quiet", "--bare", str(seed), str(remote)],
    ):
        subprocess.run(command, check=True, env=environment)
    folders = [setting.scratch / f"clones-{name}-{number}" for number in range(clones)]
    for folder in folders:
        subprocess.run(["git", "clone", "--quiet", str(remote), str(folder)], check=True, env=environment)
    begun = time.perf_counter()
    with ThreadPoolExecutor(clones) as threads:
        list(threads.map(lambda folder: write(setting, folder, str(record), entries), folders))
    seconds = time.perf_counter() - begun
    text = subprocess.run(
        ["git", "-C", str(remote), "show", f"HEAD:{record}"], check=True, capture_output=True, text=True
    ).stdout
    said = "".join(log.read_text() for log in setting.scratch.glob(f"clones-{name}-*.log"))
    wanted = {f"{folder.name}-{number}" for folder in folders for number in range(entries)}
    found = Counter(re.findall(rf": (clones-{name}-\d+-\d+)$", text, re.MULTILINE))
    written = re.findall(r"^- `([^`]+)` .*: clones-", text, re.MULTILINE)
    moments = [datetime.fromisoformat(moment) for moment in written]
    late = sum(later < earlier for earlier, later in pairwise(moments))
    doubled = sum(count - 1 for count in found.values())
    return Left(seconds, len(wanted - found.keys()), doubled, late, said.count("refused"), said.count("conflict"))


def _with_ours(setting: Setting, folder: Path, record: str, entries: int) -> None:
    for number in range(entries):
        command = [str(setting.incitrack), "log", Path(record).stem, f"{folder.name}-{number}", "--push"]
        _done(command, folder, setting)


def _with_plain_git(setting: Setting, folder: Path, record: str, entries: int) -> None:
    script = _PLAIN.format(
        entries=entries,
        name=folder.name,
        record=record,
        identifier=Path(record).stem,
        tries=TRIES,
        log=folder.with_suffix(".log"),
    )
    _done(["sh", "-c", script], folder, setting)


def _done(command: list[str], folder: Path, setting: Setting) -> None:
    ran = subprocess.run(
        command, cwd=folder, env=_environment(setting), capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise CommandFailedError(f"{command[0]} in {folder.name}: exit status {ran.returncode}\n{ran.stderr}")


def _environment(setting: Setting) -> dict[str, str]:
    person = {"NAME": "Maria", "EMAIL": "maria@example.org"}
    identity = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in person.items()}
    return setting.environment() | identity
