"""The briefing as W3C Web Annotations: each is what the data model asks for, and leads to its words."""

import json
from datetime import datetime
from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st

from summarize import render
from summarize.render.as_annotations import AROUND
from tests.pier import briefing

# What the data model allows (https://www.w3.org/TR/annotation-model/, 3.1.1 and 3.3.5).
MOTIVATIONS = {
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
}


def collection(made):
    return json.loads(render.rendered(made, "annotations"))


def items(made):
    return collection(made)["first"]["items"]


def selectors(annotation):
    return {one["type"]: one for one in annotation["target"]["selector"]}


def test_all_citations_of_all_findings_are_annotations_of_one_collection():
    whole = collection(briefing())

    assert whole["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (whole["type"], whole["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert whole["total"] == len(whole["first"]["items"]) == 4


def test_an_annotation_has_what_the_data_model_asks_for():
    for one in items(briefing()):
        assert one["type"] == "Annotation"
        assert urlsplit(one["id"]).scheme == "urn"
        assert urlsplit(one["target"]["source"]).scheme in ("https", "urn")
        assert {one["motivation"], *(body["purpose"] for body in one["body"])} <= MOTIVATIONS
        assert {body["type"] for body in one["body"]} == {"TextualBody"}
        assert datetime.fromisoformat(one["created"]).tzinfo


def test_no_two_annotations_have_one_name():
    names = [one["id"] for one in items(briefing())]

    assert len(set(names)) == len(names)


def test_its_body_is_the_statement_and_what_the_check_found():
    bodies = {body["purpose"]: body["value"] for body in items(briefing())[0]["body"]}

    assert bodies == {
        "describing": "The pier closes.",
        "tagging": "Plans",
        "assessing": "partly, credibility 3",
        "moderating": "rejected 2026-05-02T10:00:00Z ann old",
    }


def test_what_says_who_is_meant_is_told_from_what_carries_the_statement():
    assert [one["motivation"] for one in items(briefing())] == ["describing", "describing", "identifying", "describing"]


@given(st.text(max_size=80), st.text(min_size=1), st.text(max_size=80))
def test_its_target_is_the_citation_by_place_and_by_words(before, quote, after):
    made = briefing(quote=quote)
    text = before + quote + after
    moved = {"start": len(before), "end": len(before + quote)}
    section = made.sections["plans"]
    finding = section.findings[1].model_copy(update={"citations": (section.findings[1].citations[0].model_copy(update=moved),)})
    source = made.sources[0].model_copy(update={"text": text})
    made = made.model_copy(
        update={"sources": (source,), "sections": {"plans": section.model_copy(update={"findings": (finding,)})}}
    )

    found = selectors(items(made)[0])

    place, words = found["TextPositionSelector"], found["TextQuoteSelector"]
    assert text[place["start"] : place["end"]] == words["exact"] == quote
    assert before.endswith(words["prefix"])
    assert after.startswith(words["suffix"])
    assert (len(words["prefix"]), len(words["suffix"])) == (min(AROUND, len(before)), min(AROUND, len(after)))


def test_a_source_without_a_web_address_is_named_by_its_digest():
    assert items(briefing(url="javascript:alert(1)"))[0]["target"]["source"] == "urn:sha256:ab"
    assert items(briefing())[0]["target"]["source"] == "https://example.org/pier"


def test_a_citation_of_a_source_that_is_not_there_keeps_its_words():
    lost = items(briefing())[1]["target"]

    assert lost == {"source": "urn:source:gone", "selector": [{"type": "TextQuoteSelector", "exact": "pier"}]}


def test_it_says_what_made_it():
    whole = collection(briefing())

    assert whole["generator"] == {"type": "Software", "name": "summarize 1"}
    assert whole["creator"] == {"type": "Software", "name": "m"}


def test_the_same_briefing_gives_the_same_bytes():
    assert render.rendered(briefing(), "annotations") == render.rendered(briefing(), "annotations")


def test_its_files_are_named_so():
    assert render.named_by("b.jsonld") == render.named_by("b.annotations.json") == "annotations"
    assert render.named_by("b.json") == "json"
