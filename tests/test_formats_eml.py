from datetime import date

import pytest

from summarize.files import UnreadableError
from summarize.reading.formats.eml import decode
from tests import inputs


def only(data):
    [article] = decode(data)
    return article


def test_the_text_is_what_the_sender_wrote_and_the_headers_are_its_facts():
    article = only(inputs.eml())

    assert article.text == inputs.TEXT
    assert article.facts == {"title": inputs.TITLE, "publisher": "The Norland Wire", "published": date(2025, 12, 16)}


def test_the_day_is_that_of_the_sender_s_clock():
    assert only(inputs.eml(Date="Tue, 16 Dec 2025 23:30:00 -0500")).facts["published"] == date(2025, 12, 16)


@pytest.mark.parametrize(
    "subject", ["Fwd: RE: Allies weigh a force", "AW: WG: Allies weigh a force", "FW: Allies weigh a force"]
)
def test_a_title_says_not_how_the_mail_came(subject):
    assert only(inputs.eml(Subject=subject)).facts["title"] == inputs.TITLE


@pytest.mark.parametrize(
    "text",
    [
        "It rains.\n\nOn Mon, 15 Dec 2025 at 10:00, Ann Lee <ann@a.example> wrote:\n> Does it rain?\n> And where?\n",
        "It rains.\n\nOn Mon, 15 Dec 2025 at 10:00, Ann Lee\n<ann@a.example> wrote:\n\n> Does it rain?\n",
        "> Does it rain?\nIt rains.\n",
        "It rains.\n\nAm 15.12.2025 um 10:00 schrieb Ann Lee:\n> Regnet es?\n",
        "It rains.\n\n-----Original Message-----\nFrom: Ann Lee\nDoes it rain?\n",
        "It rains.\n\n-- \nThe desk\nThe Norland Wire\n",
    ],
)
def test_earlier_mails_and_signatures_are_left_out(text):
    assert only(inputs.eml(text)).text == "It rains."


@pytest.mark.parametrize(
    "text",
    [
        "> It rains.\n> It pours.",
        "---------- Forwarded message ---------\nFrom: Ann Lee\n\nIt rains.",
        "-----Original Message-----\nFrom: Ann Lee\n\nIt rains.",
        "On Monday the minister wrote:\nIt rains.",
        "The rate is 5 > 3.",
    ],
)
def test_what_is_all_that_a_mail_says_stays(text):
    assert only(inputs.eml(text)).text == text


def test_lines_that_the_mail_program_wrapped_are_joined():
    head = "From: a@b.example\nSubject: x\nContent-Type: text/plain; format=flowed\n\n"

    assert only((head + "It rains in the \nnorth.\n\nIt pours.\n").encode()).text == "It rains in the north.\n\nIt pours."


def test_a_page_is_read_where_there_is_no_text_or_the_text_is_a_stub():
    page = f"<html><style>p {{}}</style><body><p>{inputs.PARAGRAPHS[0]}</p><p>{inputs.PARAGRAPHS[2]}</p></body></html>"

    for stub in ("", "See the page."):
        assert only(inputs.eml(stub, page=page)).text == f"{inputs.PARAGRAPHS[0]}\n\n{inputs.PARAGRAPHS[2]}"
    assert only(inputs.eml(page=page)).text == inputs.TEXT


def test_attached_files_are_articles_of_their_own_and_what_is_broken_is_said():
    files = [
        ("a.txt", b"The mayor spoke."),
        ("rows.csv", b"title,text\nT,It rained."),
        ("logo.png", b"\x89PNG"),
        ("b.pdf", b"no PDF"),
    ]

    found = list(decode(inputs.eml("See the files.", attached=files)))

    assert [(one.part, one.text) for one in found] == [
        ("", "See the files."), ("a.txt", "The mayor spoke."), ("rows.csv#2", "It rained."), ("b.pdf", ""),
    ]  # fmt: skip
    assert found[1].facts == {"published": date(2025, 12, 16)}
    assert "no PDF" in found[3].problem


def test_a_mail_that_is_attached_is_read_a_few_deep():
    inner = inputs.eml("It rains.", Subject="Inner")
    outer = (
        b"From: a@b.example\nSubject: Outer\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\nSee below.\n--B\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n"
        + inner
        + b"\n--B--\n"
    )

    assert [(one.part, one.text, one.facts["title"]) for one in decode(outer)] == [
        ("", "See below.", "Outer"),
        ("mail", "It rains.", "Inner"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Content-Type: text/plain; charset=klingon-8",
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
    ],
)
def test_a_mail_that_is_told_wrongly_is_read_as_far_as_it_can_be(head):
    assert only(f"From: a@b.example\n{head}\n\nSXQgcmFpbnMu\n".encode()).text in {"It rains.", "SXQgcmFpbnMu"}


@pytest.mark.parametrize("date_", ["", "yesterday", "Tue, 99 Dec 2025 10:00:00 +0000"])
def test_a_date_that_is_none_is_left_out(date_):
    data = f"From: a@b.example\nDate: {date_}\n\nIt rains.\n".encode()

    assert "published" not in only(data).facts


def test_what_is_no_mail_is_said_to_be_none():
    with pytest.raises(UnreadableError, match="no mail"):
        list(decode(b"The mayor spoke.\n\nIt rained."))


def test_parts_within_parts_without_end_are_one_line():
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=B%d\n\n--B%d\n" % (at, at) for at in range(3000))

    with pytest.raises(UnreadableError, match="no mail, or it is damaged"):
        decode(b"From: a@b.example\n" + nested)
