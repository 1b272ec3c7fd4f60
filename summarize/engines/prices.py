"""What a call cost. The table of prices is genai-prices', which its makers keep; nothing is fetched."""

from summarize.records import Usage

BATCH = {"processing": "batch"}  # the table's name for it; half the price, at those who publish one


def cost(provider: str, model: str, usage: Usage, *, batch: bool = False) -> float | None:
    """US dollars for the tokens of `usage`; None where the table knows no price: own servers, unknown models.

    `batch`: as a part of a batch, where the provider has a price for that.
    """
    from genai_prices import Usage as Tokens
    from genai_prices import calc_price

    tokens = Tokens(
        input_tokens=usage.prompt_tokens,  # the cached ones are among them
        cache_read_tokens=usage.cached_tokens,
        output_tokens=usage.completion_tokens,
    )
    try:
        return float(calc_price(tokens, model, provider_id=provider, price_context=BATCH if batch else None).total_price)
    except (LookupError, ValueError):
        return None
