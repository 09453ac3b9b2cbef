"""The merge driver's registration in a clone's configuration, which Git does not clone along."""

import os
import shlex
import sys
from typing import Final

from incitrack.errors import GitError
from incitrack.store.git import brief
from incitrack.store.repository import Repository

_DRIVER: Final = "merge.incitrack.driver"
_NAME: Final = "merge.incitrack.name"
_MODULE: Final = ("-P", "-m", "incitrack", "merge-driver")
"""`-P`: what lies in the work tree, which others fill, is never taken for a part of the program."""


def driver_missing(repository: Repository) -> bool:
    """Whether Git would merge records as text here: it knows no driver, or one whose Python is gone.

    A driver that a person has set, in whichever of Git's configuration files, is none of ours and counts as there.
    """
    return _is_stale(_configured(repository))


def install_driver(repository: Repository) -> bool:
    """Make this clone merge records by meaning, where it does not; whether anything had to be written.

    Linked work trees share the configuration of their repository.

    Raises:
        GitError: the configuration could not be written; it is as it was.
    """
    configured = _configured(repository)
    if not _is_stale(configured):
        return False
    _write(repository, _NAME, "incident records, merged by meaning")
    _write(repository, _DRIVER, driver_command())
    return True


def driver_command(python: str = sys.executable) -> str:
    """The command for `merge.incitrack.driver`, which Git runs by `sh` with what is behind `%` filled in.

    Git quotes the path and the labels. The program is named by its Python, since the shell that Git starts may
    find no `incitrack`. Where the program does not run, or ends without having marked its conflicts, Git's own
    merge of texts takes its place, and where that cannot (binary files) the path is left unmerged.
    """
    program = " ".join((shlex.quote(python).replace("%", "%%"), *_MODULE))
    options = "--marker-size=%L --base-label=%S --our-label=%X --their-label=%Y"
    return (
        f"{program} {options} -- %O %A %B %P && exit 0; "
        "grep -q '^<<<<<<<' %A && exit 1; "
        "git merge-file -q --marker-size=%L -L ours -L base -L theirs %A %O %B && exit 0; "
        "exit 1"
    )


def _configured(repository: Repository) -> str:
    answer = repository.git.run("config", "--get", _DRIVER)
    if answer.status not in {0, 1}:
        raise GitError(f"Git's configuration cannot be read: {brief(answer.said)}")
    return answer.out.decode(errors="replace").strip()


def _is_stale(configured: str) -> bool:
    """Whether nothing is configured, or what we once wrote for a Python that is there no more."""
    if not configured:
        return True
    try:
        words = shlex.split(configured.replace("%%", "%"))
    except ValueError:
        return False
    return tuple(words[1 : 1 + len(_MODULE)]) == _MODULE and not os.access(words[0], os.X_OK)


def _write(repository: Repository, key: str, value: str) -> None:
    answer = repository.git.run_when_unlocked("config", "--local", key, value)
    if answer.status != 0:
        raise GitError(
            f"the merge driver could not be set up: {brief(answer.said)}",
            hint="see that the configuration of this repository can be written, and run it again",
        )
