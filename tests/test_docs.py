"""What the pages in docs/ say the program does, it does: their examples are run, without a model."""

import importlib
import json
import re
import shlex
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.main import get_command

import summarize
from summarize.briefing.proof import prove
from summarize.checking.claims import line
from summarize.checking.entailment import Entailment
from summarize.checking.guards import guards
from summarize.checking.wording import wording
from summarize.cli import app
from summarize.language.english import parse
from summarize.models import Citation, Finding
from summarize.reconciling.aliases import read_aliases
from summarize.reconciling.articles import Articles
from summarize.reconciling.conflicts.find import conflicts
from summarize.sourcing.publication import Dated
from summarize.testing import Scripted
from tests.filling import fill as filling
from tests.filling import verdicts

DOCS = Path(__file__).parent.parent / "docs"
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md"))}
CHECKING, MERGING = PAGES["checking.md"], PAGES["merging.md"]


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def rows(page, width):
    """The cells of each table row of so many columns, heads and rules left out."""
    cells = ([c.strip() for c in row.strip("|").split("|")] for row in re.findall(r"^\|.*\|$", page, re.MULTILINE))
    return [row for row in cells if len(row) == width and row[0].startswith("`")]


JSONL = [[json.loads(row) for row in block.splitlines()] for block in blocks(CHECKING, "jsonl")]
EXAMPLES = [
    pytest.param(claim, results, id=str(claim["id"]))
    for claims, results in zip(JSONL[::2], JSONL[1::2], strict=True)
    for claim in claims
]
OBJECTIONS = rows(CHECKING, 5)
BORDERS = [row for page in PAGES.values() for row in rows(page, 3) if row[0].startswith("`summarize.")]
COMMANDS = [row for page in PAGES.values() for block in blocks(page, "sh") for row in block.splitlines() if row]


@pytest.mark.parametrize(("claim", "results"), EXAMPLES)
def test_a_check_gives_the_result_that_the_page_shows(claim, results):
    [result] = summarize.check([claim], no_model=True)

    assert [shown for shown in results if shown["id"] == claim["id"]] == [json.loads(line(result))]


def test_each_block_of_claims_has_a_result_for_each_claim_and_no_more():
    assert [[c["id"] for c in one] for one in JSONL[::2]] == [[r["id"] for r in one] for one in JSONL[1::2]]


@pytest.mark.parametrize(("guard", "statement", "cited", "weight", "reason"), OBJECTIONS)
def test_a_guard_says_what_the_table_says(guard, statement, cited, weight, reason):
    module = importlib.import_module(f"summarize.checking.guards.{guard.strip('`')}")

    assert (reason, weight) in module.objections(Entailment(parse(statement), parse(cited)))


@pytest.mark.parametrize(("guard", "statement", "cited", "weight", "reason"), OBJECTIONS)
def test_what_a_guard_blocks_is_not_accepted_and_what_it_doubts_is(guard, statement, cited, weight, reason):
    [result] = summarize.check([{"id": guard, "statement": statement, "cited": [cited]}], no_model=True)

    assert reason in result.reasons
    assert result.accepted == (weight == "doubt")


def test_every_guard_is_in_the_table_in_the_order_in_which_they_run():
    named = [*guards()]

    assert list(dict.fromkeys(row[0].strip("`") for row in OBJECTIONS)) == named


@pytest.mark.parametrize(("name", "value", "_"), BORDERS)
def test_a_border_has_the_value_that_the_page_gives(name, value, _):
    module, _, constant = name.strip("`").rpartition(".")

    assert float(value) == getattr(importlib.import_module(module), constant)


def test_the_borders_of_the_judge_are_given():
    assert {"CARRIED", "DOUBTED", "PARTLY"} <= {row[0].strip("`").rpartition(".")[2] for row in BORDERS}


@pytest.mark.parametrize("row", COMMANDS)
def test_every_command_is_understood(row):
    words = shlex.split(row)

    assert words[0] == "summarize"
    get_command(app).commands[words[1]].make_context(words[1], words[2:])


def test_the_python_example_refuses_a_pier_that_is_not_closed(capsys):
    exec(compile(blocks(CHECKING, "python")[0], "checking.md", "exec"), {})

    assert capsys.readouterr().out.startswith("1 False unsupported")


def test_the_aliases_example_is_read(tmp_path):
    path = tmp_path / "aliases.yaml"
    path.write_text(blocks(MERGING, "yaml")[0], encoding="utf-8")

    assert read_aliases(path) == {
        "Northern Harbours Board": ("the NHB", "the port authority"),
        "Mary Jones": ("the chief negotiator",),
    }


@pytest.mark.parametrize(("kind", "one", "other", "days"), rows(MERGING, 4))
def test_a_conflict_is_of_the_kind_that_the_table_says(kind, one, other, days):
    findings = [finding("a", one), finding("b", other)]
    dates = {"a": on(0), "b": on(int(days))}

    [conflict] = conflicts({"s": findings}, Articles(dates=dates))

    assert conflict.kind == kind.strip("`")


def finding(source, statement):
    said = wording([statement], statement)
    return Finding(
        id=f"s-{source}",
        statement=statement,
        citations=(Citation(source=source, start=0, end=5, quote="words"),),
        sources=(source,),
        origins=(source,),
        verdict="supported",
        speaker=said.speaker,
        modality=said.modality,
    )


def on(days):
    day = date(2024, 1, 1) + timedelta(days)
    return Dated(earliest=day, latest=day, why="given")


@pytest.mark.parametrize(
    ("page", "target"), [(n, t) for n, text in PAGES.items() for t in re.findall(r"\]\(((?!https?:)[^)]+)\)", text)]
)
def test_every_link_leads_somewhere(page, target):
    name, _, anchor = target.partition("#")
    path = DOCS / (name or page)

    assert path.exists()
    assert not anchor or anchor in _anchors(path.read_text(encoding="utf-8"))


def _anchors(page):
    heads = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def test_the_class_of_the_schema_page_comes_back_filled_as_it_shows(tmp_path, monkeypatch):
    def first_of_all(prompt, shape):
        if isinstance(shape, tuple):
            return 1.0
        asked = shape.model_json_schema()
        return verdicts(asked) if prompt.name == "judge_claims" else filling(asked, sentences=2)

    (tmp_path / "my-articles").mkdir()
    (tmp_path / "my-articles" / "a.txt").write_text("Ada Verlund opposes the closing of the pier. It costs 3 million euros.")
    monkeypatch.chdir(tmp_path)
    real = summarize.brief
    monkeypatch.setattr(
        summarize, "brief", lambda sources, schema, **_: real(sources, schema=schema, engine=Scripted(first_of_all))
    )
    names = {"__name__": "pier"}
    for block in blocks(PAGES["schemas.md"], "python"):
        exec(compile(block, "schemas.md", "exec"), names)

    briefing = names["briefing"]
    assert type(briefing.value) is names["Pier"]
    assert briefing.value.mayor.stance == "supports"
    assert briefing.cited("mayor.stance").citations
    assert briefing.sources["a"].value.plans == briefing.value.plans
    assert not prove(briefing).failures
