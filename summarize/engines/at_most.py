"""So many questions at once, however many threads have one."""

from collections.abc import Callable
from threading import BoundedSemaphore

from summarize.engines import Answer, Around, Engine
from summarize.engines.prompts import Prompt


class AtMost(Around):
    """An engine that is asked `most` questions at once; who has another one waits until one is answered."""

    def __init__(self, engine: Engine, most: int) -> None:
        super().__init__(engine)
        self._free = BoundedSemaphore(most)

    def _asked(self, prompt: Prompt, ask: Callable[[Prompt], Answer]) -> Answer:
        with self._free:
            return ask(prompt)
