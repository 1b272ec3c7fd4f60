"""How many threads write the embedded model's answers: as many as have a core of their own, and one core stays free.

At each layer of each token, llama.cpp's threads wait for each other. One that shares its core with another program keeps all
waiting: beside one busy program on two cores, two threads wrote 6.3 to 7.8 tokens/s, where one wrote 14.4 to 15.9 (alone two
wrote 20 to 22). And what begins in the middle of a question finds the threads as they are: two questions then did not end in 80
and 150 s. So one core stays free for it, which costs a quarter of the writing speed where there are two.

The threads that read prompts do not suffer so (36 tokens/s with two, 32 with one), so they stay as many as there are cores; and
what is read with more threads is the same to the last digit, what is written is not.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from summarize.errors import UsageError

THREADS = "SUMMARIZE_THREADS"  # a number that stays, so that a run on this machine can be repeated to the last digit

# Of a core, that a thread may lack and still have it. Of two threads alone, ten trials got 1.81 cores or more; beside one busy
# program five got 1.03 to 1.60, beside two 0.96 to 1.08.
LACKING = 0.25
EVERY = 30.0  # seconds from one trial to the next; a trial takes 0.15, so half a percent of a run
AGAIN = 3.0  # seconds to the trial that confirms a change: to change costs some seconds, for the model is loaded anew
PATIENCE = 5.0  # seconds that a trial may take


def cores_got(threads: int) -> float:
    """The cores' worth of time that so many threads get now: 0.0 to `threads`. All of it where no trial can be made."""
    script = Path(__file__).with_name("core_trial.py")
    command = [sys.executable, "-I", "-S", str(script), str(threads)]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)  # noqa: S603
        return float(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return float(threads)


def pinned() -> int | None:
    """The number of threads that SUMMARIZE_THREADS tells, if it tells one. Raises UsageError for what is no number."""
    told = os.environ.get(THREADS, "").strip()
    if not told:
        return None
    if not told.isdecimal() or int(told) < 1:
        raise UsageError(f"{THREADS} is a number of threads, at least 1, not {told!r}")
    return int(told)


class Threads:
    """The number of threads that suits the machine: found by a trial, and again from time to time.

    `most`: the cores that there are. `got`: what a trial finds, as `cores_got`. `clock` gives seconds. Not for several threads
    at once.
    """

    def __init__(
        self, most: int, *, got: Callable[[int], float] = cores_got, clock: Callable[[], float] = time.monotonic
    ) -> None:
        fixed = pinned()
        self._most = most
        self._got = got
        self._clock = clock
        self._seen = self.count = fixed or self._suits()
        self._next = float("inf") if fixed or most <= 2 else clock() + EVERY

    @property
    def due(self) -> bool:
        """Is it time to try again? A trial beside the model's own work would find that busy: wait until it rests."""
        return self._clock() >= self._next

    def changed(self) -> bool:
        """Try again, and say whether the number has changed: a second trial must confirm what the first one found."""
        suits = self._suits()
        confirmed = suits == self._seen
        self._seen = suits
        self._next = self._clock() + (EVERY if confirmed else AGAIN)
        if not confirmed or suits == self.count:
            return False
        self.count = suits
        return True

    def _suits(self) -> int:
        return max(1, min(self._most - 1, int(self._got(self._most) + LACKING))) if self._most > 2 else 1
