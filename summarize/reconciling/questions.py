"""Two claims -> do they say the same, are they about the same, does one carry the other? A model judges what no guard can."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from summarize.checking.guards import objections
from summarize.checking.judge import judge
from summarize.checking.support import DOUBTED
from summarize.engines import Engine
from summarize.engines.prompts import prompt
from summarize.errors import EngineError
from summarize.extracting.windows import shown
from summarize.language.prose import one_line
from summarize.models import Say, Step
from summarize.reconciling.budgets import Budgets, Kind
from summarize.reconciling.conflicts.stance import Stance, passages, weighed
from summarize.records import Comparison, Usage

# Stand in for the schema's question where it is not the schema that asks.
ACT = "Are both about one act or question?"
DENIES = "Does one call untrue what the other tells?"
CARRIES = "Does the second, read alone, say all that the first says?"
STEP = 20  # comparisons between two lines of progress


class Likeness(NamedTuple):
    probability: float
    usage: Usage


class Failed(NamedTuple):
    kind: Kind
    question: str
    one: str
    other: str
    why: str


def stance(claim: str, sentences: Sequence[str], engine: Engine) -> tuple[Stance, Usage]:
    """What a text, given as its sentences, says of a claim: words and `engine` together. Raises EngineError."""
    kept = passages(claim, sentences)
    text = " ".join(kept)
    said = engine.choose(prompt("stance", claim=shown(claim), passages=shown(text)), ("confirms", "denies", "unclear"))
    return weighed(claim, text, said.shares), said.usage


def one_act(one: str, other: str, engine: Engine) -> Likeness:
    """Ask `engine` whether two statements are about one act or question, at odds or not. Raises EngineError."""
    said = engine.choose(prompt("same_act", one=shown(one), other=shown(other)), ("yes", "no"))
    return Likeness(said.probability, said.usage)


class Comparing:
    """One engine that is asked to compare, within budgets.

    What is `known` is not asked again, but counts towards the budgets, so that a briefing that grew is the one that a run over
    all articles gives. Where the engine fails or a budget is spent nothing is found: a text carries nothing, two statements are
    not at odds. `failures` and `not_compared` tell of it. Raises NoEngineError only.
    """

    def __init__(self, engine: Engine, budgets: Budgets, *, say: Say, known: Iterable[Comparison] = ()) -> None:
        self.count = 0
        self.usage = Usage()
        self.failures: list[Failed] = []
        self._left = budgets.by_kind()
        self._unasked: dict[Kind, set[tuple[str, str, str]]] = {kind: set() for kind in self._left}
        self._engine = engine
        self._say = say
        self._given = {(c.question, c.one, c.other): c.probability for c in known}

    @property
    def given(self) -> tuple[Comparison, ...]:
        """All that is known: what was known before, and what the engine answered. A comparison that failed is not."""
        return tuple(Comparison(question=q, one=a, other=b, probability=p) for (q, a, b), p in self._given.items())

    @property
    def not_compared(self) -> dict[str, int]:
        """Kind -> for how many pairs the budget did not suffice, if for any."""
        return {kind: len(pairs) for kind, pairs in self._unasked.items() if pairs}

    def one_act(self, one: str, other: str) -> float:
        """The probability that both are about one act or question. The order does not matter."""
        first, second = sorted((one, other))
        return self._asked("conflict", (ACT, first, second), lambda: one_act(first, second, self._engine)) or 0.0

    def denies(self, one: str, other: str) -> float:
        """The probability that one calls untrue what the other tells. The order does not matter."""
        first, second = sorted((one, other))

        def ask() -> Likeness:
            found, usage = stance(first, [second], self._engine)
            return Likeness(found.disagree, usage)

        return self._asked("conflict", (DENIES, first, second), ask) or 0.0

    def carries(self, statement: str, cited: Sequence[str]) -> bool:
        """Do these texts, read alone, carry the statement, as `verify` judges it where there is a doubt?"""
        text = one_line(" ".join(cited))
        if any(o.weight == "block" for o in objections(statement, [text])):
            return False
        about = CARRIES, statement, text
        likely = self._asked("carrying", about, lambda: Likeness(*judge(statement, [text], self._engine)))
        return likely is not None and likely >= DOUBTED

    def _asked(self, kind: Kind, about: tuple[str, str, str], ask: Callable[[], Likeness]) -> float | None:
        if not self._left[kind]:
            self._unasked[kind].add(about)
            return None
        self._left[kind] -= 1
        if (known := self._given.get(about)) is not None:
            return known
        self.count += 1
        try:
            found = ask()
            self._given[about] = found.probability
        except EngineError as error:
            self.failures.append(Failed(kind, *about, str(error)))
            found = Likeness(0.0, error.usage)
        self.usage += found.usage
        if self.count % STEP == 0:
            self._say(Step(f"merging: {self.count} comparisons so far"))
        return found.probability

    def summary(self) -> str:
        """One line: how many comparisons, what they took, how many failed."""
        used = self.usage
        known = f", {used.reused} replies that were known" if used.reused else ""
        failed = f"; {len(self.failures)} failed: {self.failures[0].why}" if self.failures else ""
        return f"merging: {self.count} comparisons ({used.calls} calls, {used.seconds:.0f} s{known}){failed}"
