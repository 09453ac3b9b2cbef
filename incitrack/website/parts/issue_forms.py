"""The forms of the Git hosts for a new issue: their address, and what they call what is filled in."""

import re
from dataclasses import dataclass
from typing import Final, assert_never
from urllib.parse import urlsplit

from incitrack.records.web_place import Forge
from incitrack.website.source_links import Repository

TEMPLATE: Final = "incident.yml"
"""The issue form that `incitrack init` adds under `.github/ISSUE_TEMPLATE/`."""
_HOST: Final = re.compile(r"[A-Za-z0-9.-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class IssueForm:
    """Where a form leads, with what unsaid, and under which names its four fields go.

    `origin` is the host alone, as a content security policy names it. Where `takes_fields` is False the host has
    no places for severity and service of their own: they belong into the text.
    """

    host: str
    origin: str
    address: str
    hidden: tuple[tuple[str, str], ...]
    title: str
    severity: str
    service: str
    details: str
    takes_fields: bool = True


def issue_form(repository: Repository | None) -> IssueForm | None:
    """The form for new issues of a repository; None where no forge answers that is known to take one."""
    if repository is None:
        return None
    try:
        parts = urlsplit(repository.address)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.netloc):
        return None
    origin = f"{parts.scheme}://{parts.netloc}"
    match repository.forge:
        case Forge.GITHUB:
            # Issue forms are filled in by the IDs of their fields.
            return IssueForm(
                "GitHub",
                origin,
                f"{repository.address}/issues/new",
                (("template", TEMPLATE),),
                "title",
                "severity",
                "service",
                "details",
            )
        case Forge.FORGEJO:
            # As at GitHub, but a template is named by its path, and a field has a word before its ID.
            return IssueForm(
                "Forgejo",
                origin,
                f"{repository.address}/issues/new",
                (("template", f".github/ISSUE_TEMPLATE/{TEMPLATE}"),),
                "title",
                "field:severity",
                "field:service",
                "field:details",
            )
        case Forge.GITLAB:
            # Severity and service go along under names that GitLab does not know; a script adds them to the text.
            return IssueForm(
                "GitLab",
                origin,
                f"{repository.address}/-/issues/new",
                (("issue[issue_type]", "incident"),),
                "issue[title]",
                "severity",
                "service",
                "issue[description]",
                takes_fields=False,
            )
        case Forge.BITBUCKET:
            return None  # what its form for a new issue takes from an address is not promised
        case _:
            assert_never(repository.forge)
