"""A value is not of the kind that its field holds.

It has the wrong type, is no word of a closed list, is a time without an offset,
a title over 200 characters, or breaks what `policies/fields.yaml` declares; or
a name in a policy is of nothing that the file lists.
Nothing is guessed: a time without an offset is not taken for UTC, nor an
unknown status for a known one.

To mend it, write the value as the hint says. Times are RFC 3339 with an offset
or `Z`; a day is `2026-12-01`; a service, tag or cause is a slug of lower-case
letters, digits and hyphens.

Wrong:

    status: fixed
    started_at: 2026-11-20 14:05

Right:

    status: resolved
    started_at: 2026-11-20T14:05Z
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.reading import problems_with
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.records.places import POLICIES

_SERVICES = f"{POLICIES}/services.yaml"


def find(facts: Facts) -> Iterator[Fault]:
    """What reading alone does not see: unknown holidays and teams, and a tier's clock that its severity lacks."""
    if file := facts.archive.policy_file(_SERVICES):
        for keys, said, hint in facts.policies.services.unlisted_teams():
            yield Fault(file.place(*keys), said, hint)
    for name, policy in facts.severity_policies.items():
        if (file := facts.archive.policy_file(f"{POLICIES}/{name}")) is None:
            continue
        if unknown := facts.unknown_holidays.get(name):
            yield Fault(file.place("calendar", "holidays"), unknown.message, unknown.hint)
        for keys, said, hint in policy.clocks_of_tiers_alone():
            yield Fault(file.place(*keys), said, hint)


RULE = Rule(code="INC005", name="wrong-value", level=Level.ERROR, unreadable=problems_with("INC005"), archive=find)
