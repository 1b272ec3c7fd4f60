"""Everything that can go wrong, in one tree.

SummarizeError            shown to the user as one line; exit status 1
├── UsageError            the call itself is wrong; exit status 2
│   └── SchemaError       a schema is unknown, cannot be imported, or is no schema
├── SourceError           a source could not be read
├── EngineError           a question got no answer; others may get one    .retryable  .retry_after  .usage
│   ├── AwayError         there is no server: nobody answers at its address
│   ├── LimitError        the server lets nothing through for a while     .retry_after
│   ├── ReplyError        the model answered, but not with the shape      .reply
│   ├── RefusedError      the model, or who runs it, will not answer this question
│   ├── TooLongError      the question with its answer is more than the model can hold
│   ├── PendingError      the answer comes with a batch: later, and paid for
│   └── ClosedError       nor will any further question get one: no key, no such model, the run is over
│       └── BudgetError   what the run may spend is spent
├── NoEngineError         no question can get an answer: the run ends
│   ├── ModelFileError    the model's file is missing, wrong or unreadable
│   └── ReplayError       a cassette lacks a reply, or cannot be read
├── BriefingError         a briefing file cannot be read, or is not one
├── ClaimsError           claims to check cannot be read, or are none
├── GoldError             gold to compare with cannot be read, or does not fit its articles
└── OutputError           a result could not be written

An engine's calls raise EngineError and NoEngineError, and nothing else. A stage that asks an engine catches EngineError and
says what stays open for it; it lets NoEngineError pass.
"""

from pathlib import Path
from typing import Self

from summarize.records import Usage

_LONGEST_NAME = 300  # code points of a location in a message


class SummarizeError(Exception):
    """The root: its message is one line that says what to do."""


class UsageError(SummarizeError):
    """The call itself is wrong."""


class SchemaError(UsageError):
    """A schema is unknown, cannot be imported, or is no schema."""


class SourceError(SummarizeError):
    """A source could not be read. In the message a long name is shortened; `location` has all of it."""

    def __init__(self, location: Path | str, reason: str) -> None:
        name = str(location)
        super().__init__(f"cannot read {name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + '…'!r}: {reason}")
        self.location = str(location)
        self.reason = reason


class EngineError(SummarizeError):
    """A question got no answer: the model could not be reached, or it refused. Another question may get one.

    `retryable` says whether the same call may succeed later; `retry_after` is the server's own wish, in seconds.
    `usage` is what the failed calls took: a failure costs, too.
    """

    def __init__(
        self, message: str, *, retryable: bool = False, retry_after: float | None = None, usage: Usage | None = None
    ) -> None:
        super().__init__(message)
        self.retryable = retryable
        self.retry_after = retry_after
        self.usage = usage or Usage()

    def with_usage(self, usage: Usage) -> Self:
        """The same error once more, with `usage` as what all its calls took; this one stays as it is."""
        copied = type(self).__new__(type(self), *self.args)  # not `copy`, which wants kinds of it to be made from a message
        copied.__dict__.update(self.__dict__, usage=usage)
        return copied


class AwayError(EngineError):
    """There is no server: its address is unknown, or nobody answers there. Nothing was sent."""

    def __init__(self, message: str, *, usage: Usage | None = None) -> None:
        super().__init__(message, retryable=True, usage=usage)


class LimitError(EngineError):
    """The server lets nothing through for a while. It is there, and the question is good: whoever waits is answered."""

    def __init__(self, message: str, *, retry_after: float | None = None, usage: Usage | None = None) -> None:
        super().__init__(message, retryable=True, retry_after=retry_after, usage=usage)


class ReplyError(EngineError):
    """The model answered, but not with the shape that was asked for. `reply` is what it said."""

    def __init__(self, message: str, *, reply: str = "", usage: Usage | None = None) -> None:
        super().__init__(message, retryable=True, usage=usage)
        self.reply = reply


class RefusedError(EngineError):
    """The model, or a filter before it, will not answer this question. Asked again, it refuses again."""


class TooLongError(EngineError):
    """The question with its answer is more than the model can hold. A shorter question may get an answer."""


class PendingError(EngineError):
    """The question waits for a provider's batch. Who gets this asks nothing in its place: the answer comes, and is paid for."""


class ClosedError(EngineError):
    """No further question will get an answer, either: the key is refused, the model is unknown, the run is over."""


class BudgetError(ClosedError):
    """What a run may spend is spent. Nothing was sent; what was answered before is kept."""


class NoEngineError(SummarizeError):
    """No question can get an answer: what the engine needs is not there. A run ends with it."""


class ModelFileError(NoEngineError):
    """The model's file is missing, wrong or unreadable."""


class ReplayError(NoEngineError):
    """A cassette lacks a reply, or cannot be read."""


class BriefingError(SummarizeError):
    """A briefing file cannot be read, or is not a briefing."""


class ClaimsError(SummarizeError):
    """Claims to check cannot be read, or are none."""


class GoldError(SummarizeError):
    """Gold to compare a briefing with cannot be read, or does not fit its articles."""


class OutputError(SummarizeError):
    """A result could not be written."""

    def __init__(self, location: Path | str, reason: str) -> None:
        super().__init__(f"cannot write {str(location)!r}: {reason}")
        self.location = str(location)
        self.reason = reason
