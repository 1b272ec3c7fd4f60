"""The parser works in one thread, whoever asks.

A thread gets its memory from an arena of its own, which keeps what was large once. The parser takes up to 10 MB for a thousand
code points that it reads at once, so that 64 threads that had it work in turn kept hundreds of megabytes.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")

_parser = ThreadPoolExecutor(max_workers=1, thread_name_prefix="parser")


def in_one_thread(work: Callable[Given, Result], *args: Given.args, **how: Given.kwargs) -> Result:
    """Do `work` in the parser's thread, and wait for it. What it raises comes out here."""
    return _parser.submit(work, *args, **how).result()
