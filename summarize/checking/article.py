"""All claims of an article at once: guards look at each, and a model that writes is asked about the rest in one question.

It says of each whether its sentences carry it, and where they do not, gives another statement that they do carry. Guards look
at that one, too.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple, get_args

from pydantic import BaseModel, Field, create_model

from summarize.checking.guards import Kind, guards, objections
from summarize.checking.listing import Item, Shown, lines, sentences, values, windows
from summarize.checking.repair import quoted, repair
from summarize.checking.support import Look, Support, check_claim, looked_at, worded
from summarize.engines import Engine
from summarize.engines.prompts import prompt
from summarize.errors import EngineError, PendingError, ReplyError
from summarize.extracting.windows import shown as on_one_line
from summarize.models import Checked, Claim, Verdict
from summarize.records import Usage
from summarize.schema.wire import STATEMENT_LENGTH, VALUES

_MISSING = 300  # code points of what is not carried; a statement has fewer
_NUMBER = re.compile(r"\d[\d.,]*(?<=\d)")
_NUMBERED = re.compile(r"\b([A-Z](?:[\w.]*\w)?)\.?\s+(\d+)\b")  # a name that ends in a number

Said = Literal["carried", "in part", "not carried"]  # from good to bad: of two verdicts on one claim the last counts
# What a value may lack in its own sentences although the model says nothing of it.
_WORDED: frozenset[Kind] = frozenset({"numbers", "names"})


class _Opinion(NamedTuple):
    said: Said
    missing: str
    instead: str
    wrong: tuple[str, ...]


class _Known(NamedTuple):
    """A claim as guards leave it: what they refuse for good, what they note, and what is printed with it."""

    claim: Claim
    look: Look
    refused: tuple[str, ...]
    item: Item
    final: frozenset[Kind] | None = None


def review(
    claims: Sequence[Claim],
    engine: Engine,
    *,
    questions: Mapping[str, str],
    shown: Shown | None = None,
    final: frozenset[Kind] | None = None,
) -> tuple[tuple[Checked, ...], Usage]:
    """Check the claims of an article against their citations, in their order, and give what is not carried other words.

    An engine that writes is asked once about all claims that guards leave open or refuse (a long list in several questions);
    one that weighs, claim by claim, with its section's question (`questions`: section -> what it asks). `shown` gives the
    values of a claim that are to be judged with its statement, as they are no copied text; what is not carried of these goes.
    `final`: the kinds of guards whose refusal no model overrules, by default all but those that ask who or what is meant; then
    what others find are notes for it. A claim that is not carried either way, or could not be judged, is `quoted`. Raises
    ReplayError only.
    """
    if engine.way == "weighs":
        each = [_one(claim, questions.get(claim.section, ""), engine) for claim in claims]
        return tuple(checked for checked, _ in each), sum((usage for _, usage in each), Usage())
    known = [_known(claim, shown, final) for claim in claims]
    asked = {one.item.asked: one.item for one in known if not _settled(one)}
    opinions, usage = _opinions(list(asked.values()), engine)
    return tuple(_reviewed(one, opinions.get(one.item.asked)) for one in known), usage


# Of a statement over several claims, which have been checked one by one. It is in other words on purpose, and guards read word
# by word: of 267 such statements over three stories to which they objected a careful reader found 233 carried.
COMMON: frozenset[Kind] = frozenset({"numbers", "orders"})


def carried(claims: Sequence[Claim], engine: Engine, *, final: frozenset[Kind]) -> tuple[tuple[Support, ...], Usage]:
    """Do their citations, read alone, carry the statements? Looked at as in `review`, and nothing is given other words.

    What a guard of a `final` kind refuses is carried in part at most, and nobody is asked. What could not be judged is
    `unchecked`, with the failure as its reason. Raises ReplayError only.
    """
    if engine.way == "weighs":
        each = [check_claim(claim, engine) for claim in claims]
        return tuple(Support(one.verdict, one.reasons) for one, _ in each), sum((usage for _, usage in each), Usage())
    known = [_known(claim, None, final) for claim in claims]
    asked = {one.item.asked: one.item for one in known if not _settled(one) and not one.refused}
    opinions, usage = _opinions(list(asked.values()), engine)
    return tuple(_support(one, opinions.get(one.item.asked)) for one in known), usage


_VERDICTS: Mapping[Said, Verdict] = {"carried": "supported", "in part": "partly", "not carried": "unsupported"}


def _support(one: _Known, opinion: _Opinion | str | None) -> Support:
    if one.refused:
        return Support("partly", one.refused)
    if isinstance(opinion, str):
        return Support("unchecked", (f"the model could not judge it: {opinion}",))
    return Support(_VERDICTS[opinion.said], one.item.notes) if opinion else Support("supported")


def _one(claim: Claim, question: str, engine: Engine) -> tuple[Checked, Usage]:
    first, judged = check_claim(claim, engine)
    final, repaired = repair(first, question, engine)
    return final, judged + repaired


def _known(claim: Claim, shown: Shown | None, final: frozenset[Kind] | None) -> _Known:
    look = looked_at(claim)
    open_kinds = _open_kinds(claim) if claim.context else frozenset()
    blocking = [o for o in look.reading.objections if o.weight == "block" and o.kind not in open_kinds]
    lasting = [o for o in blocking if final is None or o.kind in final]
    unread = look.known.reasons if look.known and look.known.verdict == "unchecked" else ()
    refused = (*unread, *(o.reason for o in lasting))
    notes = tuple(o.reason for o in look.reading.objections if o not in lasting) if final is None else ()
    return _Known(claim, look, refused, Item(claim, values(claim, shown), notes, refused=refused), final)


def _open_kinds(claim: Claim) -> frozenset[Kind]:
    """What hangs on whom and what a word of the cited sentences means: a model that reads their context knows that better."""
    meant = frozenset(kind for kind, guard in guards().items() if guard.EFFECT.meant)
    return meant | {"numbers"} if _names_alone(claim) else meant


def _names_alone(claim: Claim) -> bool:
    """Do all numbers that the cited text lacks belong to names of the context, as in "HR 1" or "Resolution 2231"?"""
    cited, context = ("\n".join(c.quote for c in each) for each in (claim.citations, claim.context))
    new = set(_NUMBER.findall(claim.statement)) - set(_NUMBER.findall(cited))
    return bool(new) and new <= {number for _, number in _numbered_names(claim.statement) & _numbered_names(context)}


def _numbered_names(text: str) -> set[tuple[str, str]]:
    return {(name.replace(".", ""), number) for name, number in _NUMBERED.findall(text)}


def _settled(one: _Known) -> bool:
    """Carried word for word; what carries a statement so need not carry a value that was chosen for it."""
    return one.look.known is not None and one.look.known.verdict == "supported" and not one.item.values


def _reviewed(one: _Known, opinion: _Opinion | str | None) -> Checked:
    """`opinion`: the model's, why there is none, or None where it was not asked."""
    if opinion is None:
        return Checked(claim=worded(one.claim, one.look.reading), verdict="supported")
    if isinstance(opinion, str):
        why = one.refused or (f"the model could not judge it: {opinion}", *one.item.notes)
        how = "was not carried" if one.refused else "was not checked"
        return _quoted(one, f"the model's statement {how}: {'; '.join(why)}")
    carried = opinion.said == "carried" and not one.refused
    lost = opinion.said == "not carried"
    wrong = {
        name for name, value in one.item.values if name in opinion.wrong or not (carried or _stands(value, one, lost=lost))
    }
    claim = one.claim.model_copy(update={"values": {k: v for k, v in one.claim.values.items() if k not in wrong}})
    dropped = tuple(f"the cited text does not carry the value of {name}" for name in sorted(wrong))
    if carried:
        return Checked(claim=worded(claim, one.look.reading), verdict="supported", reasons=(*one.item.notes, *dropped))
    return _instead(one._replace(claim=claim), opinion, dropped)


def _stands(value: str, one: _Known, *, lost: bool) -> bool:
    """May a value stay whose statement was refused? Not where that was not carried at all (`lost`).

    And a number or a name only if the cited text has it, whatever the model says.
    """
    cited = [c.quote for c in one.claim.citations]
    return not lost and not any(o.kind in _WORDED and o.weight == "block" for o in objections(value, cited))


def _instead(one: _Known, opinion: _Opinion, dropped: tuple[str, ...]) -> Checked:
    """The claim with the statement that the model gives in place of the first, if no guard refuses that."""
    missing = (
        f"the cited text does not carry: {opinion.missing}" if opinion.missing else "the cited text does not carry all of it"
    )
    why = "; ".join((*(one.refused or (missing,)), *one.item.notes))
    first = f"the model's first statement was not carried: {why}"
    if opinion.instead in ("", one.claim.statement):
        return _quoted(one, f"{first}. It gave no other")
    again = _known(one.claim.model_copy(update={"statement": opinion.instead}), None, one.final)
    if again.refused:
        return _quoted(one, f"{first}. Its second was not carried: {'; '.join(again.refused)}")
    return Checked(claim=worded(again.claim, again.look.reading), verdict="supported", reasons=(first, *dropped))


def _quoted(one: _Known, why: str) -> Checked:
    """What it cites in place of the statement, without the values that were judged with that."""
    judged = {name for name, _ in one.item.values}
    kept = {name: value for name, value in one.claim.values.items() if name not in judged}
    return quoted(one.claim.model_copy(update={"values": kept}), why)


def _opinions(items: Sequence[Item], engine: Engine) -> tuple[dict[tuple[object, ...], _Opinion | str], Usage]:
    """What the engine says of each item, or why it says nothing. Where no call can succeed, no further one is made."""
    found: dict[tuple[object, ...], _Opinion | str] = {}
    usage = Usage()
    down: str | None = None
    for window in windows(items):
        why = down or "it gave no verdict on it"
        given: dict[int, _Opinion] = {}
        if down is None:
            try:
                given, spent = _asked(window, engine)
                usage += spent
            except EngineError as error:
                usage += error.usage
                why = str(error)
                down = None if isinstance(error, ReplyError | PendingError) else why
        found |= {item.asked: given.get(n, why) for n, item in enumerate(window, 1)}
    return found, usage


def _asked(window: Sequence[Item], engine: Engine) -> tuple[dict[int, _Opinion], Usage]:
    cited = sentences(window)
    shown = [(n, on_one_line(c.quote)) for n, c in enumerate(cited, 1)]
    reply = engine.reply(prompt("judge_claims", sentences=shown, claims=lines(window, cited)), _shape(len(window)))
    given: dict[int, list[_Opinion]] = {}
    for each in getattr(reply.value, "verdicts"):  # noqa: B009  the class is made at run time
        missing, instead = (" ".join(text.split()) for text in (each.missing, each.instead))
        given.setdefault(each.claim, []).append(_Opinion(each.verdict, missing, instead, tuple(each.wrong)))
    worst = {n: max(opinions, key=lambda o: get_args(Said).index(o.said)) for n, opinions in given.items()}
    return worst, reply.usage


def _shape(count: int) -> type[BaseModel]:
    """The wire shape for so many claims: as many verdicts, each on one of them."""
    fields: dict[str, Any] = {
        "claim": (Annotated[int, Field(ge=1, le=count)], ...),
        "verdict": (Said, ...),
        "missing": (Annotated[str, Field(max_length=_MISSING)], ...),
        "instead": (Annotated[str, Field(max_length=STATEMENT_LENGTH)], ...),
        "wrong": (Annotated[list[Annotated[str, Field(max_length=_MISSING)]], Field(max_length=VALUES)], ...),
    }
    judged = create_model("Judged", __config__={"extra": "forbid"}, **fields)
    verdicts: Any = Annotated[list[judged], Field(max_length=count)]
    return create_model("Verdicts", __config__={"extra": "forbid"}, verdicts=(verdicts, ...))
