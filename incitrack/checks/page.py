"""`docs/checks.md`: the catalogue as a page of the documentation, made from the rules' own docstrings."""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby

from incitrack.checks.catalogue import GROUPS, catalogue
from incitrack.checks.rule import Rule

_HEAD = """\
# The checks

<!-- Made by `make docs` from the rules under incitrack/checks/; write there. -->

`incitrack check` holds every record and policy to these rules; `incitrack rules CODE` prints one of them. An error
stops a pull request, a warning warns, a notice tells; `--fail-on` moves the bar, and
[`policies/checks.yaml`](policies.md#checksyaml) turns a rule off or changes its level. A code is never given to
another rule.

A file with a finding of the group INC0 is not judged by the other rules, but it exists: references to it hold,
and its number is taken. Where a policy cannot be read, the rules that need it are silent. The group INC5 is asked
where a change is judged, with [`--base`](command-line.md#check); INC2 to INC4 then speak of what it touches alone.
"""


def checks_page(rules: Iterable[Rule]) -> str:
    """The page for `rules` in Markdown: a table of all of them, then one heading for each."""
    groups = [(GROUPS[group], list(members)) for group, members in groupby(rules, key=lambda rule: rule.code[:4])]
    return "\n".join([_HEAD, *_table(groups), *(line for group in groups for line in _group(*group))])


def _table(groups: list[tuple[str, list[Rule]]]) -> Iterator[str]:
    yield "| code | name | level | finds |"
    yield "|---|---|---|---|"
    for _, rules in groups:
        for rule in rules:
            anchor = f"{rule.code.lower()}-{rule.name}"
            yield f"| [{rule.code}](#{anchor}) | {rule.name} | {rule.level} | {rule.summary} |"
    yield ""


def _group(title: str, rules: list[Rule]) -> Iterator[str]:
    yield from (f"## {title}", "")
    for rule in rules:
        yield from (f"### {rule.code} {rule.name}", "", f"Level: {rule.level}", "", rule.explanation, "")


if __name__ == "__main__":
    sys.stdout.write(checks_page(catalogue()))
