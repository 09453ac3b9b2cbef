"""Where a paragraph of Markdown defines links before it says anything, `[graph]: https://x "title"`.

By CommonMark 0.31, "Link reference definitions"; that a Markdown library may refuse an address is not asked.
"""

import re
from functools import cache


def lines_of_definitions(paragraph: list[str]) -> int:
    """How many lines at the beginning of a paragraph define links."""
    if not paragraph[0].startswith("["):
        return 0
    text, end = "\n".join(paragraph), 0
    while found := _definition().match(text, end):
        label, address = found.groups()
        if not label.strip() or not (address.startswith("<") or _is_balanced(address)):
            break
        end = found.end()
    return len(paragraph) if end == len(text) else text.count("\n", 0, end)


@cache
def _definition() -> re.Pattern[str]:
    """A definition with its lines' ends; its groups are the label and the address.

    Compiled when a paragraph begins like one and is underlined: hardly any record has it.
    """
    title = r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))"""
    return re.compile(
        r"\[((?:[^\[\]\\]|\\.){1,999}+)\]:[ \t]*+\n?[ \t]*+"
        r"(<(?:[^<>\\\n]|\\[^\n])*+>|(?!<)[^\x00-\x20\x7f]++)"
        rf"(?:(?:[ \t]++\n?|\n)[ \t]*+{title}(?=[ \t]*+(?:\n|\Z)))?[ \t]*+(?:\n|\Z)",
        re.DOTALL,
    )


def _is_balanced(address: str) -> bool:
    """Whether each parenthesis in the address of a definition has its other one."""
    depth = 0
    for sign in re.findall(r"\\.|[()]", address):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0
