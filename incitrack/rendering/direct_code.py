"""How the shipped templates become Python: what they do a thousand times on a page is done by Python itself.

Their views are complete and of our own making. So an attribute is taken as Python takes one, without looking for
an item of that name where it is missing; and a macro is the function that Jinja writes for it, without the object
around it that sorts what it is given. Templates with macros are looked up once. What a team brings goes through
Jinja's sandbox and never through this.
"""

from collections.abc import Iterable
from keyword import iskeyword
from types import FunctionType
from typing import Any, Final

from jinja2 import Environment, nodes
from jinja2.compiler import Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup

from incitrack.rendering.page_code import PageCode

_IN_PLACE: Final = (nodes.Name, nodes.Getattr, nodes.Call)
"""Nodes after whose Python a dot may follow."""


def joined(parts: Iterable[str]) -> Markup:
    """Parts of a page as one, each of them safe already."""
    return str.__new__(Markup, "".join(parts))


def direct_macro(environment: Environment, function: FunctionType, name: str, arguments: tuple[str, ...]) -> Any:
    """The function of a macro, to be called by position; what is left out is `missing`, as it expects."""
    function.__qualname__ = name
    function.__defaults__ = (missing,) * len(arguments)
    vars(function)["by_name"] = Macro(environment, function, name, list(arguments), False, False, False, True)
    return function


def by_name(called: Any) -> Any:
    """What to call with arguments by name, where `called` may be a macro's function."""
    return getattr(called, "by_name", called)


class DirectCode(PageCode):
    """Writes the Python of a shipped template, which the environment runs with the functions above."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the library's name
        """Take an attribute."""
        if iskeyword(node.attr) or not isinstance(node.node, _IN_PLACE):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(  # noqa: N802 - likewise
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,
    ) -> None:
        """Call what is given arguments by position alone."""
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(_by_name(node), frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """Take the macros of another template."""
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.imported(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r})")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Make a macro of the function before."""
        if macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller:
            super().macro_def(macro_ref, frame)
            return
        node = macro_ref.node
        arguments = tuple(each.name for each in node.args)
        self.write(f"environment.macro(environment, macro, {getattr(node, 'name', 'caller')!r}, {arguments!r})")

    def return_buffer_contents(
        self,
        frame: Frame,
        force_unescaped: bool = False,  # noqa: ARG002 - likewise; a macro's text is as safe as any other
    ) -> None:
        """Return what a macro or a block has written."""
        self.writeline(f"return environment.joined({frame.buffer})")


def _by_name(node: nodes.Call) -> nodes.Call:
    """The call with arguments by name."""
    at = {"lineno": node.lineno, "environment": node.environment}
    function = nodes.Call(nodes.EnvironmentAttribute("by_name", **at), [node.node], [], None, None, **at)
    return nodes.Call(function, node.args, node.kwargs, node.dyn_args, node.dyn_kwargs, **at)
