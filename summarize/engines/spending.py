"""What a run may spend: an account that many threads draw on, each before it asks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from threading import Condition
from typing import NamedTuple, Protocol

from summarize.errors import BudgetError, EngineError
from summarize.records import Usage

Price = Callable[[Usage], float | None]  # US dollars for some tokens, None where no price is known


def unpriced(_: Usage) -> float | None:
    """Of own servers and unknown models."""
    return None


class Amount(NamedTuple):
    """Tokens of prompts and replies, and US dollars."""

    tokens: float = 0.0
    dollars: float = 0.0

    def plus(self, other: "Amount") -> "Amount":
        return Amount(self.tokens + other.tokens, self.dollars + other.dollars)

    def times(self, factor: float) -> "Amount":
        return Amount(self.tokens * factor, self.dollars * factor)


class Accounting(Protocol):
    """An account that whoever asks draws on, where it may be: see `Account`."""

    def reserve(self, estimate: Amount) -> str | None: ...

    def settle(self, estimate: Amount, taken: Amount) -> None: ...


class Account:
    """What was spent, what is in flight by estimate, and when to stop. Threads share it.

    A question is let through while what was spent, what is in flight and its own estimate stay within the limit. Else it waits
    for those in flight, which may take less; where it does not fit with nothing in flight, nothing is let through any more. So
    the limit is passed by no more than what estimates in flight were too low, and these learn from what was taken: where there
    is a limit, the first question is asked alone, for a model that thinks may take ten times what it writes.
    """

    def __init__(self, *, max_tokens: int | None = None, max_cost: float | None = None) -> None:
        """`max_cost`: US dollars."""
        self._most = Amount(inf if max_tokens is None else max_tokens, inf if max_cost is None else max_cost)
        self._changed = Condition()
        self._in_flight, self._reserved = 0, Amount()
        self._expected, self._spent = Amount(), Amount()  # of questions that were asked
        self._learned = self._most == Amount(inf, inf)  # how far the estimates are off; without a limit nobody cares
        self._over: str | None = None

    @property
    def spent(self) -> Amount:
        """What was taken so far."""
        return self._spent

    def reserve(self, estimate: Amount) -> str | None:
        """Wait until the question may be asked: then None. Else why it may not, nor any other."""
        with self._changed:
            self._changed.wait_for(lambda: self._over or not self._in_flight or (self._learned and self._fits(estimate)))
            if self._over is None and not self._fits(estimate):
                self._over = self._line(estimate)
                self._changed.notify_all()
            if self._over is None:
                self._in_flight += 1
                self._reserved = self._reserved.plus(estimate)
            return self._over

    def settle(self, estimate: Amount, taken: Amount) -> None:
        """A question that was let through has ended, and took so much."""
        with self._changed:
            self._in_flight -= 1
            self._reserved = self._reserved.plus(estimate.times(-1)) if self._in_flight else Amount()
            self._learned = True  # or it failed: then nobody waits for the next failure
            if taken.tokens:
                self._expected, self._spent = self._expected.plus(estimate), self._spent.plus(taken)
            self._changed.notify_all()

    def _fits(self, estimate: Amount) -> bool:
        after = self._spent.plus(self._reserved.plus(estimate).times(self._too_low))
        return after.tokens <= self._most.tokens and after.dollars <= self._most.dollars

    @property
    def _too_low(self) -> float:
        """How many times what was likely has been taken, at least 1: a model that thinks takes more than it writes."""
        pairs = zip(self._spent, self._expected, strict=True)
        return max(1.0, *(spent / expected if expected else 1.0 for spent, expected in pairs))

    def _line(self, estimate: Amount) -> str:
        most, spent, needs = self._most, self._spent, estimate.times(self._too_low)
        if spent.tokens + needs.tokens > most.tokens:
            limit, option = f"{most.tokens:,} tokens", "--max-tokens"
            told = f"{spent.tokens:,.0f} spent, and the next question is likely to take {needs.tokens:,.0f}"
        else:  # four digits: a question to a small model costs a thousandth of a dollar
            limit, option = f"{most.dollars:g} dollars", "--max-cost"
            told = f"{spent.dollars:.4f} spent, and the next question is likely to cost {needs.dollars:.4f}"
        return f"the limit of {limit} is reached: {told}; what was read is kept, raise {option} and run again"


class Spending:
    """Questions that are asked on account: each reserves what it is likely to take, and settles what it took."""

    def __init__(self, account: Accounting | None = None, *, price: Price = unpriced) -> None:
        """`price`: where an answer does not tell its own."""
        self._account = account or Account()
        self._price = price

    @contextmanager
    def question(self, likely: Usage) -> Iterator[Callable[[Usage], None]]:
        """A question that is asked inside; what it gives is told what that took. Raises BudgetError where it does not fit.

        An EngineError that is raised inside tells it by itself. A server that counts no tokens is taken to have used as many as
        were likely.
        """
        estimate, taken = self._amount(likely), Amount()
        if over := self._account.reserve(estimate):
            raise BudgetError(over)

        def took(usage: Usage) -> None:
            nonlocal taken
            taken = self._amount(usage) if usage.prompt_tokens + usage.completion_tokens else estimate

        try:
            yield took
        except EngineError as error:
            taken = self._amount(error.usage)
            raise
        finally:
            self._account.settle(estimate, taken)

    def _amount(self, usage: Usage) -> Amount:
        dollars = usage.cost_usd if usage.cost_usd is not None else self._price(usage)
        return Amount(usage.prompt_tokens + usage.completion_tokens, dollars or 0.0)
