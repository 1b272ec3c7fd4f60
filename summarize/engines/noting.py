"""Knowing what was asked: which prompts a run used, whoever answered."""

from summarize.engines import Around, Choice, Engine, Reply, Shape
from summarize.engines.prompts import Prompt


class Noting(Around):
    """An engine that notes the prompts that it is asked. Put around the cache, it knows of what came from there as well."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._digests: dict[str, str] = {}

    @property
    def prompts(self) -> dict[str, str]:
        """The names of the prompts asked so far, sorted, with the digests of their files."""
        return dict(sorted(self._digests.items()))

    def reply(self, prompt: Prompt, shape: type[Shape]) -> Reply[Shape]:
        """Ask for an instance of `shape`; raises what the engine raises."""
        self._digests[prompt.name] = prompt.digest
        return self._engine.reply(prompt, shape)

    def choose(self, prompt: Prompt, words: tuple[str, ...]) -> Choice:
        """Ask for the odds of some words; raises what the engine raises."""
        self._digests[prompt.name] = prompt.digest
        return self._engine.choose(prompt, words)
