"""Who writes: the handle that stands behind `@` in the entries of this run."""

import os
import re

from incitrack.cli.session import Session
from incitrack.errors import GitError, UsageError


def writer(session: Session, typed: str | None) -> str:
    """The handle of the person who writes.

    `--as`, else `INCITRACK_HANDLE`, else `git config incitrack.handle`, else the person of
    `policies/services.yaml` with the e-mail that Git writes, else that e-mail's local part.

    Raises:
        UsageError: it is no handle.
        GitError: none of these is there.
    """
    from incitrack.changes.known_words import handle

    for where, word in (("--as", typed), ("INCITRACK_HANDLE", os.environ.get("INCITRACK_HANDLE") or None)):
        if word is not None:
            return _named(where, word)
    from incitrack.records.last_policies import handle_of
    from incitrack.store.git import Git
    from incitrack.store.identity import configured_identity

    configured = configured_identity(Git(session.root), session.identity)
    if configured.handle is not None:
        return _named("git config incitrack.handle", configured.handle)
    if configured.email is None:
        raise GitError("Git does not know who you are", hint="git config --global user.email you@example.org")
    return handle_of(session.root, configured.email) or handle(handle_from_email(configured.email))


def handle_from_email(email: str) -> str:
    """A handle out of the part before `@`: lower case, with `-` for whatever a handle does not take.

    Raises:
        UsageError: nothing of it is left.
    """
    local = re.sub(r"[^a-z0-9._-]", "-", email.rpartition("@")[0].lower()).lstrip("._-")[:60]
    if not local:
        raise UsageError(f"no handle can be made of the address “{email}”", hint="give --as HANDLE")
    return local


def _named(where: str, word: str) -> str:
    from incitrack.changes.known_words import handle

    try:
        return handle(word)
    except UsageError as error:
        raise UsageError(f"{where}: {error.message}", hint=error.hint) from None
