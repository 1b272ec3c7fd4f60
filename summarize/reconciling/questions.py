"""Two claims -> do they say the same, are they about the same, does one carry the other? A model judges what no guard can."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from summarize.checking.guards import objections
from summarize.checking.judge import judge
from summarize.checking.support import DOUBTED
from summarize.engines import Engine
from summarize.engines.logprobs import log_odds, logistic
from summarize.engines.prompts import prompt
from summarize.errors import EngineError
from summarize.extracting.windows import shown
from summarize.models import Comparison, Usage
from summarize.reconciling.candidates import content
from summarize.reconciling.conflicts.stance import Stance, passages, weighed

Say = Callable[[str], None]

# What the model's log-odds of yes, the tokens and the stems that both share (0.0 to 1.0 each) count. A pair that says the same
# is ranked above one that does not, of short answers to four questions, grouped by people: in 80 of 100 cases by the model
# alone, in 85 by tokens, 82 by stems, 86 by both; of 253 pairs of sentences of five articles, 28 of them the same by
# hand-made gold: 78 by the model, 84 by tokens, 87 by stems, 86 by this sum, which had 83 without stems.
JUDGED, WORDS, STEMS, SHIFT = 0.5, 2.5, 2.5, -2.2

# Stand in for the schema's question where it is not the schema that asks.
ACT = "Are both about one act or question?"
DENIES = "Does one call untrue what the other tells?"
CARRIES = "Does the second, read alone, say all that the first says?"
CARRYING = 7  # times in one run: a finding of several origins asks for each of them until one of its claims carries it
STEP = 20  # comparisons between two lines of progress


class Likeness(NamedTuple):
    """The probability, 0.0 to 1.0, that two statements say the same, or are about the same; and what it took."""

    probability: float
    usage: Usage


class Failed(NamedTuple):
    """A comparison that the model could not make, and why."""

    question: str
    one: str
    other: str
    why: str


def alike(question: str, one: str, other: str, engine: Engine) -> Likeness:
    """Ask `engine` whether two answers to a question say the same, and see which words they share. Raises EngineError."""
    from rapidfuzz.fuzz import token_set_ratio

    asked = prompt("same", question=shown(question), one=shown(one), other=shown(other))
    said = engine.choose(asked, ("yes", "no"))
    words = token_set_ratio(one.casefold(), other.casefold()) / 100
    odds = SHIFT + JUDGED * log_odds(said.probability) + WORDS * words + STEMS * _shared(one, other)
    return Likeness(logistic(odds), said.usage)


def _shared(one: str, other: str) -> float:
    """The share of their content words that two statements have in common (Jaccard), as stems; a country is one word."""
    mine, theirs = (content(text) for text in (one, other))
    return len(mine & theirs) / max(1, len(mine | theirs))


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
    """`alike` over one engine, as the merger wants it: called with a question and two answers, it gives a probability.

    `one_act` and `denies` are the same for the search of conflicts, and `carries` for what corroborates a statement, at most
    `carrying` times. It counts what all of it takes, and tells `say` of its progress. What is in `known` was asked before, and
    is not asked again. Where the engine fails, the answers are not the same: claims stay apart, and `failures` says which and
    why; two statements that may be at odds are no conflict, and a text carries nothing, of which `unsettled` and `uncarried`
    say the same. Raises ReplayError and ModelFileError only.
    """

    def __init__(self, engine: Engine, *, say: Say, known: Iterable[Comparison] = (), carrying: int = CARRYING) -> None:
        self.count = 0
        self.usage = Usage()
        self.failures: list[Failed] = []
        self.unsettled: list[Failed] = []
        self.uncarried: list[Failed] = []
        self._carrying = carrying
        self._engine = engine
        self._say = say
        self._given = {(c.question, c.one, c.other): c.probability for c in known}

    @property
    def given(self) -> tuple[Comparison, ...]:
        """All that is known: what was known before, and what the engine answered. A comparison that failed is not."""
        return tuple(Comparison(question=q, one=a, other=b, probability=p) for (q, a, b), p in self._given.items())

    def __call__(self, question: str, one: str, other: str) -> float:
        """The probability that both answers say the same; 0.0 where the engine fails."""
        return self._asked((question, one, other), lambda: alike(question, one, other, self._engine), self.failures)

    def one_act(self, one: str, other: str) -> float:
        """The probability that both are about one act or question; 0.0 where the engine fails. The order does not matter."""
        first, second = sorted((one, other))
        return self._asked((ACT, first, second), lambda: one_act(first, second, self._engine), self.unsettled)

    def denies(self, one: str, other: str) -> float:
        """The probability that one of them calls untrue what the other tells; 0.0 where the engine fails.

        The order does not matter.
        """
        first, second = sorted((one, other))

        def ask() -> Likeness:
            found, usage = stance(first, [second], self._engine)
            return Likeness(found.disagree, usage)

        return self._asked((DENIES, first, second), ask, self.unsettled)

    def carries(self, statement: str, cited: Sequence[str]) -> bool:
        """Do these texts, read alone, carry the statement, as `verify` judges it where there is a doubt?

        No where the engine fails, or was asked too often.
        """
        text = " ".join(" ".join(cited).split())
        if any(o.weight == "block" for o in objections(statement, [text])) or not self._carrying:
            return False
        self._carrying -= 1
        about = (CARRIES, statement, text)
        likely = self._asked(about, lambda: Likeness(*judge(statement, [text], self._engine)), self.uncarried)
        return likely >= DOUBTED

    def _asked(self, about: tuple[str, str, str], ask: Callable[[], Likeness], failures: list[Failed]) -> float:
        if (known := self._given.get(about)) is not None:
            return known
        self.count += 1
        try:
            found = ask()
            self._given[about] = found.probability
        except EngineError as error:
            failures.append(Failed(*about, str(error)))
            found = Likeness(0.0, error.usage)
        self.usage += found.usage
        if self.count % STEP == 0:
            self._say(f"merging: {self.count} comparisons so far")
        return found.probability

    def summary(self) -> str:
        """One line: how many comparisons, what they took, how many failed."""
        used = self.usage
        asked = f"{used.calls} calls, {used.seconds:.0f} s" + (f", {used.reused} replies from the cache" if used.reused else "")
        without = [*self.failures, *self.unsettled, *self.uncarried]
        failed = f"; {len(without)} failed: {without[0].why}" if without else ""
        return f"merging: {self.count} comparisons ({asked}){failed}"
