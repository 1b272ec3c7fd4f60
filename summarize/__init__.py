"""Several news articles in, one briefing out, in which every field is cited, checked and reconciled."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarize.api.briefs import brief as brief
    from summarize.api.briefs import update as update
    from summarize.api.claims import check as check
    from summarize.api.corpora import brief_stories as brief_stories
    from summarize.api.corpora import group_stories as group_stories
    from summarize.api.estimates import estimate as estimate
    from summarize.api.estimates import estimate_stories as estimate_stories
    from summarize.briefing.file import Briefing as Briefing
    from summarize.checking.claims import Checkable as Checkable
    from summarize.checking.claims import CheckResult as CheckResult
    from summarize.costing.estimate import Estimate as Estimate
    from summarize.errors import BriefingError as BriefingError
    from summarize.errors import BudgetError as BudgetError
    from summarize.errors import ClaimsError as ClaimsError
    from summarize.errors import EngineError as EngineError
    from summarize.errors import ModelFileError as ModelFileError
    from summarize.errors import NoEngineError as NoEngineError
    from summarize.errors import OutputError as OutputError
    from summarize.errors import ReplayError as ReplayError
    from summarize.errors import ReplyError as ReplyError
    from summarize.errors import SchemaError as SchemaError
    from summarize.errors import SourceError as SourceError
    from summarize.errors import SummarizeError as SummarizeError
    from summarize.errors import UsageError as UsageError
    from summarize.models import Citation as Citation
    from summarize.models import Claim as Claim
    from summarize.models import Finding as Finding
    from summarize.records import Conflict as Conflict
    from summarize.records import Section as Section
    from summarize.source import Source as Source

# The table of contents. A name is imported when it is first used (PEP 562): Pydantic alone is half of what
# `summarize --help` would otherwise wait for.
_WHERE = {
    "api.briefs": ("brief", "update"),
    "api.claims": ("check",),
    "api.corpora": ("brief_stories", "group_stories"),
    "api.estimates": ("estimate", "estimate_stories"),
    "checking.claims": ("CheckResult", "Checkable"),
    "costing.estimate": ("Estimate",),
    "errors": (
        "BriefingError", "BudgetError", "ClaimsError", "EngineError", "ModelFileError", "NoEngineError", "OutputError",
        "ReplayError", "ReplyError", "SchemaError", "SourceError", "SummarizeError", "UsageError",
    ),
    "briefing.file": ("Briefing",),
    "models": ("Citation", "Claim", "Finding"),
    "records": ("Conflict", "Section"),
    "source": ("Source",),
}  # fmt: skip
_MODULE = {name: module for module, names in _WHERE.items() for name in names}

__all__ = sorted(_MODULE)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name not in _MODULE:
        raise AttributeError(f"module 'summarize' has no attribute {name!r}")
    return getattr(import_module(f"summarize.{_MODULE[name]}"), name)


def __dir__() -> list[str]:
    return __all__
