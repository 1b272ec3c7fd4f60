"""What a call cost. The table of prices is genai-prices', which its makers keep; nothing is fetched."""

from summarize.records import Usage


def cost(provider: str, model: str, usage: Usage) -> float | None:
    """US dollars for the tokens of `usage`; None where the table knows no price: own servers, unknown models."""
    from genai_prices import Usage as Tokens
    from genai_prices import calc_price

    tokens = Tokens(
        input_tokens=usage.prompt_tokens,  # the cached ones are among them
        cache_read_tokens=usage.cached_tokens,
        output_tokens=usage.completion_tokens,
    )
    try:
        return float(calc_price(tokens, model, provider_id=provider).total_price)
    except (LookupError, ValueError):
        return None
