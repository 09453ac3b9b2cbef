"""JSON Schema (draft 2020-12) of every file that people write, by the kind of the file."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from incitrack.model.check_levels import CheckLevels
from incitrack.model.custom_fields import FieldDeclarations
from incitrack.model.incident import FrontMatter
from incitrack.model.lifecycle import Lifecycle
from incitrack.model.policies import Policies
from incitrack.model.postmortem import PostmortemFrontMatter
from incitrack.model.services import ServiceCatalogue
from incitrack.model.settings import Settings
from incitrack.model.severity import SeverityPolicy
from incitrack.model.taxonomy import Taxonomy
from incitrack.records.places import INCIDENTS, POLICIES, POSTMORTEMS, SETTINGS
from incitrack.records.schema_form import Json, in_terms_of_the_file, or_empty
from incitrack.records.schema_laws import with_laws
from incitrack.records.schema_words import with_words

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


class SchemaKind(NamedTuple):
    """A kind of file: what it is, where it lies as a glob from the repository's root, and its shape."""

    title: str
    files: str
    shape: Any
    name: str


KINDS: Final[Mapping[str, SchemaKind]] = {
    "incident": SchemaKind(
        "The front matter of an incident", f"{INCIDENTS}/*/INC-*.md", FrontMatter, "FrontMatter"
    ),
    "postmortem": SchemaKind(
        "The front matter of a postmortem",
        f"{POSTMORTEMS}/*/INC-*.md",
        PostmortemFrontMatter,
        "PostmortemFrontMatter",
    ),
    "severity": SchemaKind(
        "What each severity means and demands", f"{POLICIES}/severity*.yaml", SeverityPolicy, "SeverityPolicy"
    ),
    "services": SchemaKind(
        "Services, teams and people", f"{POLICIES}/services.yaml", ServiceCatalogue, "ServiceCatalogue"
    ),
    "taxonomy": SchemaKind(
        "The words by which incidents are counted", f"{POLICIES}/taxonomy.yaml", Taxonomy, "Taxonomy"
    ),
    "lifecycle": SchemaKind(
        "What a record needs from each status on", f"{POLICIES}/lifecycle.yaml", Lifecycle, "Lifecycle"
    ),
    "fields": SchemaKind("Fields of the team's own", f"{POLICIES}/fields.yaml", FieldDeclarations, ""),
    "checks": SchemaKind(
        "Which rules are off, or weigh more or less", f"{POLICIES}/checks.yaml", CheckLevels, "CheckLevels"
    ),
    "incitrack": SchemaKind("Settings of the site and the commands", SETTINGS, Settings, "Settings"),
}


def schema_of(kind: str, policies: Policies | None = None) -> Json:
    """The JSON Schema of a kind of file, with `fileMatch`, the files that it is for.

    It refuses nothing that `incitrack check` can read; what it accepts, `check` still looks at more closely. Of a
    record it describes the front matter alone, as a YAML loader hands it over. With `policies` a record may
    hold only the words that they list, which `check` asks for as well, and their fields have their types.
    """
    from pydantic import TypeAdapter

    found = KINDS[kind]
    schema = with_laws(in_terms_of_the_file(TypeAdapter(found.shape).json_schema()), found.name)
    if policies:
        schema = with_words(schema, found.name, policies)
    if not schema.get("required"):  # an empty file says nothing, and that may be meant
        schema = or_empty(schema)
    return {"$schema": DRAFT, "title": found.title, "fileMatch": [found.files], **schema}
