import pytest

from summarize.files import UnreadableError
from summarize.reading.formats.mbox import decode
from tests import inputs

LINE = b"From wire@norland.example Tue Dec 16 10:00:00 2025\n"


def test_each_mail_is_an_article_and_one_that_is_broken_does_not_lose_the_others():
    box = (
        LINE
        + inputs.eml("It rained.")
        + b"\n"
        + LINE
        + b"no mail\n\n"
        + LINE
        + inputs.eml(">From noon on it poured.", attached=[("a.txt", b"It snowed.")])
    )

    assert [(one.part, one.text, bool(one.problem)) for one in decode(box)] == [
        ("1", "It rained.", False),
        ("2", "", True),
        ("3", "From noon on it poured.", False),
        ("3#a.txt", "It snowed.", False),
    ]


@pytest.mark.parametrize("data", [b"", b"It rained.", inputs.eml()])
def test_what_is_no_mailbox_is_one_line(data):
    with pytest.raises(UnreadableError, match="no mailbox"):
        list(decode(data))
