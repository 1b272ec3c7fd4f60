"""All claims of an article at once: guards look at each, and a model that writes is asked about the rest in one question."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, Field, create_model

from summarize.checking.listing import Item, Shown, groups, values, windows
from summarize.checking.support import Look, Support, check_claim, looked_at, worded
from summarize.engines import Engine
from summarize.engines.prompts import prompt
from summarize.errors import EngineError, ReplyError
from summarize.models import Checked, Claim, Usage, Verdict

_MISSING = 300  # code points of what is not carried; a statement has fewer

Said = Literal["carried", "in part", "not carried"]
# From bad to good: of two verdicts on one claim the first counts.
_VERDICTS: dict[Said, Verdict] = {"not carried": "unsupported", "in part": "partly", "carried": "supported"}


class _Opinion(NamedTuple):
    said: Said
    missing: str


def check_claims(claims: Sequence[Claim], engine: Engine, *, shown: Shown | None = None) -> tuple[tuple[Checked, ...], Usage]:
    """Check the claims of an article against their citations, in their order.

    An engine that writes is asked once for all claims that guards leave open (a long list in several questions); one that
    weighs, claim by claim. `shown` gives the values of a claim that are to be judged with its statement, as they are no copied
    text; an engine that weighs is shown none. Where the engine fails, or says nothing of a claim, that is `unchecked`. Raises
    ReplayError only.
    """
    if engine.way == "weighs":
        each = [check_claim(claim, engine) for claim in claims]
        return tuple(checked for checked, _ in each), sum((usage for _, usage in each), Usage())
    looks = [looked_at(claim) for claim in claims]
    items = [Item(claim, values(claim, shown), look.reading.doubts) for claim, look in zip(claims, looks, strict=True)]
    left = {item.asked: item for item, look in zip(items, looks, strict=True) if not _settled(item, look)}
    answers, usage = _answers(list(left.values()), engine)
    found = [answers.get(item.asked) or look.known for item, look in zip(items, looks, strict=True)]
    return tuple(map(_checked, claims, looks, found)), usage


def _settled(item: Item, look: Look) -> bool:
    """Guards know enough. What carries a statement word for word need not carry a value that was chosen for it."""
    return look.known is not None and not (item.values and look.known.verdict == "supported")


def _checked(claim: Claim, look: Look, found: Support | None) -> Checked:
    assert found is not None, "what guards leave open has an answer"
    return Checked(claim=worded(claim, look.reading), verdict=found.verdict, reasons=found.reasons)


def _answers(items: Sequence[Item], engine: Engine) -> tuple[dict[tuple[object, ...], Support], Usage]:
    """What the engine says of each item. Where it is plain that no call can succeed, no further one is made."""
    found: dict[tuple[object, ...], Support] = {}
    usage = Usage()
    down: str | None = None
    for window in windows(items):
        opinions: list[_Opinion | None] = [None] * len(window)
        why = down
        if down is None:
            try:
                opinions, spent = _asked(window, engine)
                usage += spent
            except EngineError as error:
                usage += error.usage
                why = str(error)
                down = None if isinstance(error, ReplyError) else why
        found |= {item.asked: _support(item, opinion, why) for item, opinion in zip(window, opinions, strict=True)}
    return found, usage


def _asked(window: Sequence[Item], engine: Engine) -> tuple[list[_Opinion | None], Usage]:
    reply = engine.reply(prompt("judge_claims", groups=groups(window)), _shape(len(window)))
    given: dict[int, list[_Opinion]] = {}
    for each in getattr(reply.value, "verdicts"):  # noqa: B009  the class is made at run time
        given.setdefault(each.claim, []).append(_Opinion(each.verdict, " ".join(each.missing.split())))
    worst = {n: min(opinions, key=lambda o: list(_VERDICTS).index(o.said)) for n, opinions in given.items()}
    return [worst.get(n) for n in range(1, len(window) + 1)], reply.usage


def _shape(count: int) -> type[BaseModel]:
    """The wire shape for so many claims: as many verdicts, each on one of them."""
    fields: dict[str, Any] = {
        "claim": (Annotated[int, Field(ge=1, le=count)], ...),
        "verdict": (Said, ...),
        "missing": (Annotated[str, Field(max_length=_MISSING)], ...),
    }
    judged = create_model("Judged", __config__={"extra": "forbid"}, **fields)
    verdicts: Any = Annotated[list[judged], Field(max_length=count)]
    return create_model("Verdicts", __config__={"extra": "forbid"}, verdicts=(verdicts, ...))


def _support(item: Item, opinion: _Opinion | None, failure: str | None) -> Support:
    """The verdict, with the words that are not carried as the reason: they are what a repair can mend."""
    if opinion is None:
        why = f"the model could not judge it: {failure}" if failure else "the model gave no verdict on it"
        return Support("unchecked", (why, *item.notes))
    if opinion.said == "carried":
        return Support("supported", item.notes)
    missing = (
        f"the cited text does not carry: {opinion.missing}" if opinion.missing else "the cited text does not carry all of it"
    )
    return Support(_VERDICTS[opinion.said], (missing, *item.notes))
