import json

import pytest
from typer.testing import CliRunner

from summarize.cli import app
from summarize.errors import UsageError
from summarize.language.names import identities
from summarize.reconciling.aliases import aliases, read_aliases

TOLD = {"River Union": ("RU", "the river bloc"), "Mary Jones": ("the chief negotiator",)}


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "River Union: [RU, the river bloc]\nMary Jones:\n  - the chief negotiator\n"),
        ("a.yml", "# ours\nRiver Union:\n- RU\n- the river bloc\nMary Jones: the chief negotiator\n"),
        ("a.json", json.dumps(TOLD)),
        ("a.json", "\ufeff" + json.dumps(TOLD, indent="\t")),
    ],
)
def test_yaml_and_json_say_the_same(tmp_path, name, text):
    assert read_aliases(written(tmp_path, name, text)) == TOLD


def test_names_that_yaml_takes_for_something_else_stay_names(tmp_path):
    path = written(tmp_path, "a.yaml", "Norway: [NO, on, 007, 2024-01-01]\n")

    assert read_aliases(path) == {"Norway": ("NO", "on", "007", "2024-01-01")}


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_an_empty_file_tells_nothing(tmp_path, name):
    assert read_aliases(written(tmp_path, name, "")) == {}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.yaml", "- RU\n- EU\n", "it wants names with lists of names"),
        ("a.yaml", "RU: {a: b}\n", "'RU'"),
        ("a.yaml", "RU:\n", "'RU'"),
        ("a.yaml", "RU: [a, [b]]\n", "'RU'"),
        ("a.yaml", "RU: ['']\n", "'RU'"),
        ("a.yaml", "[a]: b\n", "it wants names with lists of names"),
        ("a.yaml", "RU: [a\nEU: b]\n", "no YAML, line 2"),
        ("a.yaml", "RU: [a]\nRU: [b]\n", "'RU' twice"),
        ("a.yaml", "RU: [the Bloc]\nEU: [bloc]\n", "'bloc' under 'RU' and 'EU'"),
        ("a.yaml", "a: &x [*x]\n", "refers to another place"),
        ("a.yaml", "[" * 5000, "nested deeper than"),
        ("a.yaml", 'RU: ["\\ud800"]', "'RU'"),
        ("a.json", '{"RU": ["\\ud800"]}', "'RU'"),
        ("a.yaml", "#" * 1024**2 + "#", "larger than 1 MB"),
        ("a.json", '{"RU": ["a"], "RU": ["b"]}', "'RU' twice"),
        ("a.json", "[]", "it wants names with lists of names"),
        ("a.json", '{"RU": 7}', "'RU'"),
        ("a.json", "{", "not JSON"),
        ("a.json", "[" * 100_000, "not JSON"),
    ],
)
def test_what_is_no_list_of_names_is_one_clear_line(tmp_path, name, text, message):
    path = written(tmp_path, name, text)

    with pytest.raises(UsageError) as error:
        read_aliases(path)

    assert message in str(error.value)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there_or_not_utf8_is_named(tmp_path):
    (tmp_path / "latin.yaml").write_bytes("Zürich: [Z]".encode("latin-1"))

    with pytest.raises(UsageError, match=r"cannot read .*nope\.yaml"):
        read_aliases(tmp_path / "nope.yaml")
    with pytest.raises(UsageError, match="not UTF-8"):
        read_aliases(tmp_path / "latin.yaml")


def test_a_program_may_give_a_mapping_a_file_or_nothing(tmp_path):
    path = written(tmp_path, "a.json", json.dumps(TOLD))

    assert aliases(TOLD) == aliases(str(path)) == aliases(path) == TOLD
    assert aliases(None) == {}
    with pytest.raises(UsageError, match="'RU'"):
        aliases({"RU": 7})


def test_what_the_user_told_is_one_name():
    names = identities([], aliases=TOLD)

    assert {names.canonical(n) for n in ("RU", "the river bloc", "River bloc", "The River Union")} == {"River Union"}
    assert names.canonical("ru") == "ru", "an abbreviation counts only as it is written"


def test_what_the_texts_tell_meets_what_the_user_told():
    text = "British Prime Minister Keir Starmer spoke."

    names = identities([text], aliases={"Great Britain": ["London", "United Kingdom"]})

    assert {names.canonical(n) for n in ("London", "UK", "Britain", "Starmer")} == {"Great Britain"}


def test_the_command_line_names_a_bad_file_before_any_model_works(tmp_path):
    article = written(tmp_path, "a.txt", "Nothing happened.")
    path = written(tmp_path, "a.yaml", "- RU\n")

    done = CliRunner().invoke(app, ["brief", str(article), "--model", "local", "--aliases", str(path)])

    assert done.exit_code == 2
    assert done.stdout == ""
    assert "it wants names with lists of names" in done.stderr
