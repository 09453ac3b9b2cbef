"""`policies/services.yaml` with the services that an import brings along."""

from collections.abc import Mapping
from typing import Final

from incitrack.errors import RefusedError
from incitrack.model.services import ServiceCatalogue
from incitrack.records.edits_blocks import field_lines
from incitrack.records.edits_front_matter import set_value
from incitrack.records.edits_scalars import Value
from incitrack.records.edits_spans import FrontMatterText
from incitrack.records.places import POLICIES
from incitrack.records.policy_files import parse_policy
from incitrack.records.record import Unreadable
from incitrack.records.yaml_reader import read_yaml

CATALOGUE: Final = f"{POLICIES}/services.yaml"

_EDGE: Final = "---\n"


def new_catalogue(services: Mapping[str, str | None]) -> str:
    """The text of a catalogue of these services, by key; None is a service without a name of its own."""
    comment = (
        "# What we run. Each service may also have an owner, a team, a tier, depends_on, a runbook and more.\n"
    )
    return f"{comment}\n{_listed(services)}"


def with_services(text: str, services: Mapping[str, str | None]) -> str | None:
    """The text of an existing catalogue with these services added and every other byte as it was.

    None where the file is written so that this cannot be done.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    line_end = "\r\n" if "\r\n" in text else "\n"
    missing_end = "" if text.endswith("\n") or not text else line_end
    bare = text.removeprefix(mark) + missing_end
    after = _added(bare, services, line_end)
    if after is None:
        return None
    after = mark + after.removesuffix(missing_end)
    return None if isinstance(parse_policy(CATALOGUE, after, ServiceCatalogue), Unreadable) else after


def _added(text: str, services: Mapping[str, str | None], line_end: str) -> str | None:
    """A text that ends in a line end, with the services in it. It is edited as the front matter of a record is."""
    held = read_yaml(text).value
    if held is None:  # comments alone
        return text + _listed(services).replace("\n", line_end)
    opening = "" if text.startswith("---") else _EDGE
    edited = f"{opening}{text}{_EDGE}"
    try:
        if FrontMatterText(edited).values != held:
            return None
        for key, name in sorted(services.items()):
            edited = set_value(edited, ("services", key), _description(name))
    except RefusedError:
        return None
    return edited.removeprefix(opening).removesuffix(_EDGE)


def _listed(services: Mapping[str, str | None]) -> str:
    described: dict[str, Value] = {key: _description(name) for key, name in sorted(services.items())}
    return "\n".join(field_lines("services", described)) + "\n"


def _description(name: str | None) -> Value:
    return {} if name is None else {"name": name}
