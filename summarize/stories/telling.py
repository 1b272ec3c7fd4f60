"""Which articles tell of one event. As they come, they join the stories that there are, or open new ones.

Old stories are never joined with each other, nor renamed: what was written of them, and links to them, stay true. So articles
that come in two parts may make more stories than all at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from summarize.errors import UsageError
from summarize.source import Source
from summarize.stories.grouping import Text, grouped
from summarize.stories.wording import wording

_ID = 16  # hexadecimal digits: of a billion articles, two have the same with a probability of 3 %


class Told(NamedTuple):
    """What is known of an article. `id`: the same whenever it comes, and no other's; `told` makes one."""

    id: str
    title: str | None
    text: str
    day: date | None


class Member(NamedTuple):
    """An article in its story, as it is to be kept: its text is not needed again. `words`: 768 bytes at most (`wording`)."""

    story: str
    day: date | None
    words: bytes


def told(source: Source) -> Told:
    """An article as it is grouped: what is its own of its text. The id follows from the whole text alone."""
    digest = sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Told(digest[:_ID], source.title, "\n".join(sentence.text for sentence in source.body), source.published)


def stories(new: Iterable[Told], known: Mapping[str, Member] | None = None) -> dict[str, Member]:
    """The story of each new article, by its id: an old one, or one that it opens. What is `known` already is left out.

    `known`: articles of before by their ids, as they were returned. The id of a story is that of its earliest article (by day,
    then by id) when it was opened. In whatever order the articles are given, the result is the same. Raises UsageError where
    the extra `stories` is not installed, and for two articles of one id.
    """
    old = dict(known or {})
    came: dict[str, Member] = {}
    for one in new:
        if one.id in came:
            raise UsageError(f"two articles have the id {one.id!r}")
        if one.id not in old:
            came[one.id] = Member(one.id, one.day, wording(one.title, one.text))
    opened = {member.story for member in old.values()}
    again = {i: member for i, member in came.items() if i in opened}  # what opened a story belongs to it, known or not
    free = {i: member for i, member in came.items() if i not in opened}
    texts = [*_texts(old | again, settled=True), *_texts(free, settled=False)]
    groups: defaultdict[int, list[Text]] = defaultdict(list)
    for group, text in zip(grouped(texts), texts, strict=True):
        groups[group].append(text)
    story = {i: name for group in groups.values() for name in [_name(group, came)] for text in group for i in text.ids}
    return {i: member._replace(story=story[i]) for i, member in came.items()}


def _texts(members: Mapping[str, Member], *, settled: bool) -> list[Text]:
    """The different wordings of the articles, of each story if these are settled. Without words, each is one of its own."""
    found: defaultdict[tuple[str, bytes], list[str]] = defaultdict(list)
    for i, member in members.items():
        found[member.story if settled or not member.words else "", member.words].append(i)
    return [
        Text(
            words=words,
            ids=tuple(sorted(ids)),
            days=tuple(sorted(day for i in ids if (day := members[i].day))),
            story=story if settled else None,
        )
        for (story, words), ids in found.items()
    ]


def _name(group: Sequence[Text], came: Mapping[str, Member]) -> str:
    old = next((text.story for text in group if text.story is not None), None)
    return old if old is not None else min((i for text in group for i in text.ids), key=lambda i: (came[i].day or date.max, i))
