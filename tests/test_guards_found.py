"""How guards are found, what each declares, and which of them read a text of another language."""

import sys

import pytest

from summarize.checking import guards
from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Effect
from summarize.language.english import parse

LONGEST = '''"""Length: a statement is no longer than what it cites."""

from collections.abc import Iterator

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Effect, Remark

EFFECT = Effect(merge="never")


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name the last word of a statement that has more words."""
    if len(pair.statement.words) > len(pair.cited.words):
        yield f"too long: {pair.statement.words[-1].text}", "doubt"
'''
GERMAN = (
    "Der Rat hat die alte Brücke in Bremen nicht geschlossen, sagte die Bürgermeisterin am Montag vor 12 Leuten.",
    "Der Rat hat die alte Brücke in Hamburg geschlossen, weil alle es wollten, sagte der Pfarrer vor 30 Leuten.",
)


@pytest.fixture
def with_file(tmp_path, monkeypatch):
    """Put a file beside the guards."""

    def put(name, text):
        (tmp_path / f"{name}.py").write_text(text)
        monkeypatch.setattr(guards, "__path__", [*guards.__path__, str(tmp_path)])

    yield put
    for name in ("scope_too", "helping"):
        sys.modules.pop(f"{guards.__name__}.{name}", None)


def test_a_new_guard_is_one_new_file_and_its_name_is_the_kind_of_what_it_finds(with_file):
    before = [*guards.guards()]

    with_file("scope_too", LONGEST)

    assert [*guards.guards()] == sorted([*before, "scope_too"])
    found = guards.objections("The pier reopened today", ["It did"])
    assert [(o.kind, o.reason) for o in found if o.kind not in before] == [("scope_too", "too long: today")]


def test_a_file_without_an_effect_is_no_guard(with_file):
    before = guards.guards()

    with_file("helping", "HALF = 0.5\n")

    assert guards.guards() == before


@pytest.mark.parametrize("kind", guards.guards())
def test_each_guard_declares_its_effect(kind):
    assert isinstance(guards.guards()[kind].EFFECT, Effect)
    assert guards.guards()[kind].__name__.endswith(f".{kind}")


@pytest.mark.parametrize("kind", guards.guards())
def test_no_guard_objects_to_a_quotation(kind):
    text = parse("The port may not close on Monday, said Ana Lund, because 12 of 40 ships are still there.")

    assert not list(guards.guards()[kind].objections(Entailment(text, text)))


def test_of_a_text_in_another_language_only_guards_that_need_no_english_grammar_speak():
    german = {o.kind for o in guards.objections(GERMAN[1], [GERMAN[0]])}

    assert german == {kind for kind, guard in guards.guards().items() if not guard.EFFECT.english} == {"names", "numbers"}
