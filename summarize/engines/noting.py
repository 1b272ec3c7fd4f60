"""Knowing what was asked: which prompts a run used, whoever answered."""

from collections.abc import Callable

from summarize.engines import Answer, Around, Engine
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

    def _asked(self, prompt: Prompt, ask: Callable[[Prompt], Answer]) -> Answer:
        self._digests[prompt.name] = prompt.digest
        return ask(prompt)
