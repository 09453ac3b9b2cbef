"""Whether a page keeps the content security policy, which a team's own frame may have left out."""

import re
from html import unescape
from typing import Final

_UP_TO: Final = re.compile(r"<(?:script|style|link|body|/head)\b", re.IGNORECASE)
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_META: Final = re.compile(r"<meta\s[^>]*>", re.IGNORECASE)
_JUDGED: Final = re.compile(
    r"<(?:script|style|link|base|form|iframe|object|embed|img|audio|video|source|svg)\b|\son[a-z]{3,30}\s{0,9}=",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"http-equiv\s*=\s*[\"']?content-security-policy\b", re.IGNORECASE)
_CONTENT: Final = re.compile(r"\scontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


def policy_line(name: str) -> str:
    """The line as the shipped frame has it, with the name by which a template is given the policy."""
    return f'<meta http-equiv="Content-Security-Policy" content="{{{{ {name} }}}}">'


def keeps_policy(html: str, policy: str) -> bool:
    """Whether the policy stands in the head before anything that it judges; a page of mere text needs none."""
    if not _JUDGED.search(html):
        return True
    start = html.lstrip()
    end = _UP_TO.search(start)
    head = _COMMENT.sub("", start[: end.start()] if end else start)
    for meta in _META.findall(head):
        content = _CONTENT.search(meta)
        if _NAMED.search(meta) and content and unescape(content[1] or content[2] or "") == policy:
            return True
    return False
