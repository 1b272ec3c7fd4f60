"""Prompts are files in `prompts/`; this is the one place that fills them in.

A template is given names and numbers of the program's own: titles, questions, field names. Article text is never
rendered: it is handed over as `article`, a list of lines that the template loops over, and Jinja does not render
values a second time, so braces in an article stay braces.
"""

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from summarize.errors import SummarizeError

SPLIT = "=== user ===\n"


class Prompt(NamedTuple):
    """Two messages for a chat model, and the digest of the file they were made from."""

    name: str
    digest: str
    system: str
    user: str
    turns: tuple[tuple[str, str], ...] = ()  # (role, content) after the first two: a refused reply and what was wrong with it


def prompt(name: str, /, **values: Any) -> Prompt:
    """Fill in `prompts/{name}.j2`. A value that the template names and the caller does not give is an error."""
    text = _text(name)
    system, _, user = text.partition(SPLIT)
    return Prompt(name, digest(name), _filled(system, values), _filled(user, values))


@cache
def digest(name: str) -> str:
    """The `sha256:…` of a prompt's file: which wording made this?"""
    return "sha256:" + hashlib.sha256(_text(name).encode()).hexdigest()


def names() -> tuple[str, ...]:
    """The names of all prompts, sorted."""
    return tuple(sorted(f.name.removesuffix(".j2") for f in files("summarize.prompts").iterdir() if f.name.endswith(".j2")))


@cache
def _text(name: str) -> str:
    file = files("summarize.prompts") / f"{name}.j2"
    if not file.is_file():
        raise SummarizeError(f"no prompt {name!r}; in a checkout, summarize/prompts must be a link to ../prompts")
    return file.read_text(encoding="utf-8")


def _filled(text: str, values: dict[str, Any]) -> str:
    from jinja2 import TemplateError

    try:
        return str(_template(text).render(values)).strip()
    except TemplateError as error:
        raise SummarizeError(f"a prompt does not fit its values: {error}") from error


@cache  # compiling takes a millisecond, and a model that weighs is asked thousands of times
def _template(text: str) -> Any:
    return _environment().from_string(text)


@cache
def _environment() -> Any:
    from jinja2 import Environment, StrictUndefined

    # Plain text for a model, not HTML: nothing is escaped, and nothing that is filled in is rendered again.
    return Environment(
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
