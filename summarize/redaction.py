"""What nobody may read in what the program says and writes: keys, in the spellings in which a server repeats them.

A secret that is short, or a plain word, is left alone: blanking it out would blank out ordinary words, too.
"""

import base64
import os
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from urllib.parse import quote, urlsplit

NAMES = ("KEY", "TOKEN", "SECRET", "PASSWORD", "CREDENTIALS")  # ends of environment variables whose values are nobody's affair
LONG = 8  # characters of a secret, or of a part of one, from which on it says something; the shortest keys in use have 16
WORD = 16  # letters that are still a word of some language, such as "password" in the place of a key
MASK = re.compile(r"(?:\*{2,}|…|\.{3,}|x{4,})+", re.IGNORECASE)  # what servers put in the place of a key's middle
SHOWN = 3  # characters at either end of a masked word that show whose it is
WORDS = re.compile(r"""[^\s"'`()\[\]{}]+""")
OPAQUE = 16  # characters of a part of an address that nobody would type: an account, a token


def secret(value: str) -> bool:
    """Whether a value is worth hiding."""
    return len(value) >= LONG and not (value.isalpha() and len(value) < WORD)


def environment(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The secrets of the environment: name and value."""
    return {name: value for name, value in environ.items() if name.upper().endswith(NAMES) and secret(value)}


def spellings(value: str) -> list[str]:
    """A secret as it is, in a URL, in Base64 (also as a part of something longer), and each of these in JSON. Longest first."""
    plain = [value, quote(value, safe=""), *_in_base64(value.encode())]
    return sorted({*plain, *(text.replace("/", "\\/") for text in plain)}, key=len, reverse=True)


def without(text: str, secrets: Mapping[str, str]) -> str:
    """The text with `[NAME]` in the place of each secret, however it is spelled."""
    for name, value in sorted(secrets.items(), key=lambda one: len(one[1]), reverse=True):
        for spelling in spellings(value):
            text = text.replace(spelling, f"[{name}]")
    return text


def without_parts(text: str, key: str, name: str) -> str:
    """The text without the key, and without any part of it: a server may show its beginning, its end, or cut it off."""
    if not secret(key):
        return text
    text = WORDS.sub(lambda word: f"[{name}]" if _masked(word[0], key) else word[0], without(text, {name: key}))
    for spelling in (key, *spellings(key)):
        text = _without_runs(text, spelling, f"[{name}]")
    return text


def address(url: str) -> str:
    """An address for people to read and for names: no user, query or fragment, and an opaque part of its path as a digest."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    path = "/".join(map(_opaque_as_digest, parts.path.split("/")))
    return f"{parts.scheme}://{host}{path}"


def _opaque_as_digest(part: str) -> str:
    opaque = len(part) >= OPAQUE and any(c.isdigit() for c in part)
    return f"[{sha256(part.encode()).hexdigest()[:8]}]" if opaque or part in environment().values() else part


def _in_base64(value: bytes) -> Iterable[str]:
    """What all Base64 of a text that holds the value has in common, wherever in it the value begins; in both alphabets."""
    for before in range(3):
        first, last = -(-before * 8 // 6), (before + len(value)) * 8 // 6
        for encoded in (base64.b64encode, base64.urlsafe_b64encode):
            yield encoded(bytes(before) + value).decode()[first:last]


def _masked(word: str, key: str) -> bool:
    """Whether a word shows an end of the key, and hides the rest."""
    first, *rest = MASK.split(word)
    ends = range(SHOWN, len(key))
    return any(first.endswith(key[:n]) or rest[-1].startswith(key[-n:]) for n in ends) if rest else False


def _without_runs(text: str, value: str, shown: str) -> str:
    """The text without what it shares with a value over `LONG` characters or more; `sk-no-key-required` hides no "required"."""
    parts = {part for at in range(len(value) - LONG + 1) if not ((part := value[at : at + LONG]).isalpha() and part.islower())}
    kept, at = [], 0
    while at < len(text):
        end = at
        while text[end : end + LONG] in parts:
            end += 1
        kept.append(shown if end > at else text[at])
        at = end + LONG - 1 if end > at else at + 1
    return "".join(kept)
