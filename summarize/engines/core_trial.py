"""A short trial, run as a script: how many cores' worth of time do so many threads get on this machine, now?

`summarize.engines.threads` runs it in a process of its own, where no other thread of the program waits for Python's lock.
It imports nothing of summarize: it has to start fast.
"""

import hashlib
import sys
import time
from threading import Thread

SECONDS = 0.12  # some slices of a scheduler, which are 3 ms; nobody notices it
BLOCK = bytes(1 << 18)  # hashing so much takes a tenth of a millisecond, and releases Python's lock


def main(threads: int) -> None:
    """Print the cores that `threads` threads got: 0.0 to `threads`."""
    start, spent = time.perf_counter(), time.process_time()  # Python's own start is no part of it
    working = [Thread(target=_work, args=(start + SECONDS,)) for _ in range(threads)]
    for thread in working:
        thread.start()
    for thread in working:
        thread.join()
    sys.stdout.write(f"{(time.process_time() - spent) / (time.perf_counter() - start):.3f}\n")


def _work(until: float) -> None:
    while time.perf_counter() < until:
        hashlib.sha256(BLOCK)


if __name__ == "__main__":
    main(int(sys.argv[1]))
