"""`incitrack schema`: JSON Schema of every file, for editors."""

import click

from incitrack.changes.known_words import unknown
from incitrack.cli.session import Session, pass_session
from incitrack.records.file_schemas import KINDS, schema_of
from incitrack.reports.json_text import to_json

_HELP = f"""Print the JSON Schema of a kind of file, for an editor or a validator.

KIND is {", ".join(KINDS)}. Without it all are printed, as an object of kind to schema. The schema's `fileMatch`
says which files it is for; that of a record is for its front matter.
"""


@click.command(help=_HELP, epilog="Example: incitrack schema severity > .vscode/severity.schema.json")
@click.argument(
    "kind", required=False, shell_complete=lambda _ctx, _param, begun: [k for k in KINDS if k.startswith(begun)]
)
@click.option(
    "--policies", "with_policies", is_flag=True, help="Admit only the words of this repository's policies."
)
@pass_session
def schema(session: Session, kind: str | None, *, with_policies: bool) -> None:
    """The schemas, with the words of the repository's policies where they are wanted."""
    if kind is not None and kind not in KINDS:
        raise unknown(kind, KINDS, "a kind of file")
    policies = session.policies if with_policies else None
    if kind is None:
        click.echo(to_json({each: schema_of(each, policies) for each in KINDS}))
    else:
        click.echo(to_json(schema_of(kind, policies)))
