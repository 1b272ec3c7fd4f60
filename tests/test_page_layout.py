"""What stands on the front page: a share of the words, each thing said once, and of every section something."""

from summarize.models import Citation, Finding
from summarize.writing.page import Layout, laid_out


def finding(key, statement):
    cited = Citation(source="a", start=0, end=len(statement), quote=statement)
    counts = {"sources": ("a",), "origins": ("a",), "carried_by": ("a",)}
    return Finding(id=key, statement=statement, citations=(cited,), verdict="supported", credibility=3, **counts)


def page(words=0, **sections):
    found = {name: [finding(f"{name}-{n}", said) for n, said in enumerate(told, 1)] for name, told in sections.items()}
    shown = laid_out(found, Layout({}, dict.fromkeys(found), words, set()))
    return {name: [f.statement for f in each if f.shown] for name, each in shown.items()}


FLOOD, BRIDGE = "The river burst its banks on Monday.", "The old bridge was shut by the council."


def test_a_section_shows_what_no_other_has_shown():
    assert page(events=[FLOOD], money=[FLOOD, BRIDGE]) == {"events": [FLOOD], "money": [BRIDGE]}


def test_nothing_is_said_twice():
    assert page(events=[FLOOD, BRIDGE], money=[FLOOD, BRIDGE]) == {"events": [FLOOD], "money": [BRIDGE]}


def test_however_small_the_page_each_section_has_something():
    long = " ".join(["The council heard of the flood and of the bridge and waited."] * 20)

    assert page(events=[long], money=[BRIDGE]) == {"events": [long], "money": [BRIDGE]}
