"""How long a question and its answer may be: what servers say of it, and what they betray by their counts. Pure."""

import math
import re
from typing import NamedTuple

# Wordings of OpenAI, Azure, vLLM, SGLang, llama.cpp, LM Studio, Ollama, Mistral, Anthropic, Google, Together, Groq, Fireworks,
# Cerebras, xAI, DeepSeek and OpenRouter, as their users report them.
_TOO_LONG = re.compile(
    r"context[ _](?:length|size|window|limit|overflow)|context the overflows|exceed\w* [^.]{0,20}context"
    r"|too (?:long|many tokens|large for)|(?:request|input|prompt|payload|entity|max\w*_tokens\W*(?:is)?) too large"
    r"|max\w*_tokens\b[^.]{0,60}(?:exceed|at most|less than|must be|should be|maximum|<=|>)|range of max\w*_tokens"
    r"|reduce (?:the length|your message)|token count|number of tokens|maximum prompt length|must be reduced in order",
    re.IGNORECASE,
)
_NEVER_PASSES = re.compile(
    r"request too large|reduce your message|must be reduced in order", re.IGNORECASE
)  # beside a limit's 429
_MOST = re.compile(
    r"at most (\d+) (?:completion|output)|tokens\W+must be less than or equal to\W+(\d+)"
    r"|> (\d+),? which is the maximum allowed number of output|range of max\w*_tokens\D+\d+, ?(\d+)",
    re.IGNORECASE,
)
_CONTEXT = re.compile(
    r"context[ _](?:length|size|window|limit)(?:[^\w\"]| is| of| only){0,6}?(\d+)(?![\d ]*\+)"
    r"|n_ctx\W+(\d+)|(\d+) maximum context|must be <= (\d+)|limit(?: is)? (\d+)|\d > (\d+)|tokens allowed \((\d+)\)"
    r"|maximum prompt length is (\d+)",
    re.IGNORECASE,
)
_PROMPT = re.compile(
    r"(\d+) (?:tokens )?(?:in|of|from)(?: the)? (?:messages|text input|input|prompt)|(\d+) \W?(?:input|inputs|prompt)\W? tokens"
    r"|n_prompt_tokens\W+(\d+)|prompt contains (\d+)|prompt is too long: (\d+)|(\d+) \+ \d+ >|token count \((\d+)\)"
    r"|(?:input|request) \((\d+) tokens\)|first (\d+) tokens|request contains (\d+)",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"requested (?:about |a total of )?(\d+)|current length is (\d+)", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
PAYLOAD_TOO_LARGE, TOO_MANY_REQUESTS = 413, 429
STATUSES = frozenset({400, 413, 422, 429, 500})

LEAST_REPLY = 512  # tokens: what a section with a few answers takes; with less than that, a shorter question is the better way
SPARE = 16  # tokens, for a server that counts a few more the next time

# No tokenizer in use joins words across a space, so a text has at least as many tokens as words; English has 1.3 times as many.
# Signs without spaces between words take up to four to a token (Chinese and Japanese 1.5, Thai 3).
WORDS_READ = 0.85
UNSPACED = 4
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
# Servers that count only what they had not cached report as little as 1. No context is below this.
SMALLEST_CONTEXT = 512


class Overflow(NamedTuple):
    """What a server said of a question that is too long for it. In tokens, None where it did not say.

    `context`: what it can hold. `prompt`: what the question has. `most`: the longest reply that it gives to anyone.
    """

    context: int | None = None
    prompt: int | None = None
    most: int | None = None

    @property
    def room(self) -> int | None:
        """The tokens that are left for a reply."""
        if self.most is not None:
            return self.most
        return self.context - self.prompt - SPARE if self.context is not None and self.prompt is not None else None


def overflow(status: int, words: str, reply_tokens: int) -> Overflow | None:
    """What a refusal with these words says of length, where it is about that. `reply_tokens`: those that were asked for."""
    words = _THOUSANDS.sub("", words)
    if status not in STATUSES or not (_TOO_LONG.search(words) or status == PAYLOAD_TOO_LARGE):
        return None
    if status == TOO_MANY_REQUESTS and not _NEVER_PASSES.search(words):
        return None
    prompt, whole = _number(_PROMPT, words), _number(_WHOLE, words)
    if prompt is None and whole is not None and whole > reply_tokens:
        prompt = whole - reply_tokens
    return Overflow(_number(_CONTEXT, words), prompt, _number(_MOST, words))


def least_tokens(text: str) -> int:
    """A number of tokens that no tokenizer goes below for this text."""
    return math.floor(WORDS_READ * (len(text.split()) + len(_UNSPACED.findall(text)) / UNSPACED))


def _number(pattern: re.Pattern[str], words: str) -> int | None:
    found = pattern.search(words)
    told = next((group for group in found.groups() if group), "") if found else ""
    return int(told) if 0 < len(told) < 10 else None
