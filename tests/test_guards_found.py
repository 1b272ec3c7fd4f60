import sys
from importlib import import_module

import pytest

from summarize.checking import guards
from summarize.checking.entailment import Entailment
from summarize.language.parsing import parse

RECORDS = '''"""Records: the largest, the worst must be cited."""

from collections.abc import Iterator

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Kind, Remark

KIND: Kind = "scope"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each superlative of the statement that the cited text lacks."""
    for word in sorted({"largest", "worst"} & pair.statement.words - pair.cited.words):
        yield f'the statement says "{word}"; the cited text does not', "doubt"
'''


@pytest.fixture
def with_file(tmp_path, monkeypatch):
    """Put a file beside the guards."""

    def put(name, text):
        (tmp_path / f"{name}.py").write_text(text)
        monkeypatch.setattr(guards, "__path__", [*guards.__path__, str(tmp_path)])

    yield put
    sys.modules.pop(f"{guards.__name__}.records", None)


def test_a_new_guard_is_one_new_file(with_file):
    statement, cited = "The largest pier reopened.", ["The pier reopened."]
    before = guards.objections(statement, cited)

    with_file("records", RECORDS)

    assert [(o.kind, o.weight, o.reason) for o in guards.objections(statement, cited) if o not in before] == [
        ("scope", "doubt", 'the statement says "largest"; the cited text does not')
    ]


def test_a_file_without_objections_is_no_guard(with_file):
    before = guards.guards()

    with_file("helping", "HALF = 0.5\n")

    assert guards.guards() == before


@pytest.mark.parametrize("guard", guards.guards(), ids=lambda guard: guard.__name__.rpartition(".")[2])
def test_no_guard_objects_to_a_quotation(guard):
    text = parse("The port may not close on Monday, said Ana Lund, because 12 of 40 ships are still there.")

    assert not list(guard.objections(Entailment(text, text)))


def test_every_guard_of_the_folder_is_found():
    assert import_module("summarize.checking.guards.negation") in guards.guards()
    assert len(guards.guards()) > 12
