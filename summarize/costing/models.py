"""What an estimate means with some models: dollars, and hours."""

from typing import NamedTuple

from summarize.costing.estimate import Estimate, ModelCost
from summarize.engines import prices
from summarize.engines.spending import Price

# Seconds until a reply begins, and tokens a second of one reply. Not measured here: services tell 30 to 200 of these.
BEGINS, WRITES = 1.0, 60.0
MINUTES = 60  # of an hour
# What is commonly taken for such work, the chosen one aside: from small to large, of several services.
KNOWN = (
    "openai/gpt-5-nano",
    "openai/gpt-5-mini",
    "openai/gpt-5",
    "google/gemini-2.5-flash-lite",
    "google/gemini-2.5-flash",
    "mistral/mistral-small-latest",
    "groq/openai/gpt-oss-20b",
    "deepseek/deepseek-chat",
)


class Pace(NamedTuple):
    """Questions at once, and how many requests and tokens a minute there may be."""

    jobs: int
    rpm: int | None = None
    tpm: int | None = None


def costs(estimated: Estimate, model: str, price: Price, pace: Pace) -> ModelCost:
    """What a run costs with a model: nothing of its prompts is taken to be cached, which services give for less."""
    return ModelCost(model=model, dollars=price(estimated.usage), hours=hours(estimated, pace))


def known(estimated: Estimate, pace: Pace) -> tuple[ModelCost, ...]:
    """The same for the models of `KNOWN`. `estimated`: for a model that writes."""
    named = ((model, *model.split("/", 1)) for model in KNOWN)
    dollars = ((model, prices.cost(provider, name, estimated.usage)) for model, provider, name in named)
    return tuple(ModelCost(model=model, dollars=cost, hours=hours(estimated, pace)) for model, cost in dollars)


def hours(estimated: Estimate, pace: Pace) -> float:
    """The hours that a run is likely to take: by how fast replies are written, or by the pace where that is slower."""
    used = estimated.usage
    alone = (used.calls * BEGINS + used.completion_tokens / WRITES) / pace.jobs / 60
    paced = [used.calls / pace.rpm] if pace.rpm else []
    paced += [(used.prompt_tokens + used.completion_tokens) / pace.tpm] if pace.tpm else []
    return max(alone, *paced, 0.0) / MINUTES
