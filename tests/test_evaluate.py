import json

import pytest

from summarize.briefing.file import Briefing
from summarize.errors import GoldError
from summarize.evaluating.figures import Citations, FieldScore, evaluate, report
from summarize.evaluating.gold import Fact, Joined, read_articles, read_facts, read_joined
from summarize.models import Citation, Finding
from summarize.records import Conflict, Made, SchemaRecord, Section, SourceRecord

ONE = "Norland will send two ships. Its parliament has not agreed. Rain is expected."
TWO = "Two ships will sail from Norland, Zoë said. 😀 Sudland is against it."
GOLD = [
    Fact(id="a-W1", source="1_a.txt", field="who", evidence=("Norland will send two ships",)),
    Fact(id="a-D1", source="1_a.txt", field="disputes", evidence=("parliament has not agreed",)),
    Fact(id="b-W1", source="2_b.txt", field="who", evidence=("Two ships will sail from Norland",)),
    Fact(id="b-W2", source="2_b.txt", field="who", evidence=("Zoë said",), core=False),
    Fact(id="b-D1", source="2_b.txt", field="disputes", evidence=("Sudland is against it",)),
]
JOINED = Joined(
    same_claim=(("a-W1", "b-W1"),),
    must_not_merge=(("a-D1", "b-D1"),),
    conflicts=(
        {"ids": ("a-W1", "b-D1"), "kind": "contradiction"},
        {"ids": ("a-D1", "b-W2"), "kind": "differing accounts", "alt_ids": ("b-D1",)},
        {"ids": ("a-W1", "b-W2"), "kind": "not a conflict"},
    ),
    independent_origins=(("1",), ("2",)),
)
EXPECTED = """\
disputes    precision 0.50  recall 0.50  (2 spans, 2 core facts)
who         precision 1.00  recall 1.00  (2 spans, 2 core facts)
all fields  precision 0.75  recall 0.75  F1 0.750
citations: 5, of which 1 do not stand in the article
same claim: 1 of 1 pairs joined (1 in the gold)
joined, but different: none
conflicts found: a-W1 and b-D1; missed: a-D1 and b-W2
conflicts that are none: none; reported in all: 1
origins: right"""


def cited(source, text, quote):
    start = text.index(quote)
    return Citation(source=source, start=start, end=start + len(quote), quote=quote)


def made(sources, sections, conflicts=()):
    """A briefing of (id, file, origin, text) and field -> lists of citations."""
    records = [SourceRecord(id=i, location=f"news/{f}", sha256="0", origin=o, text=t) for i, f, o, t in sources]
    status = {i: "found" for i, *_ in sources}
    return Briefing(
        schema=SchemaRecord(name="s", digest="d"),
        made=Made(at="2025-01-01T00:00:00Z", model="m", engine="e", version="0", prompts={}),
        sources=tuple(records),
        sections={
            field: Section(title=field, status="found", by_source=status, findings=tuple(map(found, names(field), lists)))
            for field, lists in sections.items()
        },
        conflicts=conflicts,
    )


def names(field):
    return (f"{field}-{n}" for n in range(1, 1000))


def found(name, citations):
    sources = tuple(sorted({c.source for c in citations}))
    return Finding(id=name, statement="s", citations=tuple(citations), sources=sources, origins=sources, verdict="supported")


@pytest.fixture
def small():
    who = [cited("1", ONE, "Norland will send two ships."), cited("2", TWO, "Two ships will sail from Norland, Zoë said.")]
    wrong = Citation(source="1", start=0, end=3, quote="Its")
    disputes = [[cited("2", TWO, "Sudland is against it.")], [cited("1", ONE, "Rain is expected."), wrong]]
    sources = [("1", "1_a.txt", "x", ONE), ("2", "2_b.txt", "y", TWO)]
    conflict = Conflict(id="c", section="who", kind="contradiction", findings=("who-1", "disputes-1"), why="")
    return made(sources, {"who": [who], "disputes": disputes}, (conflict,))


def test_a_small_briefing_has_the_figures_that_a_person_counts(small):
    figures = evaluate(small, GOLD, joined=JOINED)

    assert report(figures) == EXPECTED
    assert figures.evidence.fields["disputes"] == FieldScore(precision=0.5, recall=0.5, spans=2, core_facts=2)


def test_without_a_merge_file_nothing_is_said_about_merging(small):
    figures = evaluate(small, GOLD)

    assert figures.merge is None
    assert "same claim" not in report(figures)


def test_a_text_that_is_not_the_articles_makes_its_citations_wrong(small):
    figures = evaluate(small, GOLD, {"1_a.txt": ONE + " ", "2_b.txt": TWO})

    assert figures.citations == Citations(total=5, not_exact=3, findings_without_citation=0)


def test_a_source_without_gold_counts_for_nothing(small):
    figures = evaluate(small, [f for f in GOLD if f.source == "1_a.txt"])

    assert figures.evidence.fields["who"].spans == 1
    assert figures.citations.not_exact == 1


def test_an_alternative_may_stand_for_the_side_of_its_own_article(small):
    other = small.model_copy(
        update={"conflicts": (Conflict(id="c", section="d", kind="numeric", findings=("disputes-1", "disputes-3"), why=""),)}
    )
    more = found("disputes-3", [cited("1", ONE, "Its parliament has not agreed.")])
    section = other.sections["disputes"]
    sections = {**other.sections, "disputes": section.model_copy(update={"findings": (*section.findings, more)})}

    figures = evaluate(other.model_copy(update={"sections": sections}), GOLD, joined=JOINED)

    assert figures.merge.conflicts_found == (("a-D1", "b-W2"),)


def test_an_empty_briefing_scores_nothing_and_does_not_fail(small):
    figures = evaluate(small.model_copy(update={"sections": {}}), GOLD, joined=JOINED)

    assert figures.evidence.f1 == 0.0
    assert figures.citations.total == 0


@pytest.mark.parametrize(
    ("fact", "says"),
    [
        ({"evidence": ("Norland  will",)}, "w: '1_a.txt' does not say 'Norland  will'"),
        ({"evidence": (" ",)}, "does not say"),
        ({"source": "9.txt"}, "w: no article '9.txt'; there are 1_a.txt, 2_b.txt"),
    ],
)
def test_gold_that_does_not_fit_its_articles_is_refused(small, fact, says):
    gold = [Fact(**({"id": "w", "source": "1_a.txt", "field": "who", "evidence": ("Norland",)} | fact))]

    with pytest.raises(GoldError) as caught:
        evaluate(small, gold)

    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_merge_file_that_names_an_unknown_fact_is_refused(small):
    with pytest.raises(GoldError, match="'z-1'"):
        evaluate(small, GOLD, joined=Joined(same_claim=(("a-W1", "z-1"),)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no facts"),
        ("{", "line 1 is not JSON"),
        ('\n{"id": "a"}', "line 2: source: Field required"),
        ('{"id":"a","source":"s","field":"f","evidence":[]}', "evidence"),
        ('{"id":"a","source":"s","field":"f","evidence":["x"]}\n' * 2, "two facts have the id 'a'"),
    ],
)
def test_a_gold_file_that_is_none_is_refused_in_one_line(tmp_path, text, says):
    file = tmp_path / "gold.jsonl"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(GoldError) as caught:
        read_facts(file)

    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_gold_file_is_refused(tmp_path):
    with pytest.raises(GoldError, match="no such file"):
        read_joined(tmp_path / "none.json")


def test_gold_is_read_from_files_and_keys_that_are_unknown_are_left_alone(tmp_path, small):
    (tmp_path / "1_a.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "2_b.txt").write_text(TWO, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text("\n".join(json.dumps(f.model_dump() | {"note": 1}) for f in GOLD), encoding="utf-8")
    (tmp_path / "merge.json").write_text(json.dumps(JOINED.model_dump() | {"about": ""}), encoding="utf-8")

    facts = read_facts(tmp_path / "gold.jsonl")
    texts = read_articles(tmp_path, ["1_a.txt", "9.txt"], needed=sorted({f.source for f in facts}))

    assert report(evaluate(small, facts, texts, joined=read_joined(tmp_path / "merge.json"))) == EXPECTED


def test_an_article_that_the_gold_needs_must_be_there(tmp_path):
    with pytest.raises(GoldError, match=r"about '1_a.txt', which is not in"):
        read_articles(tmp_path, [], needed=["1_a.txt"])
