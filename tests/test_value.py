"""The schema comes back filled: an instance of the user's class, and what is behind each place of it."""

from datetime import date
from typing import Literal

import pytest
from pydantic import BaseModel, Field, field_serializer, field_validator, model_validator

import summarize
from summarize import Briefing
from summarize.briefing.leaving_out import without
from summarize.briefing.proof import prove
from summarize.errors import SchemaError
from summarize.records import plain
from summarize.schema.addresses import all_in, nested
from summarize.schema.filling import NOT_ASKED, NOT_SAID, fill
from summarize.schema.load import load_schema
from summarize.testing import Scripted, assert_cited
from tests.conftest import obliged
from tests.filling import fill as filling
from tests.filling import verdicts
from tests.schemas_of_others import ARTICLES, FILLED

HARBOUR = "The council wants to close the pier. Ann Verlund, the mayor, opposes it. It would cost 3 million euros.\n"
LATER = "The pier stays open, the council said. Mayor Ann Verlund supports it now. It costs 3 million euros.\n"


class Side(BaseModel):
    """Where does the mayor stand?"""

    stance: Literal["supports", "opposes"] | None = Field(default=None, json_schema_extra={"position": True})
    statements: list[str]


class Person(BaseModel):
    name: str = Field(json_schema_extra={"identifies": True, "copied": True})
    office: str


class Pier(BaseModel):
    """A pier."""

    cost: int = Field(ge=0)
    mayor: Side
    people: list[Person]
    plans: list[str]
    closing: date | None = None

    @field_validator("plans")
    @classmethod
    def no_shouting(cls, plans):
        if any(plan.isupper() for plan in plans):
            raise ValueError("no shouting")
        return plans


def cited(value, *sentences):
    return {"sentences": list(sentences), "value": value}


def text(statement, *sentences):
    return {"sentences": list(sentences), "context": [], "statement": statement, "value": None}


def answer(stance, statement, plan):
    """What a model that writes says of one of the two articles."""
    return {
        "cost": {"value": cited(3_000_000, 3), "context": [], "statement": "It would cost 3 million euros."},
        "mayor": {"stance": cited(stance, 2), "statements": [text(statement, 2)], "context": [], "statement": statement},
        "people": [
            {"name": cited("Ann Verlund", 2), "office": cited("mayor", 2), "context": [], "statement": "Ann Verlund is mayor."}
        ],
        "plans": [text(plan, 1)],
        "closing": {"value": None, "context": [], "statement": None},
    }


OLD = answer("opposes", "The mayor opposes it.", "The council wants to close the pier.")
NEW = answer("supports", "Ann Verlund supports it now.", "The pier stays open.")


def script(prompt, shape):
    """A judge that finds everything carried, and nothing alike; and the two answers."""
    if isinstance(shape, tuple):
        return 1.0 if prompt.name == "judge" else 0.0
    if prompt.name == "judge_claims":
        return verdicts(shape.model_json_schema())
    return NEW if "stays open" in prompt.user else OLD


@pytest.fixture
def made(tmp_path):
    (tmp_path / "001_old.txt").write_text(f"---\npublished: 2026-01-05\n---\n{HARBOUR}")
    (tmp_path / "002_new.txt").write_text(f"---\npublished: 2026-02-05\n---\n{LATER}")
    return summarize.brief([tmp_path], schema=Pier, engine=Scripted(script))


def test_the_value_is_an_instance_of_the_users_class(made):
    assert type(made.value) is Pier
    assert made.value.cost == 3_000_000
    assert made.value.mayor.stance == "supports"
    assert [(p.name, p.office) for p in made.value.people] == [("Ann Verlund", "mayor")]
    assert sorted(made.value.plans) == ["The council wants to close the pier.", "The pier stays open."]


def test_what_one_article_alone_says_is_there_by_its_id(made):
    assert made.sources["001"].value.mayor.stance == "opposes"
    assert made.sources["002"].value.mayor.stance == "supports"
    assert made.sources["001"].value.plans == ["The council wants to close the pier."]


def test_there_is_no_source_of_another_id(made):
    with pytest.raises(KeyError, match="009"):
        made.sources["009"]


def test_what_nobody_says_is_none_and_named(made):
    assert made.value.closing is None
    assert made.missing == {"closing": NOT_SAID}


def test_what_a_model_was_not_asked_is_not_called_unsaid(tmp_path):
    (tmp_path / "a.txt").write_text(HARBOUR)
    weighing = Scripted(lambda _, shape: 1.0 if isinstance(shape, tuple) else {"rows": []}, way="weighs")

    made = summarize.brief([tmp_path], schema=Pier, engine=weighing)

    assert made.missing["mayor.stance"] == made.sources["a"].missing["mayor.stance"] == NOT_ASKED
    assert made.value.mayor.statements


def test_each_place_of_the_value_leads_to_what_is_cited_for_it(made):
    quotes = [c.quote for c in made.cited("mayor.stance").citations]

    assert quotes == ["Mayor Ann Verlund supports it now."]
    assert {c.source for c in made.cited("cost").citations} == {"001", "002"}
    assert {f.statement for f in made.cited("plans").findings} == {*made.value.plans}
    assert made.cited("people[0].office").findings == made.cited("people[0]").findings
    assert made.cited("closing").findings == ()


def test_no_leaf_of_the_value_is_without_a_citation(made):
    found = list(all_in(made.value.model_dump(mode="json")))

    assert len(found) == 8
    assert [address for address in found if not made.cited(address).citations] == []


def test_a_value_that_nothing_is_cited_for_is_no_proof(made):
    forged = made.model_copy(update={"value": made.value.model_copy(update={"closing": date(2026, 3, 1)}), "missing": {}})

    assert [(f.where, f.what) for f in prove(forged).failures] == [
        ("closing", "a value stands there that no finding is named for")
    ]


def test_a_value_whose_finding_is_not_there_is_no_proof(made):
    forged = made.model_copy(update={"cited_by": made.cited_by | {"cost": ("cost-9",)}})

    assert [(f.where, f.what) for f in prove(forged).failures] == [("cost", "the briefing has no finding 'cost-9'")]


def test_a_briefing_comes_back_from_its_file_with_the_instance(made, tmp_path):
    made.save(tmp_path / "b.json")

    again = Briefing.load(tmp_path / "b.json", schema=Pier)

    assert again == made
    assert Briefing.load(tmp_path / "b.json").value == made.value.model_dump(mode="json")
    assert not prove(again).failures


def test_a_briefing_is_not_read_back_as_an_instance_of_another_class(made, tmp_path):
    made.save(tmp_path / "b.json")

    with pytest.raises(SchemaError, match="another schema"):
        Briefing.load(tmp_path / "b.json", schema=Side)


def test_without_a_source_the_value_is_what_the_others_say(made):
    left = without(made, ["002"])

    assert left.value.mayor.stance == "opposes"
    assert left.value.plans == ["The council wants to close the pier."]
    assert not prove(left).failures


def test_what_the_class_refuses_is_not_in_the_instance_and_named(tmp_path):
    (tmp_path / "a.txt").write_text(HARBOUR)
    loud = OLD | {"plans": [text("CLOSE THE PIER.", 1)]}
    made = summarize.brief([tmp_path], schema=Pier, engine=Scripted(lambda p, s: loud if p.name == "extract" else script(p, s)))

    assert isinstance(made.value, Pier)
    assert made.value.plans == []
    assert "no shouting" in made.missing["plans"]
    assert "plans" not in "".join(made.cited_by)


def test_a_class_that_demands_what_nobody_says_comes_back_without_it(tmp_path):
    (tmp_path / "a.txt").write_text(HARBOUR)
    nothing = {"value": None, "context": [], "statement": None}
    mayor = {"stance": None, "statements": [], "context": [], "statement": None}
    silent = {"cost": nothing, "mayor": mayor, "closing": nothing, "people": [], "plans": [text("The pier closes.", 1)]}
    made = summarize.brief(
        [tmp_path], schema=Pier, engine=Scripted(lambda p, s: silent if p.name == "extract" else script(p, s))
    )

    assert isinstance(made.value, Pier)
    assert (made.value.cost, made.value.mayor) == (None, None)
    assert made.missing == dict.fromkeys(("cost", "mayor", "people", "closing"), NOT_SAID)


@pytest.fixture
def articles(tmp_path):
    for n, words in enumerate(ARTICLES):
        (tmp_path / f"{n:03}_article.txt").write_text(words)
    return tmp_path


@pytest.mark.parametrize("cls", FILLED, ids=lambda cls: cls.__name__)
def test_the_classes_that_others_write_come_back_filled_from_two_articles(cls, articles):
    def first_sentence(prompt, shape):
        """An answer to everything, in the first sentence."""
        if isinstance(shape, tuple):
            return 1.0
        asked = shape.model_json_schema()
        said = prompt.user.partition("\n[1] ")[2].partition("\n")[0]
        return verdicts(asked) if prompt.name == "judge_claims" else filling(asked, sentences=1, text=said)

    made = summarize.brief([articles], schema=cls, engine=Scripted(first_sentence))

    assert isinstance(made.value, cls)
    assert_cited(made)
    refused = [address for address, why in made.missing.items() if why != NOT_SAID and address]
    assert all("at least" in made.missing[address] for address in refused), made.missing  # sets of one and the same
    placed = [address for address in all_in(plain(made.value)) if address not in made.missing]
    assert [address for address in placed if not made.cited(address).findings] == []
    assert Briefing.load(made.model_dump(mode="json", by_alias=True), schema=cls).value == made.value


class Firm(BaseModel):
    name: str = Field(json_schema_extra={"identifies": True, "copied": True})
    part: str


class Matter(BaseModel):
    firms: list[Firm]


class Affair(BaseModel):
    matter: Matter
    names: set[str] = set()


def said(answer, *articles, folder):
    """What comes back where a model gives this answer to each article."""
    for n, words in enumerate(articles):
        (folder / f"{n:03}.txt").write_text(words + "\n")

    def script(prompt, shape):
        if isinstance(shape, tuple):
            return 0.0
        given = answer(prompt) if callable(answer) else answer
        return verdicts(shape.model_json_schema()) if prompt.name == "judge_claims" else given

    return summarize.brief([folder], schema=Affair, engine=Scripted(script))


def firm(name, part, statement):
    return {"name": cited(name, 1), "part": cited(part, 1), "context": [], "statement": statement}


def test_rows_inside_a_model_are_one_for_each_thing_as_well(tmp_path):
    def answer(prompt):
        part = "builds" if "builds" in prompt.user else "paints"
        return {"matter": {"firms": [firm("Acme", part, f"Acme {part} the pier.")]}, "names": []}

    made = said(answer, "Acme builds the pier.", "Acme paints the pier.", folder=tmp_path)

    assert [one.name for one in made.value.matter.firms] == ["Acme"]
    assert not prove(made).failures


def test_what_must_be_copied_is_left_out_of_rows_inside_a_model_as_well(tmp_path):
    made = said(
        {"matter": {"firms": [firm("Atlantis", "builds", "Acme builds the pier.")]}, "names": []},
        "Acme builds the pier.",
        folder=tmp_path,
    )

    assert [one.name for one in made.value.matter.firms] == [None]


def test_two_rows_that_one_sentence_tells_are_two(tmp_path):
    told = "Acme and Zeta build the pier."
    made = said(
        {"matter": {"firms": [firm("Acme", "builds", told), firm("Zeta", "builds", told)]}, "names": []}, told, folder=tmp_path
    )

    assert [one.name for one in made.value.matter.firms] == ["Acme", "Zeta"]


def test_citations_follow_values_that_the_class_puts_elsewhere(tmp_path):
    sentences = ["Per Holm is seven.", "Ada Lund is nine.", "Ida Moe is eleven."]
    made = said(
        {"matter": {"firms": []}, "names": [text(one, n) for n, one in enumerate(sentences, 1)]},
        " ".join(sentences),
        folder=tmp_path,
    )

    shown = plain(made.value)["names"]
    assert sorted(shown) == sorted(sentences)
    assert [made.cited(f"names[{n}]").citations[0].quote for n in range(3)] == shown
    assert not prove(made).failures


class Toll(BaseModel):
    usual: int
    latest: int = Field(json_schema_extra={"merge": "newest"})


def test_which_of_several_values_stands_can_be_said_in_the_field(tmp_path):
    told = {"01": 3, "02": 3, "03": 5}
    for month, dead in told.items():
        words = f"{dead} people died in the flood{' of the year' * int(month)}."
        (tmp_path / f"{month}.txt").write_text(f"---\npublished: 2026-{month}-05\n---\n{words}\n")

    def script(prompt, shape):
        if isinstance(shape, tuple):
            return 0.0
        if prompt.name == "judge_claims":
            return verdicts(shape.model_json_schema())
        dead, words = (5, "5 people died.") if "5 people" in prompt.user else (3, "3 people died.")
        value = {"value": cited(dead, 1), "context": [], "statement": words}
        return {"usual": value, "latest": value}

    made = summarize.brief([tmp_path], schema=Toll, engine=Scripted(script))

    assert (made.value.usual, made.value.latest) == (3, 5)


def test_another_way_to_merge_is_refused_when_the_schema_is_loaded():
    class Odd(BaseModel):
        count: int = Field(json_schema_extra={"merge": "oldest"})

    with pytest.raises(SchemaError, match="'count': merge is 'oldest'; it can be 'most' or 'newest'"):
        load_schema(Odd)


class Ages(BaseModel):
    ages: list[int]


def test_each_entry_of_a_list_is_cited_by_itself(tmp_path):
    (tmp_path / "a.txt").write_text("Ada is 34. Per is 51.\n")
    told = {"ages": {"value": [cited(34, 1), cited(51, 2)], "context": [], "statement": "Ada is 34 and Per is 51."}}

    made = summarize.brief(
        [tmp_path],
        schema=Ages,
        engine=Scripted(lambda p, s: told if p.name == "extract" else obliged(s.model_json_schema(), "")),
    )

    assert made.value.ages == [34, 51]
    assert [[c.quote for c in made.cited(f"ages[{n}]").citations] for n in (0, 1)] == [["Ada is 34."], ["Per is 51."]]


def test_a_value_that_was_changed_in_the_file_is_no_proof(made):
    forged = made.model_copy(update={"value": made.value.model_copy(update={"cost": 999})})

    assert [(f.where, f.what) for f in prove(forged).failures] == [("cost", "what stands there is not what its findings say")]


@pytest.mark.parametrize("address", ["mayor.", "votes[-1]", "a[b]", "", "people[9].x"])
def test_an_address_that_leads_nowhere_comes_to_an_end(made, address):
    assert made.cited(address) is not None


class Period(BaseModel):
    start: date
    end: date

    @model_validator(mode="after")
    def order(self):
        if self.end < self.start:
            raise ValueError("order")
        return self


def test_a_validator_that_stumbles_over_what_nobody_says_does_not_end_the_run():
    filled = fill(Period, {"start": "2026-01-05"})

    assert (filled.value.start, filled.value.end) == (date(2026, 1, 5), None)
    assert "a check of the schema's own failed: TypeError" in filled.refused[""]


class Written(BaseModel):
    day: date
    note: str = Field(exclude=True)

    @field_serializer("day")
    def in_words(self, day):
        return day.strftime("%d.%m.%Y")


def test_a_file_has_the_values_themselves_whatever_a_serializer_of_the_class_writes():
    assert plain(Written(day=date(2026, 1, 5), note="x")) == {"day": "2026-01-05", "note": "x"}


class Shares(BaseModel):
    """Shares that make a whole."""

    parts: list[int]
    total: int

    @model_validator(mode="after")
    def adds_up(self):
        if sum(self.parts) != self.total:
            raise ValueError("it does not add up")
        return self


def test_an_instance_that_the_class_refuses_as_a_whole_keeps_its_fields_and_says_so():
    filled = fill(Shares, {"parts": [1, 2], "total": 4})

    assert isinstance(filled.value, Shares)
    assert (filled.value.parts, filled.value.total) == ([1, 2], 4)
    assert filled.refused == {"": "the schema refuses it: Value error, it does not add up"}


def test_values_by_address_become_nested_without_gaps():
    given = [("a.b", 1), ("a.c[0]", "x"), ("a.c[7]", "y"), ("a.b", 2), ("d[3].e", 5)]

    assert nested(given) == {"a": {"b": 1, "c": ["x", "y"]}, "d": [{"e": 5}]}


def test_an_instance_that_lacks_something_is_still_checked_by_the_classs_validators():
    filled = fill(Pier, {"plans": ["LOUD"], "cost": -1})

    assert isinstance(filled.value, Pier)
    assert filled.value.plans == []
    assert {"plans", "cost"} <= filled.refused.keys()
