"""Mailboxes as mail programs export them: each mail is read as an `.eml` is, and called by its number."""

import re
from collections.abc import Iterator

from summarize.files import UnreadableError
from summarize.reading.formats import Decoded
from summarize.reading.formats.eml import decode as decode_mail

SUFFIXES = (".mbox",)
FOREIGN = True

_BEGINS = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From \S+ [^\n]*\d{4}[^\n]*\r?\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def decode(data: bytes) -> Iterator[Decoded]:
    """The mails of a mailbox, and what is attached to them. Raises UnreadableError where it is none."""
    before, *mails = _BEGINS.split(data)
    if before.strip() or not mails:
        raise UnreadableError(
            "it is no mailbox: it does not begin with a line such as From a@b.example Tue Dec 16 10:00:00 2025"
        )
    for number, mail in enumerate(mails, 1):
        try:
            for one in decode_mail(_ESCAPED.sub(rb"\1", mail)):
                yield one._replace(part=f"{number}#{one.part}" if one.part else str(number))
        except UnreadableError as error:
            yield Decoded("", part=str(number), problem=error.reason)
