"""What a command needs and nobody typed: a person on a terminal is asked for it, a script is told."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import click

from incitrack.cli.incident_id import find_id, id_and_words, on_a_terminal
from incitrack.cli.session import Session
from incitrack.errors import UsageError


def _anything(_typed: str) -> None:
    """Whatever is said is an answer."""


class Question(NamedTuple):
    """What is asked, and what refuses an answer with a `UsageError` or `ValueError`: it is asked again then."""

    text: str
    check: Callable[[str], object] = _anything


def asked_for(name: str, question: Question) -> str:
    """What the person answers on a terminal to a question for what is missing.

    Raises:
        UsageError: there is nobody to ask.
    """
    if not on_a_terminal():
        raise UsageError(f"{name} is missing", hint=f"see {click.get_current_context().command_path} --help")

    def answer(typed: str) -> str:
        typed = typed.strip()
        if not typed:
            raise click.UsageError("nothing is said")
        try:
            question.check(typed)
        except UsageError as error:
            raise click.UsageError(f"{error.message}; {error.hint}" if error.hint else error.message) from None
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        return typed

    return str(click.prompt(question.text, value_proc=answer, err=True))


def incident_and_words(
    session: Session, typed: Sequence[str], questions: Mapping[str, Question], *, optional: Sequence[str] = ()
) -> tuple[str, list[str]]:
    """The full ID of the incident that is meant, and the words after it; those that may be missing are "" then.

    `questions` are asked for the words that have to be there, by what they are called in messages.

    Raises:
        UsageError: as `id_and_words` and `find_id`; or a word is missing, and there is nobody to ask.
    """
    identifier, words = id_and_words(
        typed, *questions, *optional, optional=len(questions) + len(optional) if on_a_terminal() else len(optional)
    )
    found = find_id(session, identifier)
    if all(words[: len(questions)]):
        return found, words
    for word, question in zip(words, questions.values(), strict=False):
        if word:  # refused before the rest is asked for
            question.check(word)
    asked = [word or asked_for(*each) for word, each in zip(words, questions.items(), strict=False)]
    return found, [*asked, *words[len(questions) :]]
