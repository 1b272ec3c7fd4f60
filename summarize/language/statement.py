"""Words of a sentence -> a text that can stand alone: without what a page puts before it, with its marks in pairs. Pure."""

import re

# `WASHINGTON (AP) --`, `ERIE, Pa. -`, `Moscow (Reuters) -`, `(CNN)`: where and by whom it was filed.
_AGENCY = r"\([A-Z][\w ]*\)"
_DASH = r"(?:-{1,2}|–|—)"
_PLACE = r"[A-Z][A-Z.'/ -]+(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
_DATELINE = re.compile(
    rf"^(?:{_PLACE}(?: ?\([\w /]+\))?|[A-Z][\w.' -]{{2,30}}(?:, [A-Z][\w.]+)? {_AGENCY}|{_AGENCY}) ?{_DASH} *(?=[\"“A-Z])"
    r"|^\([A-Z]{2,}\) +"
)
_BULLET = re.compile(r"^[•*·▪►–—-]\s+")
_EDGES = re.compile(r"[\s,;:–—-]+([\"”'’]?)$")
_TWO_STOPS = re.compile(r"[,.]([\"”'’]?)\s*(?<!\.\.)\.$")
_STOPPED = re.compile(r"[.!?…][\"”'’)\]]*$")
# Single marks of quotation; an apostrophe within a word, or behind a plural, is none.
_OPENED = re.compile(r"(?<!\w)['‘](?=\w)")
_UNCLOSED = re.compile(r"(?<!\w)['‘](?=\w)(?!.*[\w.,!?…]['’](?!\w))")
_CLOSED = re.compile(r"[.,!?\])]['’](?!\w)")


def bare(text: str) -> str:
    """A sentence on one line, without the dateline or bullet before it."""
    line = _BULLET.sub("", " ".join(text.split()).rstrip(" *•"))
    return _DATELINE.sub("", line)


def finished(text: str) -> str:
    """With a capital letter first and a stop at the end; a quotation that goes on in the next sentence is closed."""
    text = _closed(_EDGES.sub(r"\1", _TWO_STOPS.sub(r".\1", text.strip().lstrip(" ,;:"))))
    text = _stopped(text)
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


def paired(text: str) -> bool:
    """Say whether each quotation mark and bracket has its partner."""
    single = _UNCLOSED.search(text) or (_CLOSED.search(text) and not _OPENED.search(text))
    pairs = all(text.count(a) == text.count(b) for a, b in ("“”", "()", "[]"))
    return not single and pairs and text.count('"') % 2 == 0


def _stopped(text: str) -> str:
    return text if _STOPPED.search(text) else f"{text}."


def _closed(text: str) -> str:
    for opening, closing in ('""', "“”"):
        if text.count(opening) == 1 and (opening == closing or closing not in text) and _opens(text, text.index(opening)):
            return f"{_stopped(text)}{closing}"
    return text


def _opens(text: str, at: int) -> bool:
    return (at == 0 or text[at - 1] in " (") and text[at + 1 : at + 2] not in ("", " ")
