"""The hook that a Git server runs before it takes a push: where it belongs, and what it says."""

import os
import shlex
import sys
from pathlib import Path
from typing import Final

from incitrack.errors import GitError, RefusedError
from incitrack.store.main_branch import git_at

_MODE: Final = 0o755


def pre_receive_script() -> str:
    """The hook. It runs the Python that wrote it, since a server's Git may find no `incitrack`.

    `-P`: what lies in the repository's folder is never taken for a part of the program. Where that Python is gone,
    the push is refused, and not taken unseen.
    """
    command = f"{shlex.quote(sys.executable)} -P -m incitrack hooks pre-receive"
    return f"#!/bin/sh\n# Refuses a push that alters or removes entries or records (incitrack).\nexec {command}\n"


def install_pre_receive(folder: Path) -> tuple[Path, bool]:
    """Install the hook in the bare repository at `folder`; where it is, and whether it was not there before.

    Raises:
        RefusedError: the repository is not bare, has another such hook, or shares its hooks with others.
        GitError: there is no repository, or the disk refused.
    """
    git = git_at(folder)
    if git.ask("rev-parse", "--is-bare-repository").strip() != b"true":
        raise RefusedError(
            f"{folder} is a clone to work in, and nobody pushes there",
            hint="run it on the server: incitrack -C records.git hooks install --pre-receive",
        )
    own = folder / os.fsdecode(git.ask("rev-parse", "--git-common-dir").removesuffix(b"\n"))
    hooks = folder / os.fsdecode(git.ask("rev-parse", "--git-path", "hooks").removesuffix(b"\n"))
    path, script = hooks / "pre-receive", pre_receive_script()
    if not hooks.resolve().is_relative_to(own.resolve()):
        raise RefusedError(
            f"core.hooksPath sends Git to {hooks}, which other repositories share", hint=_what_to_add(path, script)
        )
    return path, _create(path, script)


def _create(path: Path, script: str) -> bool:
    try:
        path.parent.mkdir(exist_ok=True)
        # O_EXCL: a hook that is there, a dangling link included, is left alone.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
    except FileExistsError:
        if _is_ours(path, script):
            return False
        raise RefusedError(
            f"{path} is there already, and was left as it is", hint=_what_to_add(path, script)
        ) from None
    except OSError as error:
        raise GitError(f"{path} cannot be written: {error.strerror}") from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(script)
        os.fchmod(file.fileno(), _MODE)  # whatever the umask took away, Git runs only what may be run
    return True


def _is_ours(path: Path, script: str) -> bool:
    try:
        return path.read_text(encoding="utf-8", errors="replace") == script and os.access(path, os.X_OK)
    except OSError:
        return False


def _what_to_add(path: Path, script: str) -> str:
    line = script.splitlines()[-1].removeprefix("exec ")
    return f"add to {path.name}, with its standard input: {line} || exit 1"
