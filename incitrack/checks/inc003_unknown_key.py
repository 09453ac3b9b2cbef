"""A key is not one that this file has.

A key that is misspelt would otherwise be left out without a word: `serverity:
P1` is a record without a severity. In `policies/checks.yaml` the same holds for
a code that no rule has: a rule meant to be off would stay on.

To mend it, write the key that the hint names, or take it out. In a record, a
field of your own begins with `x-` and is kept; a policy has none.

Wrong:

    serverity: P1
    region: eu-west

Right:

    severity: P1
    x-region: eu-west
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.reading import problems_with
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.records.validation import nearest

_PATH = "policies/checks.yaml"


def _unknown_rules(facts: Facts) -> Iterator[Fault]:
    from incitrack.checks.catalogue import RESERVED, catalogue  # which imports this module

    file = facts.archive.policy_file(_PATH)
    known = [rule.code for rule in catalogue()]
    for code in facts.policies.checks.rules:
        if file is not None and code not in known and code not in RESERVED:
            near = nearest(code, known)
            hint = f"did you mean {near}? " if near else ""
            hint += "incitrack rules lists them all"
            yield Fault(file.key_place("rules", code), f"no rule has the code {code}", hint)


RULE = Rule(
    code="INC003",
    name="unknown-key",
    level=Level.ERROR,
    unreadable=problems_with("INC003"),
    archive=_unknown_rules,
)
