"""How templates of pages become Python: escaping cannot be turned off, and text that needs none costs little.

Jinja wraps every value that it writes in `Markup` only to join it. The methods are those that Jinja's own
`NativeCodeGenerator` overrides, and the visitor of a node.
"""

import re
from typing import Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from incitrack.rendering.textless import with_text

_special: Final = re.compile(r"[&<>'\"]").search


def escaped(value: object) -> str:
    """A value as HTML: what is safe already as it is, everything else escaped.

    Raises:
        TemplateRuntimeError: it has no text, as a method that was not called.
    """
    if type(value) is str:
        return escape(value) if _special(value) else value
    if type(value) is Markup:
        return value
    return escape(value if type(value) is int else with_text(value))


class PageCode(CodeGenerator):
    """Writes the Python of a template of a page."""

    def visit_ScopedEvalContextModifier(  # noqa: N802 - the library's name
        self,
        node: nodes.ScopedEvalContextModifier,
        frame: Frame,  # noqa: ARG002 - likewise
    ) -> None:
        """Refuse `{% autoescape false %}`."""
        self.fail("autoescape cannot be turned off", node.lineno)

    def _output_child_pre(self, *_: object) -> None:
        self.write("environment.escaped(")
