"""Page furniture: what stood around the article on its page. It is marked, never cut. Pure.

Rules, not a model: phrases that address the reader of a page and open a sentence (a quoted sentence opens with its quote
mark, so speech is safe), places (after a comment form, under "Related articles"), and shapes (a lone number, a headline
that comes again at the end). A rule takes a whole sentence or nothing.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from summarize.models import Role, Sentence

# After a comment form the article is over. More sentences than this are not a page's tail but another text.
LONGEST_TAIL = 12
# Under "Related articles" come this many headlines at most.
LONGEST_LIST = 10
# A headline has at least so many words; shorter lines at an end may be a byline, a place or an answer.
SHORTEST_HEADLINE = 4

_NETWORK = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|tumblr|instagram|youtube|tiktok|threads|bluesky|"
    r"mastodon|viber|messenger|email|e-mail|print|copy link|pocket|flipboard|google news|rss|share|tweet|more)"
)
_PAGE_WORD = (
    r"(?:newsletters?|e-?mails?|updates|posts|alerts|inbox|channel|podcast|feed|notifications|bulletin|digest|mailing list)"
)
_NOT_TO_BE = r"(?:published|reproduced|republished|redistributed|prohibited)"

# Whole sentences.
_ALONE = (
    r"\(?\d{1,4}\)?",
    r"(?:\d+|no|one) (?:comments?|shares?|views?|likes?|replies|responses?)(?: yet)?",
    r"(?:add|leave|post|write|submit) (?:a |your )?(?:comment|reply)s?(?: cancel reply| below)?",
    r"(?:comments?|cancel reply|comments are closed|view all posts|view comments|join the (?:conversation|discussion))",
    r"(?:advertisements?|advertising|ad|ads by \w+|sponsored(?: content| post)?|promoted(?: content)?|paid (?:content|post))",
    r"(?:advertisement|ad)\W+(?:continue|scroll|article continues|story continues)\b.*",
    r"(?:article|story|text) continues (?:below|after)\b.*",
    r"continue reading|scroll to continue|(?:read|see|show|load) more|read the (?:full|whole) (?:story|article)(?: here)?",
    (
        r"(?:related|recommended|trending|popular|latest|recent|top|more|most read|most popular|similar|further|other) "
        r"(?:articles?|posts?|stories|story|news|topics?|coverage|content|videos?|reading|headlines|links|tags)"
    ),
    r"related|see also|(?:recommended|more) for you|most read|trending now|what to read next|up next|don['’]t miss",
    r"you (?:may|might) (?:also )?(?:like|be interested in)|editors?['’]?s? (?:picks?|choice)",
    rf"(?:share(?: on| via| to| with)?|follow(?: us)?(?: on)?)?(?:[\s,|/·•]*{_NETWORK})+",
    r"(?:share|tweet|pin it|print|e-?mail)(?: (?:this|the))?(?: (?:article|story|post|page|news))?",
    r"share (?:this )?(?:with (?:your )?friends|on social media)",
    r"(?:accept|reject|allow|manage)(?: all)? (?:cookies|preferences|settings)|cookie (?:policy|settings|preferences|notice)",
    r"privacy policy|terms (?:of (?:use|service)|and conditions)|contact us|about us|imprint|sitemap|log ?in|sign ?in|register",
    r"(?:subscribe|sign up|donate)(?: now)?|skip to (?:main )?content|back to top|(?:main )?menu|search|home|newsletter",
    r"(?:previous|next|older|newer) (?:post|article|story|entry)s?",
    r"реклама|поділитися|поделиться|коментарі|комментарии|anzeige|werbung|teilen|kommentare|publicité|partager|publicidad",
    r"compartir|إعلان|شارك",
)

# The way a sentence opens.
_OPENINGS = (
    r"your e-?mail address will not be published\b",
    r"required fields are marked\b",
    r"save my name, e-?mail,? and website in this browser\b",
    r"notify me of (?:new|follow-?up)\b",
    r"this site uses akismet\b|learn how your comment data is processed\b",
    r"(?:please )?(?:log|sign) ?in (?:or (?:register|sign up) )?to (?:leave|post|add|comment|continue|read)\b",
    r"(?:already|not) a (?:subscriber|member)\?",
    (
        r"(?:please |click (?:here )?to |don['’]t forget to )?(?:subscribe|sign up|register)\b"
        rf"(?=.*\b(?:our|your|us|latest|free|daily|weekly|here|now)\b).*\b{_PAGE_WORD}\b"
    ),
    r"(?:please )?subscribe (?:to (?:our|us)|now|today|here)\b",
    rf"(?:get|receive) (?:the |our |all |more |daily |breaking |latest |top )+.*\b(?:in|to|via|by) (?:your )?{_PAGE_WORD}\b",
    r"(?:enter|type) your e-?mail\b",
    r"(?:join|become) (?:our|the) .*\b(?:newsletter|channel|mailing list|subscribers)\b",
    rf"(?:please )?(?:follow|like|find|join) (?:us|our) (?:page )?(?:on|at|via) \W?(?:{_NETWORK}|social)\b",
    r"follow @?\w+(?: \w+)? on (?:facebook|twitter|x|instagram|telegram|youtube|linkedin|tiktok|google news|whatsapp)\b",
    r"share (?:this|the) (?:article|story|post|page|news)(?: (?:on|via|with|by)\b|\s*:)",
    r"share this\s*:",
    r"(?:read (?:more|also|next)|also read|see also|related(?: articles?| posts?)?|more on this)\s*[:|»>→]",
    r"click here (?:to|for)\b",
    r"(?:download|get) (?:our|the) .{0,30}\bapp\b",
    r"(?:this (?:web)?site|our (?:web)?site|we(?: and our partners)?) (?:uses?|store)\b.*\bcookies?\b",
    r"by (?:continuing|using|browsing|clicking)\b.*\byou (?:agree|consent|accept)\b.*\b(?:cookies?|terms|policy)\b",
    r"(?:copyright\s*)?(?:©|\(c\)|&copy;)\s*(?:copyright\s*)?(?:\d{4}|[a-z])|copyright \d{4}\b",
    r"all rights reserved\b",
    rf"(?:this (?:material|content|article)|no part of this \w+) may not be .*\b{_NOT_TO_BE}\b|reproduction .*is prohibited\b",
    r"(?:proudly )?powered by (?:wordpress|blogger|disqus|ghost|drupal|joomla|squarespace|wix)\b",
    r"(?:tags?|tagged|filed under|posted in|categories|category|source link|short ?link|permalink)\s*:",
    r"(?:photo|image|picture|video|featured image)s? (?:credit|courtesy|source)s?\s*(?::|of\b|by\b)",
    r"(?:this |the )?\w+ is a (?:\S+ ){0,5}(?:wordpress|joomla|drupal|blogger|shopify) (?:theme|template|plugin)\b",
    r"(?:it['’]s|it is)\b(?=.*\bbeautifully designed\b)(?=.*\b(?:conversions?|visitors?|readers)\b)",
    r"читайте (?:також|также|нас|ще|еще|ещё)\b",
    r"(?:підписуйтесь|підпишіться|подписывайтесь|подпишитесь) на\b",
    r"ваша? (?:e-?mail|электронн\w+|електронн\w+) .*(?:опубликован|оприлюднен|опублікован)",
    r"(?:lesen sie auch|mehr zum thema|lire aussi|à lire aussi|lea también|te puede interesar|leggi anche|czytaj także)\b",
    r"ihre e-?mail-adresse wird nicht veröffentlicht\b|newsletter abonnieren\b|اقرأ أيضا",
)

# These open a sentence of a page only where it has no full stop: a link, not prose.
_LINKS = (
    r"discover more from\b",
    r"(?:read|see|get) more (?:about|on|from|of|at|news|stories|»|›|→)",
    r"more (?:from|in|on|news|stories)\b",
    r"(?:related|recommended)(?: articles?| stories| posts?)?\s*[:–—-]",
    r"(?:share|tweet|pin) (?:this|on|via)\b",
    r"(?:click|tap|swipe) (?:here|to)\b",
    r"continue reading\b",
)


def _any(patterns: tuple[str, ...]) -> str:
    return "(?:" + "|".join(f"(?:{p})" for p in patterns) + ")"


_COMMENT_FORM = re.compile(
    r"(?i)your e-?mail address will not be published\b|(?:leave|post) a (?:reply|comment)\b|ihre e-?mail-adresse wird"
)
_LIST_HEAD = re.compile(
    r"(?i)(?:related|recommended|trending|latest|most read|see also|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|more (?:stories|articles|news|for you)|read (?:more|also|next)|what to read next|editors?['’]?s? picks?)\b"
)
_LEAD = r"(?i)[\s*•►▶»>|#_\[(–—-]*"
_WHOLE = re.compile(r"(?i)\W*" + _any(_ALONE) + r"\W*")
_OPENING = re.compile(_LEAD + _any(_OPENINGS))
_LINK = re.compile(_LEAD + _any(_LINKS))
_STOPPED = re.compile(r"[.!?…。؟۔][\"'”’»)\]]*$")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an the and or but nor as at by for from in into of off on onto out over per to up via with amid after before about "
        "against between during near than under until versus vs v de la le von van der is are be it its",
    )
)


def mark(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Give the same sentences, those that are page furniture with that role. None is dropped, none loses its mark."""
    marked = {i for i, s in enumerate(sentences) if s.role is Role.FURNITURE or _is_furniture(s.text)}
    for more in (_lists, _form_tail, _headline_again):
        marked |= more(sentences, marked)
    return tuple(s.model_copy(update={"role": Role.FURNITURE}) if i in marked else s for i, s in enumerate(sentences))


def _is_furniture(text: str) -> bool:
    if _WHOLE.fullmatch(text) or _OPENING.match(text):
        return True
    return _LINK.match(text) is not None and not _STOPPED.search(text)


def _lists(sentences: tuple[Sentence, ...], marked: set[int]) -> set[int]:
    """Headlines without a full stop right under a head such as "Related articles"."""
    heads = [i for i in marked if _LIST_HEAD.search(sentences[i].text) and not _STOPPED.search(sentences[i].text)]
    return {i for head in heads for i in _headlines(sentences, head + 1)}


def _headlines(sentences: tuple[Sentence, ...], start: int) -> Iterator[int]:
    return takewhile(lambda i: _is_headline(sentences[i].text), range(start, min(len(sentences), start + LONGEST_LIST)))


def _form_tail(sentences: tuple[Sentence, ...], marked: set[int]) -> set[int]:
    """All that follows a comment form, where the form stands in the second half and little follows."""
    form = next((i for i in sorted(marked) if 2 * i >= len(sentences) and _COMMENT_FORM.search(sentences[i].text)), None)
    if form is None or len(sentences) - form > LONGEST_TAIL:
        return set()
    return set(range(form, len(sentences)))


def _headline_again(sentences: tuple[Sentence, ...], marked: set[int]) -> set[int]:
    """The last line of the article, where it is a headline: of this article once more, or of the next one."""
    own = [i for i in range(len(sentences)) if i not in marked]
    if len(own) < 3:
        return set()
    last = sentences[own[-1]].text
    again = _key(last) == _key(sentences[own[0]].text) and len(_key(last)) >= SHORTEST_HEADLINE
    return {own[-1]} if again or _is_headline(last) else set()


def _key(text: str) -> tuple[str, ...]:
    return tuple(w.casefold() for w in _WORD.findall(text))


def _is_headline(text: str) -> bool:
    """Say whether a line has a headline's shape: no full stop, and every word capitalised that is not a small one."""
    words = [w for w in _WORD.findall(text) if w.casefold() not in _SMALL_WORDS]
    if len(words) < SHORTEST_HEADLINE or _STOPPED.search(text) or text[0] in '"“‘«„':
        return False
    return all(w[0].isupper() or w[0].isdigit() for w in words) and any(w[0].isupper() for w in words)
