"""The policy files of a repository, read with the strictness of records."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

from incitrack.errors import Place
from incitrack.model.check_levels import CheckLevels
from incitrack.model.custom_fields import FieldDeclarations
from incitrack.model.lifecycle import Lifecycle
from incitrack.model.policies import Policies
from incitrack.model.services import ServiceCatalogue
from incitrack.model.settings import Settings
from incitrack.model.severity import SeverityPolicy
from incitrack.model.shape import Shape
from incitrack.model.taxonomy import Taxonomy
from incitrack.records.folder import cannot_be_opened, decode, read_bytes, under_another_ending
from incitrack.records.front_matter import Positions
from incitrack.records.incident_file import in_order, yaml_problems
from incitrack.records.places import FIELDS, POLICIES, SETTINGS
from incitrack.records.problem import Problem
from incitrack.records.record import Unreadable
from incitrack.records.validation import validated
from incitrack.records.yaml_reader import read_yaml

_FILES: Final[dict[str, tuple[str, Any]]] = {
    "severity": (f"{POLICIES}/severity.yaml", SeverityPolicy),
    "services": (f"{POLICIES}/services.yaml", ServiceCatalogue),
    "taxonomy": (f"{POLICIES}/taxonomy.yaml", Taxonomy),
    "lifecycle": (f"{POLICIES}/lifecycle.yaml", Lifecycle),
    "fields": (FIELDS, FieldDeclarations),
    "checks": (f"{POLICIES}/checks.yaml", CheckLevels),
    "settings": (SETTINGS, Settings),
}
"""The files by the name under which `Policies` holds what they say."""

ContentOf = Callable[[str], bytes | Problem | None]
"""What a policy file holds, by its path; why it cannot be had, or None where it is not there."""


@dataclass(frozen=True)
class PolicyFile:
    """A readable policy file: its path, its text, and where its values stand."""

    path: str
    text: str

    @cached_property
    def positions(self) -> Positions:
        """The spans of the file's values."""
        return Positions(self.path, self.text, _start(self.text), len(self.text))

    def place(self, *keys: str | int) -> Place:
        """Where a value stands; of what is absent, its nearest known parent."""
        return self.positions.place(*keys)

    def key_place(self, *keys: str | int) -> Place:
        """Where the key of a value stands."""
        return self.positions.key_place(*keys)


@dataclass(frozen=True)
class PolicyReading:
    """The policies in force, the files that say so, and the files that could not be read."""

    policies: Policies
    files: tuple[PolicyFile, ...]
    unreadable: tuple[Unreadable, ...]


def read_policies(root: Path) -> PolicyReading:
    """Read every policy file that is there; what is absent or unreadable has its default."""
    return read_policies_by(partial(_content, root))


def read_policies_by(content_of: ContentOf) -> PolicyReading:
    """The same for policies that stand elsewhere than in a folder."""
    found: dict[str, Any] = {}
    files: list[PolicyFile] = []
    broken: dict[str, Unreadable] = {}
    for name, (path, shape) in _FILES.items():
        match _read(content_of, path, shape):
            case None:
                pass
            case Unreadable() as unreadable:
                broken[name] = unreadable
            case (file, value):
                files.append(file)
                found[name] = value
    versions, more = _read_versions(content_of, found.get("severity"))
    for path, reading in more.items():
        if isinstance(reading, Unreadable):
            broken[f"severity:{path}"] = reading
        else:
            files.append(reading)
    unreadable_names = frozenset(name.partition(":")[0] for name in broken)
    policies = Policies(**found, versions=versions, unreadable=unreadable_names)
    once = {each.problems: each for each in broken.values()}  # a folder that cannot be opened is one file
    return PolicyReading(policies, tuple(files), tuple(once.values()))


def _read_versions(
    content_of: ContentOf, severity: SeverityPolicy | None
) -> tuple[dict[str, SeverityPolicy], dict[str, PolicyFile | Unreadable]]:
    versions: dict[str, SeverityPolicy] = {}
    files: dict[str, PolicyFile | Unreadable] = {}
    for index, version in enumerate(severity.versions if severity else ()):
        path = f"{POLICIES}/{version.file}"
        match _read(content_of, path, SeverityPolicy):
            case None:
                where = _place_in(content_of, _FILES["severity"][0], ("versions", index, "file"))
                message = f"{path} does not exist"
                problem = Problem("INC005", where, message, "add the file, or correct its name here")
                files[path] = Unreadable(where.path, "policy", (problem,))
            case Unreadable() as unreadable:
                files[path] = unreadable
            case (file, value):
                files[path] = file
                versions[version.file] = value
    return versions, files


def _place_in(content_of: ContentOf, path: str, keys: tuple[str | int, ...]) -> Place:
    content = content_of(path)
    text = decode(path, content) if isinstance(content, bytes) else ""
    return PolicyFile(path, text if isinstance(text, str) else "").place(*keys)


def _content(root: Path, path: str) -> bytes | Problem | None:
    try:
        os.lstat(root / path)
    except (FileNotFoundError, NotADirectoryError):
        return under_another_ending(root, path)
    except OSError as error:  # nobody may look into the folder, whatever is in it
        return cannot_be_opened(path.rpartition("/")[0] or path, error)
    return read_bytes(root, path)


def _read(content_of: ContentOf, path: str, shape: Any) -> tuple[PolicyFile, Any] | Unreadable | None:
    content = content_of(path)
    if content is None:
        return None
    text = decode(path, content) if isinstance(content, bytes) else content
    if isinstance(text, Problem):
        return Unreadable(text.place.path, "policy", (text,))
    return parse_policy(path, text, shape)


def parse_policy(path: str, text: str, shape: Any) -> tuple[PolicyFile, Any] | Unreadable:
    """Read the text of a policy file as `shape`, a pydantic model or type. An empty file says nothing."""
    start = _start(text)
    reading = read_yaml(text[start:])
    problems = yaml_problems(path, text, start, reading.problems)
    value = None
    if not problems or reading.value is not None:
        written = {} if reading.value is None else reading.value
        value, found = validated(shape, written, lambda: Positions(path, text, start, len(text)))
        problems += found
    file = PolicyFile(path, text)
    if isinstance(value, Shape):
        problems += [
            Problem("INC005", file.place(*keys), said, hint) for keys, said, hint in value.inconsistencies()
        ]
    return Unreadable(path, "policy", in_order(problems), text) if problems else (file, value)


def read_severity_policy(path: str, content: bytes) -> SeverityPolicy | Unreadable:
    """Read the bytes of a severity policy that need not be the repository's own."""
    text = decode(path, content)
    if isinstance(text, Problem):
        return Unreadable(path, "policy", (text,))
    match parse_policy(path, text, SeverityPolicy):
        case (_, SeverityPolicy() as policy):
            return policy
        case Unreadable() as unreadable:
            return unreadable
        case _:
            raise AssertionError("a policy is read as what it was asked for")


def _start(text: str) -> int:
    return 1 if text.startswith("\ufeff") else 0
