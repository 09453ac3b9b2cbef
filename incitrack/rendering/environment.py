"""Jinja as it is used here: HTML escaped always, an unknown name an error, a team's templates in a sandbox."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from incitrack.rendering.bounds import bounded_operation, joined_within_bounds
from incitrack.rendering.compiled_templates import CompiledTemplates
from incitrack.rendering.direct_code import DirectCode, by_name, direct_macro, joined
from incitrack.rendering.layers import SHIPPED
from incitrack.rendering.missing_name import MissingName
from incitrack.rendering.page_code import PageCode, escaped
from incitrack.rendering.textless import with_text


def site_environment(own: Path | None, shipped: Path, root: Path) -> Environment:
    """Renders pages from the templates under `shipped`, or under `own` where it has a file of the name.

    What they are compiled to is kept for the repository at `root`. What a team brings is code from a repository:
    with `own`, everything runs in Jinja's sandbox, and a shipped template goes by `shipped/` and its name too.
    """
    pages = _SandboxedPages if own else _Pages
    environment = pages(
        loader=_own_or_shipped(own, shipped) if own else _loader([shipped]),
        bytecode_cache=CompiledTemplates(root, pages.code_generator_class.__name__),
        autoescape=True,
        undefined=MissingName,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.pop("safe")
    for chance, name in ((environment.filters, "random"), (environment.globals, "lipsum")):
        chance.pop(name)  # the same archive gives the same bytes
    return environment


def text_environment(folders: Sequence[Path]) -> Environment:
    """Renders plain text, such as messages, from the first folder that has the template; always in the sandbox.

    Nothing is escaped: a message with `&amp;` in it would be wrong.
    """
    return ImmutableSandboxedEnvironment(
        loader=_loader(folders),
        undefined=MissingName,
        finalize=with_text,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _own_or_shipped(own: Path, shipped: Path) -> ChoiceLoader:
    as_it_comes = PrefixLoader({SHIPPED.rstrip("/"): FileSystemLoader(shipped)})
    return ChoiceLoader([as_it_comes, FileSystemLoader(own), FileSystemLoader(shipped)])


def _loader(folders: Sequence[Path]) -> ChoiceLoader:
    return ChoiceLoader([FileSystemLoader(folder) for folder in folders])


class _Pages(Environment):
    code_generator_class = DirectCode
    escaped = staticmethod(escaped)
    joined = staticmethod(joined)
    macro = staticmethod(direct_macro)
    by_name = staticmethod(by_name)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._imported: dict[str, TemplateModule] = {}

    def imported(self, name: str, by: str) -> TemplateModule:
        """The macros of a template that another imports."""
        if name not in self._imported:
            self._imported[name] = self.get_template(name, by).module
        return self._imported[name]


class _SandboxedPages(ImmutableSandboxedEnvironment):
    code_generator_class = PageCode
    escaped = staticmethod(escaped)
    concat = staticmethod(joined_within_bounds)
    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of an operator, within bounds."""
        bounded_operation(operator, left, right)
        return super().call_binop(context, operator, left, right)
