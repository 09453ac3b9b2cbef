"""The words by which a text makes a person the cause, and the question that asks for more."""

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

_PERSON: Final = (
    "ask what made the step possible and what would have stopped it: the same would have happened to anybody there"
)
_ERROR: Final = "ask what made the slip easy, and what let one slip get as far as the users"
_CARE: Final = "ask how the danger could have been seen there, and why one person's attention was the only guard"
_HINDSIGHT: Final = "ask what could be seen at that moment, and why what was done made sense then"


class Blame(NamedTuple):
    """Words that blame, where they begin and end in the text, and the question to ask instead."""

    start: int
    end: int
    words: str
    question: str


def blame_in(text: str, people: Collection[str]) -> Iterator[Blame]:
    """What a paragraph of Markdown says against a person, in order.

    `people` are the names by which a person may be called there, as `@maria`, `maria` or `Maria`. What is quoted,
    code, an address, or denied in the same clause (“not human error but …”) is no blame.
    """
    if not _may_blame(text, people):
        return
    prose = _NOT_PROSE.sub(lambda found: re.sub(r"[^\n]", _FILLER, found[0]), text)
    found = [*_words(prose), *_deeds(prose, people), *_named(prose, people)]
    yield from (each for each in sorted(found) if not _is_denied(prose, each))


_NEAR: Final = 80
"""How many characters back a subject or a denial is looked for."""

_FILLER: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
_NOT_PROSE: Final = re.compile(
    r"""(?<!`)(`++).{1,500}?(?<!`)\1(?!`)              # code
      | (?<=\])\([^()]*\) | <[^<>]*> | https?://\S+    # where a link leads, tags and addresses
      | “[^“”]*” | „[^“”„]*[“”] | «[^«»]*» | ‘[^‘’]*’  # what somebody else said
      | (?<!\w)"[^"]*"(?!\w) | (?<!\w)'[^'\n]*'(?!\w)
    """,
    re.VERBOSE | re.DOTALL,
)


def _spaced(pattern: str) -> re.Pattern[str]:
    """A pattern whose spaces stand for any white space, since prose is wrapped."""
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)


_MISTAKE: Final = (
    r"(?:mistakes?|errors?|faults?|oversights?|carelessness|negligence|inattention|forgetfulness|blunders?|slips?|"
    r"typos?|misconfigurations?|failure to)\b"
)
_OF_NOBODY_IN_PARTICULAR: Final = (
    (
        _spaced(
            r"\bhuman(?: |-)(?:errors?|mistakes?|failures?|oversights?|negligence|slips?|faults?)\b"
            r"|\b(?:pilot errors?|fat(?: |-)finger\w*|PEBKAC)"
            r"|\b(?:due to|caused by|because of|result of|was|is) (?:an? |the )?(?:simple |stupid )?"
            r"(?:user|operator|developer|engineer|admin(?:istrator)?) (?:error|mistake)\b(?! (?:message|page|log))"
        ),
        _ERROR,
    ),
    (
        _spaced(
            r"\b(?:careless(?:ly|ness)?|negligen(?:t|tly|ce)|reckless(?:ly|ness)|sloppiness|stupidity|inattention|"
            r"incompeten(?:t|ce)|thoughtless(?:ly|ness)?|lack of (?:care|attention|diligence|discipline)|"
            r"(?:not|n['’]t) (?:being |been )?(?:careful|attentive|diligent) enough|"
            r"(?:not|n['’]t) pay(?:ing)? (?:enough )?attention)\b"
        ),
        _CARE,
    ),
    (
        _spaced(
            r"\b(?:should(?:['’]ve| (?:really |clearly )?have)|ought to have) (?:known|"
            r"been (?:aware|paying attention)|(?:been )?(?:more )?(?:careful|cautious|attentive)|"
            r"paid (?:more |better |closer )?attention)\b"
        ),
        _HINDSIGHT,
    ),
)
_DEED: Final = _spaced(
    r"\b(?:forgot(?:ten)?\b|neglected\b|failed to\b|broke\b|caused\b|overlooked\b|ignored\b|botched\b|"
    r"messed (?:it )?up\b|screwed (?:it )?up\b|misconfigured\b|mistyped\b|misread\b|misjudged\b|mishandled\b|"
    r"(?:mistakenly|accidentally|erroneously|wrongly|incorrectly|inadvertently|carelessly)\b|"
    r"made (?:an? |the )?(?:\w{1,12} )?(?:mistake|error|typo|blunder)\b|"
    r"(?:pushed|deployed|merged|deleted|dropped|ran|typed|entered|pasted|edited|restarted) "
    r"(?:the|an?) (?:wrong|bad|broken|faulty|incorrect)\b|"
    r"(?:is|was) (?:to blame|at fault|(?:the (?:root )?cause|responsible) (?:of|for) (?:the|this) "
    r"(?:outage|incident|failure|problem|breakage))\b|"
    r"(?:did not|didn['’]t) (?:bother|care|think|pay attention|double-check)\b)"
)
_DEED_OF_THE_NAMED: Final = _spaced(
    r"\b(?:missed\b|(?:did not|didn['’]t) (?:follow|read|test|check|verify|notice|see|tell|ask|remember)\b)"
)
_SHOULD_HAVE: Final = _spaced(
    r"\b(?:should(?:['’]ve| have)|ought to have) (?:checked|noticed|seen|reali[sz]ed|remembered|asked|tested|read|"
    r"followed|verified|double-checked|thought|looked|waited)\b"
)
_SUBJECT: Final = _spaced(
    r"(?:^|(?<=[^\w@.-]))(?<!\bof\s)(?<!\bby\s)(?<!\bto\s)(?<!\bfor\s)(?<!\bfrom\s)"  # “the page to maria failed”
    r"(?P<who>@?\w[\w.-]*)(?: (?:had|has|have|also|simply|then|again|just|apparently|once))* $"
)
_AFTERWARDS: Final = (
    _spaced(
        r"\b(?:caused|broken|introduced|forgotten|overlooked|botched|misconfigured|mishandled) by (?P<who>"
        r"(?:(?:the|an?|our|one|some) )?(?:(?:on-call|junior|senior|new|former) )?@?\w[\w.-]*)"
    ),
    _spaced(
        r"\b(?:(?:fault|blame) (?:lies|falls|rests) (?:with|on)|blamed on|blame|fault of) (?P<who>@?\w[\w.-]*)"
    ),
    _spaced(
        r"\b(?:because of|due to) (?P<who>@?\w[\w.-]*)(?=\s*(?:[.,;:!)]|$| (?:forgetting|failing|breaking)\b))"
    ),
    _spaced(
        r"\b(?:cause|reason|trigger|culprit|problem)(?: (?:of|for) (?:it|(?:the|this) \w+))?(?:,? (?:was|is)|:) "
        r"(?P<who>(?:(?:the|an?|our|one) )?(?:(?:on-call|junior|senior|new|former) )?@?\w[\w.-]*)"
        r"(?=[*_]*\s*(?:[.,;:!)]|$| (?:who|and|again|alone|forgetting|failing|breaking)\b))"
    ),
    _spaced(rf"(?:^|(?<=[^\w@.-]))(?P<who>@?\w[\w.-]*?)['’]s (?:own )?(?:\w{{1,12}} )?{_MISTAKE}"),
)
_ROLES: Final = frozenset(
    [
        *(
            "engineer",
            "developer",
            "programmer",
            "technician",
            "administrator",
            "sysadmin",
            "intern",
            "contractor",
        ),
        *("engineers", "developers", "programmers", "technicians", "administrators", "sysadmins", "interns"),
        *("contractors", "employee", "employees", "colleague", "colleagues", "teammate", "teammates", "person"),
        *("on-call", "oncall", "someone", "somebody", "he", "she"),
    ]
)
_ANYBODY_WHO_FORGOT: Final = re.compile(
    r"(?!(?:We|They|You|It|This|That|Who|Nobody|Everyone|Everybody|People|Users|Customers|Guests)$)[A-Z][a-z]+"
)
_DENIED: Final = _spaced(
    r"(?:\b(?:not|never|no|unless|nor|neither|without|instead of|rather than|nobody|blaming|prevent\w*|avoid\w*|"
    r"reduc\w*|guard\w*|against|eliminat\w*|risk|room|prone|chance|possibility|potential|less)\b|n['’]t\b)"
    r"(?: (?:because|due|caused|by|of|to|about|for))*"
    r"(?: (?!(?:because|since|but|and|so|when|while|then|after|until|due|as|caused|which|who)\b)[\w'’/-]+){0,4}"
    r"\s*$"
)
_DENIED_AFTER: Final = _spaced(
    r" (?:(?:is|was|were|are|does|did|can|could|has|had)(?: (?:not|never)\b|n['’]t\b)|cannot\b|explains nothing)"
)


_TOKEN: Final = re.compile(r"\w[\w-]*(?:\.+[\w-]+)*")
_SIGNS: Final = (
    *("human", "pilot", "finger", "pebkac", "error", "mistake", "careless", "negligen", "reckless", "sloppiness"),
    *("stupidity", "incompeten", "thoughtless", "lack", "careful", "attenti", "diligen", "cautious", "aware"),
    *("known", "forgot", "neglect"),
)
"""Pieces of words, one of which stands in everything that blames without naming a person or a role."""


def _may_blame(text: str, people: Collection[str]) -> bool:
    """Whether a closer look is worth its time: nearly everything that is written blames nobody."""
    lowered = text.lower()
    if any(sign in lowered for sign in _SIGNS):
        return True
    return any(
        token in people or (low := token.lower()) in _ROLES or low in people for token in _TOKEN.findall(text)
    )


def _words(prose: str) -> Iterator[Blame]:
    for pattern, question in _OF_NOBODY_IN_PARTICULAR:
        for found in pattern.finditer(prose):
            yield _blame(prose, found.start(), found.end(), question)


def _deeds(prose: str, people: Collection[str]) -> Iterator[Blame]:
    """A person, and what the person did or should have done."""
    for pattern, question in ((_DEED, _PERSON), (_DEED_OF_THE_NAMED, _PERSON), (_SHOULD_HAVE, _HINDSIGHT)):
        for found in pattern.finditer(prose):
            subject = _SUBJECT.search(prose, max(0, found.start() - _NEAR), found.start())
            if subject is None:
                continue
            who = subject["who"].rstrip(".")
            of_a_role = pattern is not _DEED_OF_THE_NAMED and who.lower() in _ROLES
            forgot = found[0].lower().startswith(("forgot", "neglected")) and _ANYBODY_WHO_FORGOT.fullmatch(who)
            if of_a_role or forgot or _is_one_of(who, people):
                yield _blame(prose, subject.start("who"), found.end(), question)


def _named(prose: str, people: Collection[str]) -> Iterator[Blame]:
    """A person whom what happened is put down to."""
    for pattern in _AFTERWARDS:
        for found in pattern.finditer(prose):
            who = found["who"].split()[-1].rstrip(".")
            if who.lower() in _ROLES or _is_one_of(who, people):
                yield _blame(prose, found.start(), found.end(), _PERSON)


def _is_one_of(who: str, people: Collection[str]) -> bool:
    if who.startswith("@"):
        return who[1:] in people
    return who in people or (who.istitle() and who.lower() in people)


def _blame(prose: str, start: int, end: int, question: str) -> Blame:
    return Blame(start, end, " ".join(prose[start:end].split()).rstrip("."), question)


def _is_denied(prose: str, blame: Blame) -> bool:
    near = prose[max(0, blame.start - _NEAR) : blame.start]
    clause = near[max(near.rfind(sign) for sign in ".;:!?,") + 1 :]
    return bool(_DENIED.search(clause) or _DENIED_AFTER.match(prose, blame.end))
