"""A live display of how far a run is, in the last lines of a terminal, while it goes on. Nothing of it stays."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from summarize.cli.talking import patient, say, talk, terminal
from summarize.engines.watched import Progress, Watch, unwatched
from summarize.models import Say, Step
from summarize.records import Usage

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

RATE = 4  # times a second that it is drawn
NAMED = 3  # articles under way that are named; more are counted
LONGEST = 30  # code points of a name
LONG = 10.0  # seconds without an answer, from which on they are told: a question takes one or two
ROUGH = 90.0  # seconds; what is left is told in tens of seconds below, in minutes above

# What is done, by the prompt that is asked; others are part of the stage that they belong to.
DOING = {
    "judge": "checking claims",
    "judge_claims": "checking claims",
    "repair": "wording claims anew",
    "reconcile": "finding what says the same",
    "same_act": "comparing",
    "stance": "comparing",
    "front": "writing the page",
}


class Follower(NamedTuple):
    """Who is told how a run goes: `say` of lines, `watch` of how far it is."""

    say: Say
    watch: Watch


@contextmanager
def following(*, shared: bool = False) -> Iterator[Follower]:
    """Follow a run: on a terminal with a display, elsewhere without. `shared`: results go to the same terminal meanwhile."""
    if talk.manners.quiet or shared or not terminal() or patient():
        yield Follower(say, unwatched)
        return
    display = Display()
    with _live(display):
        yield Follower(display.say, display.watch)


class Display:
    """What is shown: what is being done, how much is left, and what it has cost so far. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()
        self._pace = Pace(clock)
        self._now: Progress | None = None
        self._news = self._began  # when there was news
        self._step: str | None = "starting"

    def say(self, line: str) -> None:
        """A line that is worth to stay is printed above the display; a step is shown until there is news of the run."""
        self._step = line if isinstance(line, Step) else self._step
        say(line)

    def watch(self, now: Progress) -> None:
        """Take in how far the run is."""
        self._pace.note(now)
        self._now, self._news, self._step = now, self._clock(), None

    def lines(self) -> tuple[str, str]:
        """What is being done, and what it has cost."""
        used = self._now.used if self._now else Usage()
        doing = self._step or (_doing(self._now) if self._now else "")
        left = self._pace.left()
        parts = (
            doing,
            self._waiting(),
            f"{_roughly(left)} of reading left" if left is not None else "",
            _elapsed(self._clock() - self._began),
        )
        return " · ".join(filter(None, parts)), _cost(used)

    def _waiting(self) -> str:
        """How long the model has been at what it was asked last, where that is long."""
        waited = self._clock() - self._news
        asked = self._now.asked if self._now and self._step is None else None
        return f"asked {asked!r} {_elapsed(waited)} ago" if asked and waited >= LONG else ""


class Pace:
    """How long the articles that are left will take, by those that are done. `clock` gives seconds.

    Those that asked the model nothing, their replies being known, say nothing of the others.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last: Progress | None = None  # when an article was done
        self._since = 0.0
        self._share = self._seconds = 0.0
        self._left: float | None = None
        self._at = 0.0

    def note(self, now: Progress) -> None:
        """Learn from how far the run is."""
        if now.stage != "reading":
            self._left = None
            return
        if self._last is None and now.used.calls:
            self._last, self._since = now, self._clock()  # loading the model is no reading
        if self._last is not None and now.done > self._last.done:
            self._learn(now, self._last)

    def left(self) -> float | None:
        """Seconds until all articles are read; None where nobody knows yet."""
        return None if self._left is None else max(0.0, self._left - (self._clock() - self._at))

    def _learn(self, now: Progress, last: Progress) -> None:
        at = self._clock()
        if now.used.calls > last.used.calls:
            self._share += now.share - last.share
            self._seconds += at - self._since
        self._last, self._since = now, at
        left = (1.0 - now.share) * self._seconds / self._share if self._share > 0 and now.done != now.total else None
        self._left, self._at = left, at


def _doing(now: Progress) -> str:
    what, names = DOING.get(now.asked or "", now.stage), _named(now.articles)
    of = f"{what} {'' if what == now.stage else 'of '}{names}" if names else what
    most = "at most " if now.unit == "questions" else ""
    return of if now.total is None else f"{of} · {now.done} of {most}{now.total} {now.unit}"


def _named(articles: Sequence[str]) -> str:
    names = [name if len(name) <= LONGEST else f"{name[:LONGEST]}…" for name in articles[:NAMED]]
    more = [f"{len(articles) - NAMED} more"] if len(articles) > NAMED else []
    return ", ".join((*names, *more))


def _elapsed(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 60 else f"{seconds // 60:.0f}:{seconds % 60:02.0f} min"


def _roughly(seconds: float) -> str:
    return f"about {max(10, round(seconds, -1)):.0f} s" if seconds < ROUGH else f"about {seconds / 60:.0f} min"


def _cost(used: Usage) -> str:
    if not (used.calls or used.reused):
        return "no reply yet"
    calls = f"{used.calls} call{'s' * (used.calls != 1)}" + (f", {used.reused} replies known" if used.reused else "")
    tokens = f"{used.prompt_tokens:,} tokens in ({used.cached_tokens:,} cached), {used.completion_tokens:,} out"
    fresh = used.prompt_tokens - used.cached_tokens + used.completion_tokens
    speed = f"{fresh / used.seconds:.0f} tokens/s" if used.seconds and used.cost_usd is None else ""
    price = f"{used.cost_usd:.4f} USD" if used.cost_usd is not None else ""
    return " · ".join(filter(None, (calls, tokens, speed, price)))


@contextmanager
def _live(display: Display) -> Iterator[None]:
    from rich.live import Live

    live = Live(
        get_renderable=lambda: _drawn(display),
        console=_console(),
        refresh_per_second=RATE,
        transient=True,
        redirect_stdout=False,
    )
    with suppress(OSError):  # a terminal that went away
        live.start()
    try:
        yield
    finally:
        with suppress(OSError):
            live.stop()


def _console() -> "Console":
    from rich.console import Console

    class Calm(Console):
        """Leaves the cursor as it is: one that was hidden stays so where the program is killed."""

        def show_cursor(self, show: bool = True) -> bool:  # noqa: ARG002, FBT001
            return False

    return Calm(stderr=True, highlight=False, markup=False, emoji=False)


def _drawn(display: Display) -> "RenderableType":
    from rich.text import Text

    from summarize.render.outline import visible

    doing, cost = map(visible, display.lines())
    shown = Text(no_wrap=True, overflow="ellipsis")
    return shown.append(doing, style="bold").append("\n").append(cost, style="dim")
