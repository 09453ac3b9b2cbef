"""`incitrack rules`: the catalogue of checks, or one of them explained."""

from typing import TypedDict

import click

from incitrack.checks.catalogue import GROUPS, RESERVED, catalogue, find_rule
from incitrack.checks.rule import Rule
from incitrack.cli import completion
from incitrack.cli.screen import columns_wide, paint
from incitrack.errors import UsageError
from incitrack.reports.columns import Cell, Column, table
from incitrack.reports.json_text import to_json
from incitrack.reports.style import Style

_STYLES = {"error": Style.ALARM, "warning": Style.WARNING, "notice": Style.ACTIVE}


class RuleItem(TypedDict):
    """One rule of `rules --json`; `explanation` is Markdown."""

    code: str
    name: str
    level: str
    group: str
    summary: str
    explanation: str


@click.command(epilog="Example: incitrack rules INC114")
@click.argument("code", required=False, shell_complete=completion.rules)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
def rules(code: str | None, *, as_json: bool) -> None:
    """The rules of `check`, or one explained.

    CODE is a rule's code or its name: INC114, closed-too-soon.
    """
    if code is not None:
        rule = _find(code)
        click.echo(to_json(_item(rule)) if as_json else _explained(rule))
    elif as_json:
        click.echo(to_json([_item(rule) for rule in catalogue()]))
    else:
        click.echo("\n".join(_listed()))


def _find(code: str) -> Rule:
    if rule := find_rule(code):
        return rule
    if code.upper() in RESERVED:
        raise UsageError(
            f"{code.upper()} is kept for a rule that is not here yet", hint="incitrack rules lists those"
        )
    from difflib import get_close_matches

    near = get_close_matches(code.lower(), [word for r in catalogue() for word in (r.code.lower(), r.name)], n=1)
    hint = f"did you mean {(find_rule(near[0]) or catalogue()[0]).code}? " if near else ""
    raise UsageError(f"no rule is called {code}", hint=f"{hint}incitrack rules lists them all")


def _item(rule: Rule) -> RuleItem:
    return {
        "code": rule.code,
        "name": rule.name,
        "level": rule.level.value,
        "group": GROUPS[rule.code[:4]],
        "summary": rule.summary,
        "explanation": rule.explanation,
    }


def _explained(rule: Rule) -> str:
    heading = f"{paint(rule.code, _STYLES[rule.level])} {paint(rule.name, Style.STRONG)} ({rule.level})"
    return f"{heading}\n\n{rule.explanation}"


def _listed() -> list[str]:
    rows = [
        (Cell(r.code, _STYLES[r.level]), Cell(r.level.value), Cell(r.name, Style.STRONG), Cell(r.summary))
        for r in catalogue()
    ]
    columns = [Column("code", 6), Column("level", 7), Column("name", 24), Column("finds", None)]
    widest = max(len(r.summary) for r in catalogue())
    return list(table(columns, rows, columns_wide() or widest + 60, paint))
