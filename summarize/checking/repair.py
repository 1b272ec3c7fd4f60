"""A claim that its citations do not carry -> one that they do carry, in new words or in those of the citations themselves."""

from pydantic import BaseModel, ConfigDict, Field

from summarize.checking.support import check_claim
from summarize.checking.wording import wording
from summarize.engines import Engine
from summarize.engines.prompts import prompt
from summarize.errors import EngineError
from summarize.extracting.windows import shown as on_one_line
from summarize.models import Checked, Claim
from summarize.records import Usage
from summarize.schema.wire import STATEMENT_LENGTH


class Reworded(BaseModel):
    model_config = ConfigDict(extra="forbid")

    statement: str = Field(min_length=1, max_length=STATEMENT_LENGTH)


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
