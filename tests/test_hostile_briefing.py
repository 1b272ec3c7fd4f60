"""A briefing that somebody else wrote: refused in one line, or wholly what it says."""

import json

import pytest
from typer.testing import CliRunner

from summarize.briefing.file import load
from summarize.cli import app
from summarize.errors import BriefingError
from tests.test_still_terminal import whole

FINDING = ("sections", "stance", "findings", 0)


def deep(levels):
    value = "x"
    for _ in range(levels):
        value = {"a": value}
    return value


def changed(*path, to):
    data = at = whole()
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = to
    return data


REFUSED = {
    "half a character in a title": (changed("sources", 0, "title", to="\ud800"), "half a character"),
    "half a character in a name": (changed("sections", "\udfff", to=whole()["sections"]["who"]), "half a character"),
    "a value of 400 levels": (changed("value", to=deep(400)), "nested deeper"),
    "a field's value of 400 levels": (changed(*FINDING, "values", "actor", 0, "value", to=deep(400)), "nested deeper"),
    "NaN": (changed("made", "wall_seconds", to=float("nan")), "no number of JSON"),
    "an infinite value": (changed("value", to=[float("inf")]), "no number of JSON"),
    "an offset behind the text": (changed(*FINDING, "citations", 0, "start", to=10**6), "spans"),
    "offsets of another place": (changed(*FINDING, "citations", 0, to={"source": "000", "start": 2**70, "end": 2**70 + 1, "quote": "F"}), "was changed"),
    "an offset before the text": (changed(*FINDING, "citations", 0, "start", to=-1), "greater than or equal to 0"),
    "a source that is not there": (changed(*FINDING, "citations", 0, "source", to="nobody"), "was changed"),
    "two findings of one id": (changed(*FINDING, "id", to="stance-2"), "two findings have the id"),
    "a conflict of nobody": (changed("conflicts", 0, "findings", to=["a", "b"]), "which its section does not have"),
    "a citation that is not there": (changed(*FINDING, "values", "actor", 0, "citations", to=[9]), "names citation 9"),
    "another type": (changed("sources", to={"a": 1}), "sources"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "why"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_hold_is_refused_in_one_line(tmp_path, data, why):
    (tmp_path / "b.json").write_text(json.dumps(data))

    with pytest.raises(BriefingError, match=why) as caught:
        load(tmp_path / "b.json")
    done = CliRunner().invoke(app, ["show", str(tmp_path / "b.json"), "--format", "json"])

    assert "\n" not in str(caught.value)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("data", [data for data, _ in REFUSED.values()], ids=REFUSED)
def test_to_verify_it_is_no_failure_of_the_program(tmp_path, data):
    (tmp_path / "b.json").write_text(json.dumps(data))

    done = CliRunner().invoke(app, ["verify", str(tmp_path / "b.json")])

    assert done.exit_code == 1
    assert "internal error" not in done.stderr
    assert done.stdout or done.stderr


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "9" * 10_000, "\ufeff", "", "\x00", '"\\ud800"', "NaN"])
def test_what_is_no_briefing_at_all_is_one_line(tmp_path, text):
    (tmp_path / "b.json").write_text(text, "utf-8")

    for command in ("show", "verify"):
        done = CliRunner().invoke(app, [command, str(tmp_path / "b.json")])
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)


def test_findings_that_supersede_each_other_are_shown(tmp_path):
    data = whole()
    one, other = data["sections"]["stance"]["findings"]
    one["superseded_by"], other["superseded_by"] = other["id"], one["id"]
    (tmp_path / "b.json").write_text(json.dumps(data))

    for form in ("terminal", "markdown", "html"):
        assert CliRunner().invoke(app, ["show", str(tmp_path / "b.json"), "--format", form]).exit_code == 0


def test_a_reviewer_whose_name_is_no_text_is_refused_before_deciding_anything(tmp_path):
    (tmp_path / "b.json").write_text(json.dumps(whole()))

    done = CliRunner().invoke(app, ["review", str(tmp_path / "b.json"), "--by", "\udcff"])

    assert (done.exit_code, "no name that can be written" in done.stderr) == (2, True)
