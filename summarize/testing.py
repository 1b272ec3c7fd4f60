"""For tests of code that uses this package: an engine with a script, and a check of every citation."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from summarize.briefing.file import Briefing
from summarize.engines import Choice, Reply, Shape, Way
from summarize.engines.prompts import Prompt
from summarize.errors import EngineError, ReplyError
from summarize.records import Usage

Answer = BaseModel | Mapping[str, Any] | float | str | EngineError
Wanted = type[BaseModel] | tuple[str, ...]
Script = Callable[[Prompt, Wanted], Answer]
CALL = Usage(calls=1)


class Scripted:
    """An engine that answers from a script: answers one after the other, or a function of what is asked.

    An answer is a reply (an instance of the shape, or a mapping that fits it), a probability, a word, or an EngineError, a
    copy of which is raised. `prompts` has all that was asked, in order. Each answer's usage is one call. Threads may share
    it; they call a function at once. To be given as `engine` to `summarize.brief`, `update` and `check`.
    """

    def __init__(self, script: Iterable[Answer] | Script, *, way: Way = "writes", name: str = "scripted") -> None:
        self.prompts: list[Prompt] = []
        self.way = way
        self.name = name
        self._script = script if callable(script) else _in_turn(script)

    def reply(self, prompt: Prompt, shape: type[Shape]) -> Reply[Shape]:
        """Give the next answer as a `shape`; raises ReplyError where it does not fit."""
        answer = self._next(prompt, shape)
        try:
            return Reply(shape.model_validate(answer), CALL)
        except ValidationError as error:
            why = f"the reply does not fit: {error.errors()[0]['msg']}"
            raise ReplyError(why, reply=str(answer), usage=CALL) from error

    def choose(self, prompt: Prompt, words: tuple[str, ...]) -> Choice:
        """Give the next answer as the words' shares: a number is the first word's, a word takes everything."""
        answer = self._next(prompt, words)
        if isinstance(answer, str):
            return Choice(tuple(float(word == answer) for word in words), CALL)
        assert isinstance(answer, int | float), f"the script answers {answer!r} where shares of words are asked"
        return Choice((float(answer), *((1 - answer) / (len(words) - 1) for _ in words[1:])), CALL)

    def _next(self, prompt: Prompt, asked: Wanted) -> Answer:
        self.prompts.append(prompt)
        answer = self._script(prompt, asked)
        if isinstance(answer, EngineError):
            raise answer.with_usage(CALL)
        return answer


def _in_turn(answers: Iterable[Answer]) -> Script:
    left = deque(answers)

    def answer(prompt: Prompt, _: Wanted) -> Answer:
        assert left, f"the script has no answer left for {prompt.name!r}"
        return left.popleft()

    return answer


def assert_cited(briefing: Briefing) -> None:
    """Assert that every citation of a briefing quotes its source exactly."""
    texts = {source.id: source.text for source in briefing.sources}
    for title, section in briefing.sections.items():
        for finding in section.findings:
            for citation in finding.citations:
                assert citation.source in texts, f"{title}: {finding.id} cites {citation.source!r}, which is no source"
                there = texts[citation.source][citation.start : citation.end]
                assert there == citation.quote, f"{title}: {finding.id} quotes {citation.quote!r}, the source has {there!r}"
