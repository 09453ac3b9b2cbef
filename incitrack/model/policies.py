"""Everything a team has decided, file by file, with the defaults of what it left out."""

from dataclasses import dataclass, field

from incitrack.model.check_levels import CheckLevels
from incitrack.model.custom_fields import FieldDeclaration
from incitrack.model.lifecycle import Lifecycle
from incitrack.model.services import ServiceCatalogue
from incitrack.model.settings import Settings
from incitrack.model.severity import Severity, SeverityPolicy
from incitrack.model.taxonomy import Taxonomy


@dataclass(frozen=True)
class Policies:
    """The policies in force.

    `severity` is None where `policies/severity.yaml` is absent or cannot be read. `unreadable` names the
    files that are there and cannot be read, by stem (`severity`, `services`, …, `incitrack`): a rule that needs
    one of them is silent. `versions` are the earlier severity policies by the name of their file.
    """

    severity: SeverityPolicy | None = None
    versions: dict[str, SeverityPolicy] = field(default_factory=dict)
    services: ServiceCatalogue = field(default_factory=ServiceCatalogue)
    taxonomy: Taxonomy = field(default_factory=Taxonomy)
    lifecycle: Lifecycle = field(default_factory=Lifecycle)
    fields: dict[str, FieldDeclaration] = field(default_factory=dict)
    checks: CheckLevels = field(default_factory=CheckLevels)
    settings: Settings = field(default_factory=Settings)
    unreadable: frozenset[str] = frozenset()

    def severity_of(self, key: str) -> Severity | None:
        """What the policy says of a severity; None for an unknown one or without a policy."""
        return self.severity.severities.get(key) if self.severity else None
