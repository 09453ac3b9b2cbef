"""What Git's configuration says of the person who writes: a handle of incitrack's own, and the author's e-mail."""

import os
from typing import Final, NamedTuple

from incitrack.errors import GitError
from incitrack.store.git import Begun, Git

_KEYS: Final = r"^(incitrack\.handle|author\.email|user\.email)$"


class Identity(NamedTuple):
    """`handle` is `incitrack.handle`; `email` the one that Git would write as the author's."""

    handle: str | None
    email: str | None


def look_for_identity(git: Git) -> Begun:
    """Begin to look into Git's configuration, for `configured_identity`."""
    return git.begin("config", "--null", "--get-regexp", _KEYS)


def configured_identity(git: Git, begun: Begun | None = None) -> Identity:
    """Who Git takes the writer for. The e-mail is only asked for where no handle is configured."""
    answer = (begun or look_for_identity(git)).answer
    pairs = (item.partition("\n") for item in answer.out.decode(errors="replace").split("\0") if item)
    values = {key: value for key, _, value in pairs}  # of several, the last one holds, as in Git
    if handle := values.get("incitrack.handle"):
        return Identity(handle, None)
    email = os.environ.get("GIT_AUTHOR_EMAIL") or values.get("author.email") or values.get("user.email")
    return Identity(None, email or _guessed(git))


def _guessed(git: Git) -> str | None:
    """The address that Git itself would make up; None where it refuses to."""
    try:
        return git.ask("var", "GIT_AUTHOR_IDENT").decode(errors="replace").rpartition("<")[2].partition(">")[0]
    except GitError:
        return None
