import io
from datetime import date
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from summarize import render
from summarize.briefing.file import Briefing
from summarize.models import Citation, Finding, Leaf, Statement
from summarize.records import Conflict, Made, SchemaRecord, Section, Sentence, SourceRecord
from summarize.render.as_markdown import escape
from summarize.render.as_markdown import rendered as markdown
from summarize.render.as_terminal import terminal
from summarize.render.outline import published, visible
from summarize.writing.page import unfolded

NASTY = [
    "<script>alert(1)</script>",
    "# heading",
    "- item",
    "1. item",
    "---",
    "a | b \\| c",
    "[link](http://x.example)",
    "[^1]: forged",
    "![i](x)",
    "`code` ``` fence",
    "**bold** _em_",
    "https://x.example www.x.example a@x.example <http://x.example>",
    "two\n\n# lines",
    "&lt;b&gt; &amp; &#60;",
    "\u202egnp.exe\u202c \x1b[31mred\x1b[0m \x07",
    "[bold red]markup[/] :smile:",
    "tail\\",
    "    code",
    "> quote",
    "~~~",
    "a\u2028b\x85c",
]


def briefing(text="France leads.", *, name=None):
    quote = text or "x"
    citations = tuple(Citation(source=s, start=0, end=len(quote), quote=quote) for s in ("000", "001"))
    values = {
        "name": (Leaf(value=name or text, citations=(0, 1)),),
        "role": (Leaf(value=text, citations=(0,)), Leaf(value="waits", citations=(1,))),
    }
    common = {"statement": quote, "citations": citations, "sources": ("000", "001"), "origins": ("wire",), "reasons": (text,)}
    table = Finding(id="who-1", values=values, aliases=(text, "UK"), verdict="supported", credibility=3, **common)
    spoken = Finding(id="who-2", values=values, verdict="supported", quoted=True, **common)
    quoted = Finding(id="stance-1", values={"actor": values["name"]}, verdict="supported", quoted=True, **common)
    other = Finding(id="stance-2", verdict="unsupported", **common)
    by_source = {"000": "found", "001": "found", "002": "not addressed", "003": "failed"}
    records = [
        SourceRecord(id=f"00{i}", location=text, sha256="ab" * 32, origin="wire" if i < 2 else str(i), title=text, text=quote)
        for i in range(4)
    ]
    return Briefing(
        schema=SchemaRecord(name="demo", title="Demo", digest="sha256:00"),
        made=Made(at="2026-01-01T00:00:00Z", model="m", engine="e", version="0", prompts={"extract": "sha256:ff"}, calls=3),
        sources=(*records, SourceRecord(id="004", location="x", sha256="", origin="4", status="failed", problem=text, text="")),
        sections={
            "who": Section(title="Participants", status="found", by_source=by_source, findings=(table, spoken)),
            "stance": Section(
                title="Stance", status="found", by_source=by_source, findings=(quoted, other), failures={"003": text}
            ),
        },
        conflicts=(
            Conflict(id="c-1", section="stance", kind="contradiction", findings=("stance-1", "stance-2"), why=text or "."),
        ),
    )


def shape(text):
    """What a Markdown parser sees, without the words."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    tokens = [t for block in parser.parse(text) for t in (block, *(block.children or ()))]
    return [t.type for t in tokens if t.type not in ("text", "text_special")]


def words(text):
    tokens = MarkdownIt("commonmark").parse(text)
    return "".join(t.content for block in tokens for t in block.children or () if t.type in ("text", "text_special"))


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_forms_no_markup(text):
    assert shape(markdown(briefing(text))) == shape(markdown(briefing("plain words")))


@given(
    st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda t: visible(t) not in ("", "UK")) | st.sampled_from(NASTY)
)
def test_no_text_can_form_markup(text):
    assert shape(markdown(briefing(text))) == shape(markdown(briefing("plain words")))


@given(st.text(st.characters(codec="utf-8")))
def test_escaped_text_reads_as_itself(text):
    assert words("x " + escape(text)) == ("x " + visible(text)).rstrip()


@given(st.text(st.characters(codec="utf-8")))
def test_nothing_invisible_reaches_a_reader(text):
    assert not any(c in visible(text) for c in "\x1b\x07\x9b\u202a\u202e\u2066\u2069\u200b\ufeff\n\r")


def test_every_citation_is_a_footnote_that_quotes_its_source():
    text = markdown(briefing())

    assert "[^1]: 000, 0–13: “France leads.”" in text
    assert text.count("\n[^") == 2


def test_the_head_counts_articles_and_independent_origins():
    text = markdown(briefing())

    assert "4 articles, 3 independent origins (000 and 001 go back to one report). 1 conflict." in text


def test_silence_and_failure_are_told_apart():
    text = markdown(briefing("no answer"))

    assert "Not addressed: 002. Failed: 003 (no answer)." in text
    assert "**Not read:** 004: no answer" in text


def test_named_participants_are_a_table():
    text = markdown(briefing("leads", name="United Kingdom"))

    assert "| Who | Named as | Role | Sources | Origins | Credibility |" in text
    assert "| United Kingdom[^1][^2] | leads, UK | leads[^1]; waits[^2] | 000, 001 | 1 | 3 |" in text


def test_another_spelling_in_capitals_is_no_other_name():
    text = markdown(briefing("leads", name="uk"))

    assert "| uk[^1][^2] | leads | " in text


def test_what_was_not_carried_is_marked_and_explained():
    text = markdown(briefing())

    assert "- France leads.[^1][^2] 000, 001 · 1 origin · credibility 6 · **not carried**\n" in text
    assert "*not carried*: the citations do not carry the statement." in text


def test_a_sentence_in_place_of_a_statement_stands_in_quotation_marks_with_the_reason():
    text = markdown(briefing("A reason"))

    assert "- “A reason”[^1][^2] 000, 001 · 1 origin · credibility 6 · **quoted**\n  - *Why quoted:* A reason\n" in text
    assert "*quoted*: cited sentences, word for word, stand in place of a statement" in text


def test_below_a_table_stand_the_sentences_that_are_quoted_and_the_reasons():
    text = markdown(briefing("leads", name="United Kingdom"))

    assert "| United Kingdom[^1][^2] · **quoted** |" in text
    assert "\n\nUnited Kingdom: “leads” *Why quoted:* leads\n\n" in text
    assert text.count("United Kingdom: “leads”") == 1, "what is carried needs no word more"


def test_both_sides_of_a_conflict_are_shown():
    text = markdown(briefing("A reason"))

    assert "## Stance — *contradiction*" in text
    assert "> - “A reason”[^1][^2] 000, 001" in text
    assert "> - A reason[^1][^2] 000, 001" in text


def test_a_side_that_shows_other_words_than_those_at_odds_is_shown_by_the_sentence_that_has_them():
    made = briefing("The ferry sails.")
    first, second = made.sections["stance"].findings
    shut = Citation(source="001", start=0, end=17, quote="The port is shut.")
    both = first.model_copy(update={"citations": (first.citations[0], shut)})
    section = made.sections["stance"].model_copy(update={"findings": (both, second)})
    at_odds = made.conflicts[0].model_copy(update={"said": {"stance-1": "is shut", "stance-2": "sails"}})

    text = markdown(made.model_copy(update={"sections": {"stance": section}, "conflicts": (at_odds,)}))

    sides = [line for line in text.splitlines() if line.startswith("> - ")]
    assert "The port is shut." in sides[0]
    assert " 001" in sides[0]
    assert "000" not in sides[0]
    assert "The ferry sails." in sides[1]


@pytest.mark.parametrize("shown", [markdown, lambda b: render.rendered(b, "terminal"), lambda b: render.rendered(b, "html")])
def test_what_a_report_says_that_does_not_carry_the_statement_stands_below_it(shown):
    cited = [
        Citation(source=s, start=0, end=len(q), quote=q) for s, q in (("000", "The gate held."), ("002", "The gate broke."))
    ]
    counts = {"sources": ("000", "002"), "origins": ("2", "wire"), "carried_by": ("wire",)}
    finding = Finding(id="stance-1", statement="The gate held.", citations=cited, verdict="supported", credibility=3, **counts)
    made = briefing()
    section = made.sections["stance"].model_copy(update={"findings": (finding,)})

    text = shown(made.model_copy(update={"sections": {"stance": section}, "conflicts": ()}))

    assert "Near it, but not the same" in text
    assert "002: “The gate broke.”" in text
    assert "000: “The gate held.”" not in text


def test_the_same_briefing_gives_the_same_bytes():
    assert markdown(briefing()) == markdown(briefing()) == briefing().to_markdown()


def printed(one, width):
    file = io.StringIO()
    terminal(one, file=file, width=width, color=False)
    return file.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("text", NASTY)
def test_a_terminal_shows_text_and_nothing_else(text, width):
    shown = printed(briefing(text), width)

    assert not any(c in shown for c in "\x1b\x07\u202e")
    assert max(map(len, shown.splitlines())) <= width


@pytest.mark.parametrize("width", [80, 120])
def test_markup_of_the_terminal_is_only_text(width):
    assert "[bold red]markup[/] :smile:" in printed(briefing("[bold red]markup[/] :smile:"), width)


@pytest.mark.parametrize("width", [80, 120])
def test_a_terminal_shows_quotations_with_their_numbers(width):
    assert "[1] 000, 0–13: “France leads.”" in printed(briefing(), width)


@pytest.mark.parametrize("width", [80, 120])
def test_a_terminal_shows_what_is_quoted_and_why(width):
    shown = " ".join(printed(briefing("leads", name="United Kingdom"), width).split())

    assert "• “leads” [quoted] [1][2]" in shown
    assert "United Kingdom (leads, UK): “leads”" not in shown
    assert "United Kingdom: “leads”" in shown
    assert shown.count("Why quoted: leads") == 2
    assert "quoted cited sentences, word for word," in shown


def changed():
    """A position that changed, told by a dated article and by one whose day is inferred."""
    one = Citation(source="000", start=0, end=8, quote="Paris no")
    two = Citation(source="001", start=0, end=9, quote="Paris yes")
    common = {"origins": ("x",), "verdict": "supported", "credibility": 3}
    old = Finding(
        id="stance-1", statement="Paris says no", citations=(one,), sources=("000",), superseded_by="stance-2", **common
    )
    new = Finding(id="stance-2", statement="Paris says yes", citations=(two,), sources=("001",), **common)
    span = {
        "published_from": date(2024, 11, 5),
        "published_to": date(2025, 1, 20),
        "published_inferred": "“X” in <b>office</b>",
    }
    records = (
        SourceRecord(id="000", location="a", sha256="ab", origin="000", text=one.quote, **span),
        SourceRecord(id="001", location="b", sha256="ab", origin="001", text=two.quote, published=date(2025, 3, 1)),
    )
    by_source = {"000": "found", "001": "found"}
    return Briefing(
        schema=SchemaRecord(name="demo", digest="sha256:00"),
        made=Made(at="", model="m", engine="e", version="0", prompts={}),
        sources=records,
        sections={"stance": Section(title="Stance", status="found", by_source=by_source, findings=(old, new))},
        conflicts=(
            Conflict(
                id="c-1", section="stance", kind="changed over time", findings=("stance-2", "stance-1"), why="No, then yes"
            ),
        ),
    )


def test_a_position_that_changed_is_shown_latest_first_and_the_older_one_is_marked():
    text = markdown(changed())

    assert "- Paris says no[^1] 000 · 1 origin · credibility 3 · **superseded**\n" in text
    assert "> **Changed over time, latest first.** No, then yes\n>\n> - Paris says yes[^2] 001 · 2025-03-01\n" in text
    assert "> - Paris says no[^1] 000 · between 5 November 2024 and 20 January 2025 (inferred) · **superseded**" in text
    assert "*superseded*: a later source gives another position" in text


@pytest.mark.parametrize("width", [80, 120])
def test_a_terminal_shows_a_position_that_changed_latest_first(width):
    shown = " ".join(printed(changed(), width).split())

    assert "• Paris says no [superseded] [1] 000" in shown
    assert (
        "Changed over time, latest first. No, then yes – Paris says yes [2] 001 · 2025-03-01 – Paris says no [superseded]"
        in shown
    )
    assert "superseded a later source gives another position" in shown


def test_a_day_that_was_inferred_is_shown_with_what_it_rests_on():
    text = markdown(changed())

    assert "- **000:** between 5 November 2024 and 20 January 2025 (inferred: “X” in \\<b\\>office\\</b\\>) · a" in text
    assert "- **001:** 2025-03-01 · b" in text


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ({"published_from": date(2025, 1, 20)}, "not before 20 January 2025 (inferred: X)"),
        ({"published_to": date(2025, 1, 20)}, "not after 20 January 2025 (inferred: X)"),
        ({"published_from": date(2025, 1, 20), "published_to": date(2025, 1, 20)}, "20 January 2025 (inferred: X)"),
    ],
)
def test_of_days_that_were_inferred_only_the_known_ends_are_shown(span, words):
    source = SourceRecord(id="000", location="a", sha256="ab", origin="000", text="", published_inferred="X", **span)

    assert published(source) == words


@pytest.mark.parametrize("width", [80, 120])
def test_a_terminal_tells_silence_and_failure_apart(width):
    assert "Not addressed: 002. Failed: 003 (no answer)." in printed(briefing("no answer"), width)


def rows(*, identity="ship", name_leaf=None, statements=(), not_compared=None):
    """A table of one ship with a crew, named by two articles of which one gives the crew."""
    citations = tuple(Citation(source=s, start=0, end=3, quote="Ada") for s in ("000", "001"))
    leaf = name_leaf or Leaf(value="Ada", citations=(0, 1), sources=("000", "001"), origins=("000", "001"), credibility=2)
    crew = Leaf(value="nine sailors", citations=(0,), sources=("000",), origins=("000",), credibility=3)
    ship = Finding(
        id="ships-1",
        statement="The Ada sank.",
        values={identity: (leaf,), "crew": (crew,)},
        citations=citations,
        sources=("000", "001"),
        origins=("000", "001"),
        carried_by=("000",),
        verdict="supported",
        credibility=3,
        statements=statements,
    )
    made = Made(at="", model="m", engine="e", version="0", prompts={}, not_compared=not_compared or {})
    section = Section(title="Ships", status="found", by_source={}, findings=(ship,), identity=identity)
    return Briefing(
        schema=SchemaRecord(name="demo", digest=""),
        made=made,
        sources=tuple(SourceRecord(id=i, location=i, sha256="", origin=i, text="Ada") for i in ("000", "001")),
        sections={"ships": section},
    )


SAID = Statement(
    statement="The Ada sank.",
    citations=(0,),
    sources=("000",),
    origins=("000",),
    carried_by=("000",),
    verdict="supported",
    credibility=3,
)


def cells(one):
    return [[c.strip() for c in line.split("|")[1:-1]] for line in markdown(one).splitlines() if line.startswith("|")]


@pytest.mark.parametrize("identity", ["ship", "name", "who_it_is"])
def test_items_are_a_table_by_whichever_field_the_schema_marks(identity):
    head, _, row = cells(rows(identity=identity))

    assert head == ["Who", "Named as", "Crew", "Sources", "Origins", "Credibility"]
    assert row[0] == "Ada[^1][^2]"


def test_a_field_called_name_that_is_not_marked_is_a_value_like_any_other():
    one = rows(identity="name")
    section = one.sections["ships"].model_copy(update={"identity": None})

    text = markdown(one.model_copy(update={"sections": {"ships": section}}))

    assert "- The Ada sank.[^1][^2]" in text
    assert "|" not in text


def test_items_of_an_old_briefing_are_a_table_by_their_name():
    old = rows(identity="name").model_dump(mode="json", by_alias=True)
    del old["sections"]["ships"]["identity"]

    assert cells(Briefing.model_validate(old))[2][0] == "Ada[^1][^2]"


@pytest.mark.parametrize("width", [80, 120])
def test_a_row_says_how_credible_it_is_that_the_item_is_named_and_a_value_how_credible_it_is_itself(width):
    one = rows(statements=(SAID,))

    assert cells(one)[2] == ["Ada[^1][^2]", "", "nine sailors[^1] (credibility 3)", "000, 001", "2", "2"]
    assert "nine sailors [1] (credibility 3)" in printed(one, width)


def test_a_list_of_items_says_who_names_them():
    assert "Ada [1][2] 000, 001 · 2 origins · credibility 2\n" in printed(rows(statements=(SAID,)), 80)


def test_an_old_briefing_has_one_credibility_for_a_row():
    one = rows(name_leaf=Leaf(value="Ada", citations=(0, 1)))

    assert cells(one)[2] == ["Ada[^1][^2]", "", "nine sailors[^1]", "000, 001", "2", "3"]


def test_what_was_not_compared_is_said_at_the_head_and_under_how_it_was_made():
    one = rows(not_compared={"same claim": 12, "carrying": 1, "conflict": 0})
    left = "12 pairs of claims that may say the same and 1 pair of a text and a statement that it may carry."
    why = "Not compared, for the budget was spent"

    text = markdown(one)
    shown = " ".join(printed(one, 120).split())

    assert text.index(f"**{why}:** {left}") < text.index("## Ships") < text.index(f"- **Not compared:** {left}")
    assert shown.index(f"{why}: {left}") < shown.index(f"Not compared {left}")


def test_where_everything_was_compared_nothing_is_said_of_it():
    assert "Not compared" not in markdown(rows(not_compared={"same claim": 0}))
    assert "Not compared" not in printed(rows(), 120)


@pytest.mark.parametrize("text", [markdown, lambda one: printed(one, 120)])
def test_a_conflict_that_is_told_once_is_named_where_it_is_told(text):
    one = changed()
    other = one.sections["stance"].findings[0].model_copy(update={"id": "talks-1"})
    talks = Section(title="Talks", status="found", by_source={}, findings=(other,))
    conflict = one.conflicts[0].model_copy(update={"also": ("talks-1",)})

    shown = text(one.model_copy(update={"sections": one.sections | {"talks": talks}, "conflicts": (conflict,)}))

    assert shown.count("A conflict about this is told under “Stance”.") == 1


def test_a_new_format_is_one_new_file(tmp_path, monkeypatch):
    (tmp_path / "as_titles.py").write_text(
        '''"""The titles of the sections, one a line."""

from summarize.records import Briefing

SUFFIXES = (".titles",)


def rendered(briefing: Briefing) -> str:
    return "".join(f"{section.title}\\n" for section in briefing.sections.values())
'''
    )
    monkeypatch.setattr(render, "__path__", [*render.__path__, str(tmp_path)])

    assert "titles" in render.names()
    assert render.named_by(".Titles") == "titles"
    assert render.rendered(rows(), "titles") == "Ships\n"


@pytest.mark.parametrize("name", render.names())
def test_every_format_gives_the_same_text_for_the_same_briefing(name):
    again = Briefing.model_validate_json(render.rendered(briefing("A reason"), "json"))

    assert render.rendered(again, name) == render.rendered(briefing("A reason"), name)


def test_no_two_formats_claim_one_suffix():
    named = [(suffix, name) for name in render.names() for suffix in import_module(f"summarize.render.as_{name}").SUFFIXES]

    assert all(render.named_by(suffix) == name for suffix, name in named)


def paged():
    whole = briefing("plain words")
    sections = dict(whole.sections)
    answer = (Sentence(text="France leads and waits.", findings=("stance-1", "stance-2")),)
    folded = tuple(f.model_copy(update={"shown": False}) for f in sections["stance"].findings)
    sections["stance"] = sections["stance"].model_copy(update={"answer": answer, "findings": folded})
    summary = (Sentence(text="All of it in short.", findings=("who-1",)),)
    return whole.model_copy(update={"summary": summary, "sections": sections, "conflicts": ()})


@pytest.mark.parametrize("rendered", [markdown, lambda b: render.rendered(b, "terminal")])
def test_a_page_has_the_summary_and_the_answers_and_says_what_is_folded_away(rendered):
    page = rendered(paged())

    assert "In short" in page
    assert "All of it in short." in page
    assert "France leads and waits." in page
    assert "2 findings carry this or add to it: " in page
    assert "“plain words”" not in page.partition("Stance")[2].partition("Sources")[0].partition("Quotations")[0]


def test_each_sentence_of_a_page_leads_to_a_quotation_of_each_report_behind_it():
    page = markdown(paged())

    assert "- All of it in short.[^1] 000, 001" in page
    assert "[^1]: 000, 0–11: “plain words”" in page


def test_all_shows_what_a_page_folds_away():
    whole = markdown(unfolded(paged()))

    assert "not shown here" not in whole
    assert len(whole) > len(markdown(paged()))
