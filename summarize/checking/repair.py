"""A claim that its citations do not carry -> one that they do carry, in new words or in those of the citations themselves."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, create_model

from summarize.checking.article import check_claims
from summarize.checking.listing import Item, Shown, groups, values, windows
from summarize.checking.support import check_claim
from summarize.checking.wording import wording
from summarize.engines import Engine
from summarize.engines.prompts import prompt
from summarize.errors import EngineError
from summarize.extracting.windows import shown as on_one_line
from summarize.models import Checked, Claim, Usage
from summarize.schema.wire import STATEMENT_LENGTH


class Reworded(BaseModel):
    model_config = ConfigDict(extra="forbid")

    statement: str = Field(min_length=1, max_length=STATEMENT_LENGTH)


class _Second(NamedTuple):
    """The statement that the model gave when it was asked again, or why there is none."""

    statement: str = ""
    why: str = "it gave no other"


def repair_claims(
    checked: Sequence[Checked], questions: Mapping[str, str], engine: Engine, *, shown: Shown | None = None
) -> tuple[tuple[Checked, ...], Usage]:
    """Give the claims of an article that are not supported other statements, in their order; see `repair`.

    `questions`: section -> what it asks. An engine that writes is asked once for all of them (a long list in several
    questions), and their new statements are checked together, with `shown` as in `check_claims`. Raises ReplayError only.
    """
    if engine.way == "weighs":
        each = [repair(one, questions.get(one.claim.section, ""), engine) for one in checked]
        return tuple(final for final, _ in each), sum((usage for _, usage in each), Usage())
    items = {
        n: Item(one.claim, values(one.claim, shown), one.reasons, questions.get(one.claim.section, ""))
        for n, one in enumerate(checked)
        if one.verdict in {"partly", "unsupported"}
    }
    seconds, asked = _seconds(items, engine)
    new = {n: _restated(checked[n].claim, second.statement) for n, second in seconds.items() if second.statement}
    again, judged = check_claims(tuple(new.values()), engine, shown=shown)
    judgements = dict(zip(new, again, strict=True))
    return tuple(_final(one, seconds.get(n), judgements.get(n)) for n, one in enumerate(checked)), asked + judged


def _restated(claim: Claim, statement: str) -> Claim:
    return claim.model_copy(update={"statement": statement})


def _final(first: Checked, second: _Second | None, again: Checked | None) -> Checked:
    """A supported claim as it is; else its second statement, if that one is supported; else what it cites."""
    if first.verdict == "supported":
        return first
    if again is not None and again.verdict == "supported":
        return again.model_copy(update={"reasons": (f"the model's first statement {_refusal(first)}",)})
    why = f"the model's statement {_refusal(first)}"
    if second is None:
        return quoted(first.claim, why)
    return quoted(first.claim, f"{why}. Asked again, {second.why if again is None else f'its second {_refusal(again)}'}")


def _seconds(items: Mapping[int, Item], engine: Engine) -> tuple[dict[int, _Second], Usage]:
    """Ask for other statements: one question for each window of items. What fails is why there is none."""
    numbers = {id(item): n for n, item in items.items()}
    found: dict[int, _Second] = {}
    usage = Usage()
    for window in windows(tuple(items.values())):
        try:
            given, spent = _asked_for(window, engine)
        except EngineError as error:
            given, spent = [_Second(why=f"it failed: {error}")] * len(window), error.usage
        usage += spent
        found |= {numbers[id(item)]: second for item, second in zip(window, given, strict=True)}
    return found, usage


def _asked_for(window: Sequence[Item], engine: Engine) -> tuple[list[_Second], Usage]:
    reply = engine.reply(prompt("repair_claims", groups=groups(window)), _shape(len(window)))
    given: dict[int, str] = {}
    for each in getattr(reply.value, "claims"):  # noqa: B009  the class is made at run time
        given.setdefault(each.claim, " ".join(each.statement.split()))
    statements = [given.get(n, "") for n in range(1, len(window) + 1)]
    others = ["" if new == item.claim.statement else new for new, item in zip(statements, window, strict=True)]
    return [_Second(statement) for statement in others], reply.usage


def _shape(count: int) -> type[BaseModel]:
    """The wire shape for so many claims: as many statements, each for one of them."""
    fields: dict[str, Any] = {
        "claim": (Annotated[int, Field(ge=1, le=count)], ...),
        "statement": (Annotated[str, Field(max_length=STATEMENT_LENGTH)], ...),
    }
    mended = create_model("Mended", __config__={"extra": "forbid"}, **fields)
    claims: Any = Annotated[list[mended], Field(max_length=count)]
    return create_model("MendedClaims", __config__={"extra": "forbid"}, claims=(claims, ...))


def repair(checked: Checked, question: str, engine: Engine) -> tuple[Checked, Usage]:
    """Give a claim that is not supported another statement, and say in its reasons why; a supported one stays as it is.

    `question` is what its section asks. The model is asked once for a statement that says only what the citations say, and
    that is verified like the first. Where it is not supported either, the claim is `quoted`. So is one that could not be
    judged, without asking: a quotation needs no model. The values stay. Raises ReplayError only.
    """
    if checked.verdict == "supported":
        return checked, Usage()
    refused = f"the model's statement {_refusal(checked)}"
    if checked.verdict == "unchecked":
        return quoted(checked.claim, refused), Usage()
    again, why, usage = _asked_again(checked, question, engine)
    if again is None:
        return quoted(checked.claim, f"{refused}. Asked again, {why}"), usage
    return again.model_copy(update={"reasons": (f"the model's first statement {_refusal(checked)}",)}), usage


def quoted(claim: Claim, why: str) -> Checked:
    """The claim with its cited sentences, word for word, in place of its statement: they carry themselves."""
    cited = [c.quote for c in claim.citations]
    words = " ".join(" ".join(cited).split())
    spoken = claim.model_copy(update={"statement": words, **dict(wording(cited, words))})
    return Checked(claim=spoken, verdict="supported", reasons=(" ".join(why.split()),), quoted=True)


def _asked_again(checked: Checked, question: str, engine: Engine) -> tuple[Checked | None, str, Usage]:
    """The claim with a new statement that is supported, or None and why there is none; and what it took."""
    claim = checked.claim
    asked = prompt(
        "repair",
        sentences=[on_one_line(c.quote) for c in claim.citations],
        context=[on_one_line(c.quote) for c in claim.context],
        question=question,
        statement=on_one_line(claim.statement),
        reasons=[on_one_line(reason) for reason in checked.reasons],
    )
    try:
        reply = engine.reply(asked, Reworded)
    except EngineError as error:
        return None, f"it failed: {error}", error.usage
    statement = " ".join(reply.value.statement.split())
    if statement in ("", claim.statement):
        return None, "it gave no other", reply.usage
    again, spent = check_claim(claim.model_copy(update={"statement": statement}), engine)
    if again.verdict == "supported":
        return again, "", reply.usage + spent
    return None, f"its second {_refusal(again)}", reply.usage + spent


def _refusal(checked: Checked) -> str:
    how = "was not checked" if checked.verdict == "unchecked" else "was not carried"
    return f"{how}: {'; '.join(checked.reasons)}"
