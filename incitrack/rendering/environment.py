"""Jinja as it is used here: HTML escaped always, an unknown name an error, a team's templates in a sandbox."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import ImmutableSandboxedEnvironment


def site_environment(own: Path | None, shipped: Path) -> Environment:
    """Renders pages from the templates under `shipped`, or under `own` where it has a file of the name.

    What a team brings is code from a repository: with `own`, everything runs in Jinja's sandbox.
    """
    folders = [own, shipped] if own else [shipped]
    environment = (_SandboxedPages if own else _Pages)(
        loader=_loader(folders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.pop("safe")
    return environment


def text_environment(folders: Sequence[Path]) -> Environment:
    """Renders plain text, such as messages, from the first folder that has the template; always in the sandbox.

    Nothing is escaped: a message with `&amp;` in it would be wrong.
    """
    return ImmutableSandboxedEnvironment(
        loader=_loader(folders), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _loader(folders: Sequence[Path]) -> ChoiceLoader:
    return ChoiceLoader([FileSystemLoader(folder) for folder in folders])


class _EscapesAlways(CodeGenerator):
    """Refuses `{% autoescape false %}`: no template may turn the escaping off."""

    def visit_ScopedEvalContextModifier(  # noqa: N802 - the library's name
        self,
        node: nodes.ScopedEvalContextModifier,
        frame: Frame,  # noqa: ARG002 - likewise
    ) -> None:
        self.fail("autoescape cannot be turned off", node.lineno)


class _Pages(Environment):
    code_generator_class = _EscapesAlways


class _SandboxedPages(ImmutableSandboxedEnvironment):
    code_generator_class = _EscapesAlways
