"""How a text names somebody or something: its names, and the phrases behind an article. No parser."""

from summarize.language.days import MONTHS, WEEKDAYS
from summarize.language.lexicon import words
from summarize.language.parsing import ParsedText, Token
from summarize.language.speakers import SAYING
from summarize.language.verbs import past

_PHRASE = 4  # content words behind an article that name a thing
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "this", "that", "these", "those"})
_CALENDAR = frozenset({*MONTHS, *WEEKDAYS})
_JOINING = words("context.joining")

Phrase = tuple[Token, ...]


def whole(token: Token, parsed: ParsedText) -> Phrase:
    """A noun with the words that belong to its name: before it, and behind it capitals, a number, `of Norland`."""
    tokens, low, high = parsed.tokens, token.index, token.index + 1
    while low and _describes(tokens[low - 1], token):
        low -= 1
    while high < len(tokens) and tokens[high].clause == token.clause and proper(tokens[high]):
        high += 1
    if token.capital and high < len(tokens) and tokens[high].text.isdigit() and tokens[high].clause == token.clause:
        high += 1
    elif high + 1 < len(tokens) and tokens[high].low in _JOINING and proper(tokens[high + 1]):
        high += 2
    return tokens[low:high]


def _describes(before: Token, noun: Token) -> bool:
    verb = past(before) or before.low in SAYING
    return before.content and before.clause == noun.clause and noun.index - before.index <= _PHRASE and not verb


def proper(token: Token) -> bool:
    return token.capital and token.content and token.low not in _CALENDAR


def referents(around: ParsedText) -> list[Phrase]:
    """The names of the context, and the things that stand there behind an article."""
    found = [_run(t, around) for t in around.content if proper(t) and not _continues(t, around)]
    for token in around.tokens:
        behind = around.tokens[token.index + 1 : token.index + 1 + _PHRASE]
        if token.low in _ARTICLES and behind and behind[0].content:
            end = next((n for n, t in enumerate(behind) if not t.content or t.clause != token.clause or past(t)), len(behind))
            found.append(behind[:end])
    return [phrase for phrase in dict.fromkeys(found) if phrase]


def _continues(token: Token, parsed: ParsedText) -> bool:
    before = parsed.tokens[token.index - 1] if token.index else None
    return before is not None and proper(before) and before.clause == token.clause


def _run(token: Token, parsed: ParsedText) -> Phrase:
    """The capitals from here on: `New York Times`, `Bank of England`."""
    end = token.index + 1
    while end < len(parsed.tokens) and parsed.tokens[end].clause == token.clause:
        following = parsed.tokens[end : end + 2]
        if proper(following[0]):
            end += 1
        elif following[0].low == "of" and len(following) > 1 and proper(following[1]):
            end += 2
        else:
            break
    return parsed.tokens[token.index : end]
