"""A team's own words for status messages: the templates under `policies/messages/`."""

from pathlib import Path
from typing import Final

from incitrack.errors import UnreadableError, UsageError
from incitrack.model.words import SLUG, shown
from incitrack.records.folder import read_bytes
from incitrack.records.places import POLICIES
from incitrack.records.problem import Problem
from incitrack.reports.status_message import StatusMessage

MESSAGES: Final = f"{POLICIES}/messages"
_SUFFIX: Final = ".md.j2"


def own_text(root: Path, name: str, message: StatusMessage) -> str:
    """The text of the template `policies/messages/NAME.md.j2`, which is given `message`, a `StatusMessage`.

    It runs in Jinja's sandbox, an unknown name is an error, and what a record says is never read as a template.

    Raises:
        UsageError: there is no such template.
        UnreadableError: it cannot be read, or fails; the place is in the template.
    """
    path = f"{MESSAGES}/{name}{_SUFFIX}"
    if not SLUG.fullmatch(name) or not (root / path).is_file():
        raise UsageError(f"there is no message {shown(name)}", hint=_what_there_is(root))
    if (root / MESSAGES).is_symlink():
        raise UnreadableError(f"{MESSAGES} is a symbolic link", hint="put the templates themselves there")
    content = read_bytes(root, path)
    if isinstance(content, Problem):
        raise UnreadableError(content.message, place=content.place, hint=content.hint)

    from incitrack.rendering.environment import text_environment
    from incitrack.rendering.template_failure import template_failures

    folders = [root / MESSAGES]
    with template_failures(folders, root):
        text = text_environment(folders).get_template(f"{name}{_SUFFIX}").render(message=message)
    return text.strip("\n")


def _what_there_is(root: Path) -> str:
    found = sorted(file.name.removesuffix(_SUFFIX) for file in (root / MESSAGES).glob(f"*{_SUFFIX}"))
    return f"there is {', '.join(found)}" if found else f"write it in {MESSAGES}/NAME{_SUFFIX}"
