"""What is long, or made to be slow, is read in the time that its length takes, or it is said that it was not read."""

import sys
from itertools import count

import pytest
from pydantic import BaseModel, Field

import summarize
from summarize.briefing.matching import paired
from summarize.checking.article import review
from summarize.checking.entailment import Entailment
from summarize.checking.guards import guards
from summarize.checking.support import LONGEST_STATEMENT, look
from summarize.language import english
from summarize.language.amounts import amounts, disagree
from summarize.language.english import LONGEST, parse, parse_many, parse_raw
from summarize.language.entities import entities
from summarize.language.names import identities
from summarize.language.recent import Recent, forget, remembered
from summarize.language.spelling import plain, straight
from summarize.models import Citation, Claim
from summarize.reading.articles import read_article
from summarize.schema.load import load_schema
from summarize.schema.wire import wire
from summarize.testing import Scripted

STATEMENT = "The council of Norra sold 300 boats to Ana Lund because she said on 5 May that not all of them may sail."
SIZE = 1_200  # code points


def calls(work):
    """How many functions are called while it works: a measure of time that other work on the machine does not change."""
    found = count()
    work()  # fills what is kept
    before = sys.getprofile()
    sys.setprofile(lambda *_: next(found))
    try:
        work()
    finally:
        sys.setprofile(before)
    return next(found)


@pytest.mark.parametrize("part", ["he said ", "Ana Lund ", "A. ", "2 ", "he may go. ", "if it sells, ", "not a boat ", "2-1 "])
def test_guards_take_twice_the_time_for_twice_the_text(part):
    statement = parse(STATEMENT)

    def judged(size):
        pair = Entailment(statement, parse_raw(part * (size // len(part))))
        return calls(lambda: [list(guard.objections(Entailment(pair.statement, pair.cited))) for guard in guards().values()])

    small, large = judged(SIZE), judged(2 * SIZE)

    assert large < 3 * small


@pytest.mark.parametrize("run", ["x" * 4_000, "(" * 4_000, "1," * 2_000, "’" * 4_000, "好" * 4_000, "a-" * 2_000])
def test_a_run_without_a_space_is_read_as_it_stands(run):
    text = f"It began. {run} ended."

    assert parse_raw(text).text == text
    assert all(text[w.start :].startswith(w.text) for w in parse_raw(text).words)


def test_a_sentence_without_an_end_is_read_in_pieces():
    words = parse_raw("go and " * 1_000).words

    assert len(words) == 2_000
    assert max(len(sentence) for sentence in words[0].all.sentences) == 250


def test_a_letter_with_a_hundred_thousand_accents_is_read():
    text = "a" + "\u0301\u0323" * 50_000 + " b"

    assert plain(text).endswith(" b")
    assert straight(text).endswith(" b")


@pytest.mark.parametrize("accented", ["Zoe\u0308 Mu\u0308ller said so. " * 100, "e\u0301 " * 600])
def test_accents_of_a_long_text_are_composed_as_those_of_a_short_one(accented):
    import unicodedata

    assert straight(accented) == unicodedata.normalize("NFC", accented)


def test_a_cited_text_that_is_too_long_is_not_checked_and_says_so():
    reading, known = look("It was sold.", ["It was. " * (LONGEST // 8 + 1)])

    assert known.verdict == "unchecked"
    assert known.reasons[0].startswith("the cited text is too long to be checked: 100,008 characters")
    assert reading.objections == ()


def test_a_statement_that_is_too_long_is_not_checked_and_says_so():
    known = look("It was sold. " * (LONGEST_STATEMENT // 13 + 1), ["It was sold."]).known

    assert known.verdict == "unchecked"
    assert known.reasons[0].startswith("the statement is too long to be checked: 4,004 characters, at most 4,000")


def test_the_longer_a_statement_the_less_cited_text_is_checked_beside_it():
    long, cited = "It was sold. " * 300, ["It was. " * 2_000]

    assert look("It was sold.", cited).known is None
    assert "for this statement at most 10,256 are" in look(long, cited).known.reasons[0]


@pytest.mark.parametrize("model", [None, Scripted(lambda *_: 0.99, way="weighs")])
def test_what_was_not_checked_is_never_accepted(model):
    claims = [{"id": 1, "statement": "It was sold.", "cited": ["It was. " * (LONGEST // 8 + 1)]}]

    options = {"no_model": True} if model is None else {"engine": model}
    result = next(iter(summarize.check(claims, **options)))

    assert not result.accepted
    assert result.failed


def test_nor_is_it_by_a_model_that_writes():
    cited = Citation(source="a", start=0, end=LONGEST + 1, quote="x" * (LONGEST + 1))
    claim = Claim(source="a", section="s", statement="It was sold.", citations=(cited,))
    carried = {"claim": 1, "verdict": "carried", "missing": "", "instead": "", "wrong": []}

    (checked,), _ = review([claim], Scripted(lambda *_: {"verdicts": [carried]}), questions={})

    assert checked.quoted or checked.claim.statement != "It was sold."
    assert "too long to be checked" in " ".join(checked.reasons)


def test_what_was_read_lately_is_kept_by_its_weight():
    recent = Recent(10, size=len)
    for key in ("aaaa", "bbbb", "cc"):
        recent[key] = key.upper()
    assert recent["aaaa"] == "AAAA"

    recent["ddd"] = "DDD"

    assert list(recent) == ["cc", "aaaa", "ddd"]
    recent["e" * 11] = "too heavy"
    assert len(recent) == 0


@pytest.mark.parametrize("line", ["the mayor, who said so, and ", "word and more words about it ", "x", "!? "])
def test_a_line_without_a_stop_at_its_end_is_tried_for_names_once(line, monkeypatch):
    """Its regular expression took 52 s for 100,000 code points; ten times as many take a blink now."""
    read = []
    monkeypatch.setattr("summarize.language.entities.named", lambda texts: [read.append(t) or () for t in texts])

    entities.__wrapped__(line * (1_000_000 // len(line)) + "x\nIt was sold to Ana Lund.  \n\nANA LUND SAID SO.\nHe said “no.”")

    assert read == ["It was sold to Ana Lund.", "He said “no.”"]


def test_the_parser_gets_no_more_at_once_than_memory_allows(monkeypatch):
    """A line of 100,000 code points took a gigabyte."""
    taken = []
    pipe = english._model().pipe
    monkeypatch.setattr(english._model(), "pipe", lambda docs, **how: taken.append(sum(map(len, docs))) or pipe(docs, **how))

    found = entities.__wrapped__("Then the mayor, Ana Lund, said no. " * 1_000 + "\n" + "He said no.\n" * 100)
    parse_many(f"It was sold {n} times." for n in range(1_000))

    assert sum(one.name == "Ana Lund" for one in found) >= 990
    assert max(taken) < 20_000 / 3  # tokens


def test_a_name_found_in_a_long_line_stands_where_it_is_said_to():
    text = "Then the mayor of Norra, Ana Lund, said no, and " * 600 + "that was it."

    found = entities.__wrapped__(text)

    assert len(found) > 500
    assert all(text[one.start : one.end] == one.name for one in found)


class Sales(BaseModel):
    sales: list[str] = Field(description="What was sold?")


LONG = {
    "5 MB of prose": "The council of Norra sold 300 boats. " * 140_000,
    "5 MB without a full stop": "the council of Norra sold boats and " * 140_000,
    "5 MB of one letter": "x" * 5_000_000,
    "25,000 sentences of a word": "Go. " * 25_000,
}


@pytest.mark.parametrize("way", ["writes", "weighs"])
@pytest.mark.parametrize("name", LONG)
def test_an_article_that_is_too_long_fails_with_the_reason_and_before_a_model_is_paid(name, way, tmp_path):
    (tmp_path / "long.txt").write_text(LONG[name])
    (tmp_path / "short.txt").write_text("The council of Norra sold 300 boats to Ana Lund.")
    engine = Scripted(lambda _, wanted: 0.1 if isinstance(wanted, tuple) else {"sales": []}, way=way)
    said = []

    briefing = summarize.brief(tmp_path, schema=Sales, engine=engine, say=said.append)

    long = next(source for source in briefing.sources if "long" in source.id)
    assert long.status == "failed"
    assert long.problem.startswith("it is too long for an article: ")
    assert [line for line in said if "long.txt" in line and "too long for an article" in line]
    assert not [prompt for prompt in engine.prompts if "sold boats and" in prompt.user or "Go. Go" in prompt.user]


def test_a_long_report_is_read_whole(tmp_path):
    text = " ".join(
        f"The council of Norra sold {n} boats to Ana Lund on 5 May, and nobody said that it must not." for n in range(3_000)
    )
    (tmp_path / "report.txt").write_text(text)

    source = read_article(tmp_path / "report.txt")

    assert len(text) > 250_000
    assert len(source.body) == 3_000
    assert source.body[-1].text.startswith("The council of Norra sold 2999 boats")


@pytest.mark.parametrize("said", ["aged {}", "a {}-year-old man", "{} people", "{} years old", "about {} boats", "{} million"])
@pytest.mark.parametrize("digits", [20, 400, 4_000])
def test_a_number_of_hundreds_of_digits_is_read(said, digits):
    statement = parse(f"Ana Lund said that {said.format('9' * digits)} came.")

    for one in amounts(statement):
        for other in (one, *amounts(parse("Ana Lund, aged 41, said that 30 people came."))):
            disagree(one, other)
    assert list(guards()["numbers"].objections(Entailment(statement, parse("About 30 came."))))


def test_a_reason_names_a_few_of_many_numbers():
    cited = ", ".join(f"{n} boats" for n in range(100, 400)) + " sailed."

    reasons = [
        reason for reason, _ in guards()["numbers"].objections(Entailment(parse("9,000 boats sailed."), parse_raw(cited)))
    ]

    assert len(reasons) == 1
    assert reasons[0].endswith("104 boats and 295 more numbers")


def test_findings_that_all_cite_one_place_are_compared_with_few():
    one_place = [frozenset({("text", 0, 9)})] * 2_000

    compared = count()
    pairs = paired(one_place, one_place, unlike=lambda one, other: (one != other, bool(next(compared) < 0)))

    assert pairs == {n: n for n in range(2_000)}
    assert next(compared) < 2_000 * 102


def test_a_class_of_replies_is_made_once():
    schema = load_schema(Sales)

    assert wire(schema.sections, 7) is wire(list(schema.sections), 7)
    assert wire(schema.sections, 7) is not wire(schema.sections, 8)


def test_a_name_with_a_hundred_thousand_accents_is_tidied():
    assert identities([]).canonical("Ana" + "\u0301\u0323" * 50_000).startswith("An")


def test_what_is_forgotten_is_found_again():
    asked = []

    @remembered(100, size=len)
    def shouted(text):
        asked.append(text)
        return text.upper()

    assert (shouted("a"), shouted("a"), asked) == ("A", "A", ["a"])
    forget()
    assert (shouted("a"), asked) == ("A", ["a", "a"])
    assert shouted.knows("a")
