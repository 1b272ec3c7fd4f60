"""What was found lately is found again at once, within a bound of memory: a cache that is bounded by what its keys weigh.

`functools.lru_cache` counts entries. Of texts some have ten words and some ten thousand, and so has what was read of them.
"""

import gc
from collections.abc import Callable, Hashable, Iterator, MutableMapping
from functools import update_wrapper
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakSet

KEPT_WORDS = 60_000  # of parsed texts of which something is remembered: about as many as `english` keeps parsed

Key = TypeVar("Key", bound=Hashable)
Found = TypeVar("Found")


class Recent(MutableMapping[Key, Found]):
    """A mapping that forgets what was not asked for longest, as soon as its keys weigh more than `most`. Threads may share it.

    One key that weighs more than that is not kept at all.
    """

    def __init__(self, most: int, *, size: Callable[[Key], int]) -> None:
        self._most, self._size = most, size
        self._found: dict[Key, Found] = {}
        self._weight = 0
        self._lock = Lock()
        with _listing:
            _all.add(self)

    def __getitem__(self, key: Key) -> Found:
        with self._lock:
            found = self._found[key] = self._found.pop(key)  # to the end: the latest
            return found

    def __setitem__(self, key: Key, found: Found) -> None:
        with self._lock:
            if key not in self._found:
                self._weight += self._size(key)
            self._found[key] = found
            while self._weight > self._most:
                oldest = next(iter(self._found))
                del self._found[oldest]
                self._weight -= self._size(oldest)

    def __delitem__(self, key: Key) -> None:
        with self._lock:
            del self._found[key]
            self._weight -= self._size(key)

    def __iter__(self) -> Iterator[Key]:
        return iter([*self._found])

    def __len__(self) -> int:
        return len(self._found)

    def clear(self) -> None:
        with self._lock:
            self._found.clear()
            self._weight = 0

    __hash__ = object.__hash__  # a place to put things, whatever is in it
    __eq__ = object.__eq__


_all: WeakSet[Recent[Any, Any]] = WeakSet()
_listing = Lock()


def forget() -> None:
    """Forget all that is remembered anywhere in this process: for who goes on with something else, and needs the memory.

    The words of a text know each other, so that only the collector finds that nobody knows them any more.
    """
    with _listing:
        there = [*_all]
    for recent in there:
        recent.clear()
    gc.collect()


class Remembered(Generic[Key, Found]):
    """A function that knows what it gave lately."""

    def __init__(self, find: Callable[[Key], Found], most: int, size: Callable[[Key], int]) -> None:
        self._find = find
        self._recent = Recent[Key, Found](most, size=size)
        update_wrapper(self, find)

    def __call__(self, key: Key) -> Found:
        try:
            return self._recent[key]
        except KeyError:
            found = self._recent[key] = self._find(key)
            return found

    def knows(self, key: Key) -> bool:
        return key in self._recent


def remembered(most: int, *, size: Callable[[Any], int]) -> Callable[[Callable[[Key], Found]], Remembered[Key, Found]]:
    """Decorate a function of one argument: what it gave lately is not computed again. See `Recent`."""
    return lambda find: Remembered(find, most, size)
