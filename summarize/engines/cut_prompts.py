"""Noticing that a server did not read all of a question.

Some cut a prompt to their context and answer the rest with status 200 (Ollama does so unless told otherwise): an article that
was never read is then "not addressed". What betrays them is their own count of the tokens that they read.
"""

from threading import Lock

from summarize.engines.lengths import SMALLEST_CONTEXT, least_tokens
from summarize.engines.prompts import Prompt
from summarize.records import Usage

NEAR = 16  # tokens between two counts of prompts that were cut to the same context; some count a few marks of their own


class CutPrompts:
    """What the counts of one server say of its context. Threads share it.

    A count below what any tokenizer would make of the text is that of a cut prompt. But a few servers count only what they had
    not cached. They give themselves away, too: a context cuts all that is too long to the same count, and theirs differ. Then
    nothing is concluded from counts any more.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._context: int | None = None
        self._sure = False
        self._counts_otherwise = False

    def read(self, prompt: Prompt, took: Usage) -> int | None:
        """The tokens that the server read of a prompt which it cut; None where it read all of it, as far as can be known."""
        least = least_tokens(_text(prompt))
        # Where the cached tokens are not among the others, they were read all the same.
        count = took.prompt_tokens if took.prompt_tokens >= least else took.prompt_tokens + took.cached_tokens
        with self._lock:
            return count if self._is_cut(count, least, first=not prompt.turns) else None

    def cannot_hold(self, prompt: Prompt) -> bool:
        """Whether the server is known to cut prompts like this one."""
        with self._lock:
            return self._sure and self._context is not None and least_tokens(_text(prompt)) > self._context + NEAR

    def _is_cut(self, count: int, least: int, *, first: bool) -> bool:
        if self._counts_otherwise or count < SMALLEST_CONTEXT:
            return False
        known = self._context is not None and abs(count - self._context) <= NEAR
        if known:
            self._sure = True
            return True
        if count >= least:
            return False
        # Of further turns a server may drop whole ones: their count says nothing of its context.
        if first and self._context is not None and not self._sure:
            self._counts_otherwise = True
            return False
        self._context = count if first and self._context is None else self._context
        return True


def _text(prompt: Prompt) -> str:
    return "\n".join((prompt.system, prompt.user, *(words for _, words in prompt.turns)))
