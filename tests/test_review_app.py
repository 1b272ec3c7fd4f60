"""`summarize review`: what a reviewer sees and what the keys do, in small and large terminals; and the commands around it."""

import asyncio
import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input, OptionList, Static, TextArea
from textual.worker import WorkerCancelled
from typer.testing import CliRunner

from summarize.briefing.decisions import Log, append, read
from summarize.briefing.file import load, save
from summarize.briefing.rewording import WRITTEN
from summarize.cli import app
from summarize.errors import ReplayError
from summarize.models import Citation
from summarize.records import Conflict
from summarize.review.app import Reviewing
from summarize.review.dialogs import Ask, Edit, Help
from summarize.review.parts import inert, page
from summarize.review.session import DecidedError, Session
from summarize.testing import Scripted
from tests.test_review import decision
from tests.test_without import DENIES_3, LEADS_0, LEADS_1, LEADS_2, WAITS_1, WAITS_2, briefing, cite, finding, record

NOW = "2026-01-02T03:04:05Z"
SIZES = [(80, 24), (140, 40)]
FIGHT = Conflict(id="conflict-1", section="stance", kind="contradiction", findings=("stance-3", "stance-4"), why="They differ.")
WHOLE = briefing(
    finding(LEADS_0, LEADS_1, LEADS_2, statement="France leads the force."),
    finding(cite("003", "Rome will follow."), key="stance-2", statement="Rome will follow."),
    finding(WAITS_1, WAITS_2, key="stance-3", statement="Spain waits."),
    finding(DENIES_3, key="stance-4", statement="Spain denies that it waits.", credibility=4),
    finding(cite("000", "Nobody asked Spain."), key="stance-5", statement="Spain was not asked.", verdict="unchecked"),
    conflicts=(FIGHT,),
)
BY_RISK = ["stance-3", "stance-4", "stance-5", "stance-2", "stance-1"]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "b.review.jsonl"


def drive(session, *keys, size=(80, 24), then=lambda review: review):
    """Start the program, press the keys (`+` before letters: type these), and give what `then` makes of its screen."""

    async def run():
        reviewing = Reviewing(session)
        async with reviewing.run_test(size=size) as pilot:
            await pilot.pause()
            for key in keys:
                for one in key[1:] if key.startswith("+") else key.split(","):
                    await pilot.press("space" if one == " " else one)
                await pilot.pause()
                with suppress(WorkerCancelled):
                    await reviewing.workers.wait_for_complete()
                await pilot.pause()
            return then(reviewing.screen)

    return asyncio.run(run())


def session(path, whole=WHOLE, **how):
    return Session(whole, path, "ada", now=lambda: NOW, **how)


def listed(review):
    return [one.finding.id for one in review._items]


def at(review):
    return review._item.finding.id if review._item else None


def text(review, widget):
    return str(review.query_one(widget, Static).content)


def toasts(review):
    return [each.message for each in review.app._notifications]


def kept(path):
    return [(one.decision, one.claimed.statement) for one in read(path).lines]


def test_the_riskiest_come_first(path):
    assert drive(session(path), then=listed) == BY_RISK


@pytest.mark.parametrize("size", SIZES)
def test_a_finding_stands_left_with_its_worth_and_its_words_right(path, size):
    def seen(review):
        return text(review, "#card"), text(review, "#where"), text(review, "#text"), review.size

    card, where, source, shown = drive(session(path), size=size, then=seen)

    assert tuple(shown) == size
    assert "Spain waits." in card
    assert "001, 002 · 2 origins · credibility 2" in card
    assert "They differ." in card
    assert "Spain denies that it waits." in card
    assert "quotation 1 of 2" in where
    assert "▶Spain waits.◀" in source


@pytest.mark.parametrize("size", SIZES)
def test_the_marked_words_are_on_the_screen(path, size):
    long = "First of all.\n\n" + "\n\n".join(f"This is paragraph {n}, which nobody cites." for n in range(300))
    quote = "This is paragraph 250, which nobody cites."
    text_ = {"id": "000", "text": long}
    start = long.index(quote)
    one = cite("000", "Nobody asked Spain.").model_copy(update={"start": start, "end": start + len(quote), "quote": quote})
    whole = briefing(finding(one))
    whole = whole.model_copy(
        update={"sources": type(whole.sources)((record("000").model_copy(update=text_), *whole.sources[1:]))}
    )

    def visible(review):
        source = review.query_one("#source")
        lines = review.query_one("#text", Static).content.wrap(source.scrollable_content_region.width)
        row = next(n for n, line in enumerate(lines) if "▶" in line.plain)
        return source.scroll_y <= row < source.scroll_y + source.size.height

    assert drive(session(path, whole), size=size, then=visible)


def test_a_source_that_gives_orders_to_programs_says_so_above_its_words(path):
    order = "Rome will\x1b[2J follow."
    flagged = WHOLE.sources["001"].model_copy(update={"instructions": (Citation(source="001", start=0, end=21, quote=order),)})
    sources = type(WHOLE.sources)(flagged if s.id == "001" else s for s in WHOLE.sources)

    where = drive(session(path, WHOLE.model_copy(update={"sources": sources})), then=lambda review: text(review, "#where"))

    assert where.endswith("reads like instructions to a program: 1 sentence, not used")
    assert "\x1b" not in where


@pytest.mark.parametrize("keys", [("n",), ("j",), ("down",), ("n", "n", "p"), ("n", "n", "k"), ("n", "n", "up")])
def test_keys_move_in_the_list(path, keys):
    assert drive(session(path), *keys, then=at) == BY_RISK[1]


def test_the_list_ends_where_it_ends(path):
    assert drive(session(path), "p", then=at) == BY_RISK[0]
    assert drive(session(path), *["n"] * 9, then=at) == BY_RISK[-1]


@pytest.mark.parametrize(
    ("keys", "number"), [((), 1), (("right",), 2), (("right", "right"), 1), (("left",), 2), (("full_stop", "comma"), 1)]
)
def test_keys_step_through_the_quotations(path, keys, number):
    assert f"quotation {number} of 2" in drive(session(path), *keys, then=lambda r: text(r, "#where"))


def test_accepting_goes_on_to_the_next_and_is_on_the_disk(path):
    assert drive(session(path), "a", then=at) == BY_RISK[1]
    assert kept(path) == [("accepted", "Spain waits.")]
    assert (read(path).lines[0].by, read(path).lines[0].at) == ("ada", NOW)


def test_rejecting_asks_why_and_takes_no_silence(path):
    hint = drive(session(path), "r", "enter", then=lambda screen: str(screen.query_one("#hint", Static).content))
    assert "Say why" in hint
    assert kept(path) == []

    drive(session(path), "r", "+not in it", "enter")

    assert [(one.decision, one.reason) for one in read(path).lines] == [("rejected", "not in it")]


def test_escape_decides_nothing(path):
    drive(session(path), "r", "+no", "escape", "e", "+ More.", "escape")

    assert kept(path) == []


def test_an_edit_is_checked_and_kept(path):
    drive(session(path), "e", "ctrl+u", "+Spain is waiting.", "enter")

    [one] = read(path).lines
    assert (one.decision, one.claimed.statement, one.shown.statement) == ("edited", "Spain waits.", "Spain is waiting.")
    assert one.shown.reasons[0] == WRITTEN
    assert "no model judged it" in one.reason


def test_a_refused_edit_says_why_and_can_be_corrected(path):
    def seen(screen):
        return str(screen.query_one("#hint", Static).content), screen.query_one(TextArea).text

    hint, words = drive(session(path), "e", "ctrl+u", "+Spain does not wait.", "enter", then=seen)

    assert hint.startswith("Not kept: ")
    assert words == "Spain does not wait."
    assert kept(path) == []

    drive(session(path), "e", "ctrl+u", "+Spain does not wait.", "enter", "ctrl+u", "+Spain is waiting.", "enter")

    assert [kind for kind, _ in kept(path)] == ["edited"]


def test_an_edit_that_changes_nothing_is_none(path):
    hint = drive(session(path), "e", "enter", then=lambda screen: str(screen.query_one("#hint", Static).content))

    assert "Nothing is changed" in hint


def test_a_model_that_is_given_judges_an_edit(path):
    engine = Scripted(lambda *_: 0.01)
    hint = drive(
        session(path, engine=engine),
        "e",
        "ctrl+u",
        "+Spain is waiting.",
        "enter",
        then=lambda s: str(s.query_one("#hint", Static).content),
    )

    assert "the model does not find all of it" in hint


def test_a_model_that_is_not_there_keeps_nothing_and_says_so(path):
    def gone(*_):
        raise ReplayError("the cassette lacks a reply")

    hint = drive(
        session(path, engine=Scripted(gone)),
        "e",
        "ctrl+u",
        "+Spain is waiting.",
        "enter",
        then=lambda s: str(s.query_one("#hint", Static).content),
    )

    assert "the cassette lacks a reply" in hint
    assert kept(path) == []


def test_undo_takes_back_the_last_decision_by_a_further_line(path):
    assert drive(session(path), "a", "a", "u", then=at) == BY_RISK[1]
    assert [kind for kind, _ in kept(path)] == ["accepted", "accepted", "undone"]
    assert kept(path)[1][1] == kept(path)[2][1] == "Spain denies that it waits."


def test_undo_takes_back_what_is_selected_where_that_is_decided(path):
    drive(session(path), "a", "a", "tab", "tab", "home", "u")

    assert kept(path)[2] == ("undone", "Spain waits.")


def test_undo_reaches_decisions_of_an_earlier_sitting(path):
    drive(session(path), "a")

    drive(session(path), "tab", "tab", "u")

    assert [kind for kind, _ in kept(path)] == ["accepted", "undone"]


def test_where_nothing_is_decided_there_is_nothing_to_undo(path):
    drive(session(path), "u")

    assert kept(path) == []


def test_an_edited_finding_is_not_accepted_over_its_edit(path):
    drive(session(path), "e", "ctrl+u", "+Spain is waiting.", "enter", "tab", "tab", "a")

    assert [kind for kind, _ in kept(path)] == ["edited"]


def test_tab_goes_through_the_lists(path):
    assert drive(session(path), "a", then=listed) == BY_RISK[1:]
    assert drive(session(path), "tab", then=listed) == ["stance-1", "stance-2", "stance-3", "stance-4", "stance-5"]
    assert drive(session(path), "tab", "tab", then=listed) == ["stance-3"]
    assert drive(session(path), "tab", "tab", "tab", then=listed) == BY_RISK[1:]


def test_words_are_found_in_the_list(path):
    assert drive(session(path), "slash", "+spain WAIT", "enter", then=listed) == ["stance-3", "stance-4"]
    assert drive(session(path), "slash", "+nowhere", "enter", then=lambda r: text(r, "#card")).startswith("Nothing here")


def test_progress_is_told(path):
    assert drive(session(path), then=lambda r: text(r, "#head")).startswith("0 of 5 decided")
    assert drive(session(path), "a", "a", then=lambda r: text(r, "#head")).startswith("2 of 5 decided")


def test_the_last_decision_leaves_an_empty_queue(path):
    assert "Everything is decided" in drive(session(path), *"aaaaa", then=lambda r: text(r, "#card"))
    drive(session(path), "a", "r", "e", "u", "right")
    assert len(kept(path)) == 5


def test_help_fits_a_small_screen(path):
    def seen(screen):
        box = screen.query_one(".dialog")
        return isinstance(screen, Help), box.max_scroll_y

    assert drive(session(path), "question_mark", then=seen) == (True, 0)
    assert not isinstance(drive(session(path), "question_mark", "escape"), Help)


def test_who_cancels_while_an_edit_is_checked_decides_nothing(path):
    waiting, running = Event(), session(path)
    running.check = lambda *_: waiting.wait(0.3) and None

    assert not isinstance(drive(running, "e", "+ Now.", "enter,escape"), Edit)
    assert kept(path) == []


def test_letters_in_a_dialog_decide_nothing(path):
    drive(session(path), "r", "+aruenpq", "escape")

    assert kept(path) == []


@pytest.mark.parametrize(("key", "kind"), [("r", Ask), ("e", Edit), ("slash", Ask)])
def test_a_dialog_has_the_cursor_at_once(path, key, kind):
    def seen(screen):
        return type(screen), isinstance(screen.focused, Input | TextArea)

    assert drive(session(path), key, then=seen) == (kind, True)


def test_a_decision_that_does_not_hold_any_more_comes_first_and_says_why(path):
    before = briefing(finding(cite("003", "Rome will follow."), key="stance-2", statement="Italy comes along."))
    append(path, decision(before, "stance-2"))

    first, card = drive(session(path), then=lambda r: (listed(r)[0], text(r, "#card")))

    assert first == "stance-2"
    assert "accepted by ada before: what it says is worded otherwise now" in card


def test_a_full_disk_decides_nothing_and_the_program_goes_on(path):
    path.mkdir()
    with pytest.raises(Exception, match="cannot read"):
        session(path)
    path.rmdir()
    running = session(path)
    path.mkdir()

    assert drive(running, "a", then=listed) == BY_RISK


def test_half_a_line_is_no_reason_to_refuse(path):
    append(path, decision(WHOLE, "stance-3"))
    path.write_bytes(path.read_bytes() + b'{"form')

    drive(session(path), "a")

    assert [kind for kind, _ in kept(path)] == ["accepted", "accepted"]


HOSTILE = "[bold]Spain[/] \x1b[2Jwaits.\u202e {{ x }} [link=javascript:x]y[/link]"


def test_the_text_of_articles_is_inert(path):
    source = record("000").model_copy(update={"text": HOSTILE, "title": "[red]\x1b]0;title\x07"})
    one = cite("000", "Nobody asked Spain.").model_copy(update={"start": 0, "end": len(HOSTILE), "quote": HOSTILE})
    whole = briefing(finding(one, statement=HOSTILE))
    whole = whole.model_copy(update={"sources": type(whole.sources)((source, *whole.sources[1:]))})

    def seen(review):
        row = str(review.query_one(OptionList).get_option_at_index(0).prompt)
        return [row, *(text(review, widget) for widget in ("#card", "#where", "#text"))]

    shown = drive(session(path, whole), then=seen)

    assert not any(char in "".join(shown) for char in "\x1b\x07\u202e")
    assert all("[bold]Spain[/] ‹U+001B›[2Jwaits." in each for each in (shown[0], shown[1], shown[3]))
    assert "[red]‹U+001B›]0;title" in shown[2]


def test_paragraphs_stay_and_lines_that_a_page_broke_do_not():
    assert inert("One\ntwo.\n\nThree\tfour.\u2029Five") == "One two.\n\nThree four.\n\nFive"
    assert inert("A long paragraph.\nThe next.", wrapped=False) == "A long paragraph.\n\nThe next."


def test_other_quotations_of_the_same_source_are_underlined():
    shown = page(record("000"), LEADS_0, [LEADS_0, cite("000", "Nobody asked Spain.")]).text

    assert [(shown.plain[s.start : s.end], str(s.style)) for s in shown.spans if s.style] == [
        ("▶France leads the force.◀", "reverse bold"),
        ("Nobody asked Spain.", "underline"),
    ]


# The command


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def saved(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    save(WHOLE, "b.json")
    return Path("b.json")


def test_a_review_wants_a_terminal(saved):
    done = run("review", saved)

    assert done.exit_code == 2
    assert "needs a terminal" in done.stderr


def test_a_damaged_file_of_decisions_is_one_line(saved):
    Path("b.review.jsonl").write_text("nonsense\n")

    for words in (["review", saved], ["show", saved]):
        done = run(*words)
        assert done.exit_code == 1
        assert done.stderr.startswith("summarize: 'b.review.jsonl', line 1 is no decision")


def test_show_applies_the_decisions_beside_the_briefing_and_says_how_many(saved):
    append(Path("b.review.jsonl"), decision(WHOLE, "stance-2", "rejected", reason="too early"))

    done = run("show", saved, "--all", "--format", "markdown")

    assert "b.review.jsonl: 1 of 1 decision applied" in done.stderr
    assert "rejected" in done.stdout
    assert "too early" in done.stdout


def test_show_takes_decisions_from_another_file(saved):
    append(Path("other.jsonl"), decision(WHOLE, "stance-2"))

    assert "[accepted]" in run("show", saved, "--all", "--review", "other.jsonl").stdout.replace("\n", " ")
    assert run("show", saved, "--review", "none.jsonl").exit_code == 2


def test_show_says_which_decisions_do_not_apply(saved):
    before = briefing(finding(cite("003", "Rome will follow."), key="stance-2", statement="Italy comes along."))
    append(Path("b.review.jsonl"), decision(before, "stance-2"))

    assert "1 of 1 decision needs review again: accepted “Italy comes along.” in stance" in run("show", saved).stderr


def test_show_accepted_only(saved):
    append(Path("b.review.jsonl"), decision(WHOLE, "stance-2"))

    page_ = run("show", saved, "--accepted-only").stdout

    assert "Rome will follow." in page_
    assert "Accepted only: 1 of 5 findings" in page_
    assert "France leads" not in page_.partition("Quotations")[0]


def test_what_is_shown_as_a_briefing_proves_and_is_shown_again(saved):
    append(Path("b.review.jsonl"), decision(WHOLE, "stance-2", "rejected", reason="too early"))
    run("show", saved, "-o", "shown.json")
    run("show", saved, "--accepted-only", "-o", "only.json")

    assert run("verify", "shown.json").exit_code == 0
    assert run("verify", "only.json").exit_code == 0
    assert "too early" in run("show", "shown.json", "--all").stdout


def test_decisions_go_with_a_briefing_that_is_updated_to_another_file(saved, capsys):
    from summarize.cli.review import carried

    append(Path("b.review.jsonl"), decision(WHOLE, "stance-2"))

    made = carried(WHOLE, saved, Path("newer.json"))

    assert made == WHOLE
    assert read(Path("newer.review.jsonl")) == read(Path("b.review.jsonl"))
    assert "copied to newer.review.jsonl" in capsys.readouterr().err


def test_decisions_that_are_there_already_are_not_overwritten(saved, capsys):
    from summarize.cli.review import carried

    append(Path("b.review.jsonl"), decision(WHOLE, "stance-2"))
    append(Path("newer.review.jsonl"), decision(WHOLE, "stance-3"))

    carried(WHOLE, saved, Path("newer.json"))

    assert read(Path("newer.review.jsonl")) == Log((decision(WHOLE, "stance-3"),))
    assert "was there already" in capsys.readouterr().err


def test_an_update_that_is_only_shown_has_the_decisions(saved):
    from summarize.cli.review import carried

    append(Path("b.review.jsonl"), decision(WHOLE, "stance-2"))

    assert carried(WHOLE, saved, None).sections["stance"].findings[1].review.decision == "accepted"


def test_a_killed_program_loses_no_decision(saved, until):
    """In a real terminal: the keys of a person, and then SIGKILL."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environ = os.environ | {"TERM": "xterm-256color", "SUMMARIZE_REVIEWER": "ada"}
    command = [sys.executable, "-m", "summarize", "review", str(saved)]
    running = subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, env=environ, start_new_session=True)
    os.close(follower)
    os.set_blocking(leader, False)
    decisions = Path("b.review.jsonl")

    def pressed():
        with suppress(BlockingIOError):
            os.read(leader, 1_000_000)
        if not decisions.exists():
            os.write(leader, b"a")
            time.sleep(0.2)
        return decisions.exists() and decisions.read_bytes().endswith(b"\n")

    try:
        until(pressed)
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()
        os.close(leader)

    assert [(one.decision, one.by) for one in read(decisions).lines][:1] == [("accepted", "ada")]


# A run with one more article


@pytest.fixture
def articles(tmp_path, monkeypatch, server, obliging):
    """Two articles, and the options that name a model which finds an answer to every question."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "SUMMARIZE_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Hurricane Ada reached Porto on Monday. The old bridge was closed.\n")
    Path("b.txt").write_text("Typhoon Bo missed the islands on Friday. Fishermen stayed at home.\n")
    server.respond = obliging
    return ["--schema", "news", "--model", "test", "--base-url", server.url]


def accept_all(name):
    reviewing = Session(load(name), Path(name).with_suffix(".review.jsonl"), "ada", now=lambda: NOW)
    keys = [f.id for section in reviewing.applied.briefing.sections.values() for f in section.findings]
    for key in keys:
        reviewing.decide(key, "accepted")
    return len(keys)


def test_decisions_apply_again_after_the_same_command_with_one_more_article(articles):
    assert run("brief", "a.txt", "-o", "b.json", *articles).exit_code == 0
    count = accept_all("b.json")

    again = run("brief", "a.txt", "b.txt", "-o", "b.json", *articles)

    assert f"b.review.jsonl: {count} of {count} decisions applied" in again.stderr
    assert f"{count} of {count} decisions applied" in run("show", "b.json").stderr
    assert all(f.review is None for section in load("b.json").sections.values() for f in section.findings)


def test_decisions_apply_again_after_an_update_to_another_file(articles):
    run("brief", "a.txt", "-o", "b.json", *articles)
    count = accept_all("b.json")

    done = run("update", "b.json", "b.txt", "-o", "newer.json", "--model", "test", "--base-url", articles[-1])

    assert done.exit_code == 0, done.output
    assert "the decisions in b.review.jsonl are copied to newer.review.jsonl" in done.stderr
    assert f"newer.review.jsonl: {count} of {count} decisions applied" in done.stderr
    assert f"{count} of {count} decisions applied" in run("show", "newer.json").stderr


@pytest.mark.parametrize("words", [["brief", "a.txt", "-o", "b.json"], ["update", "b.json", "b.txt", "-o", "newer.json"]])
def test_a_damaged_file_of_decisions_is_told_before_a_model_is_asked(articles, server, words):
    run("brief", "a.txt", "-o", "b.json", *articles)
    Path("b.review.jsonl").write_text("nonsense\n")
    asked = len(server.requests)

    done = run(*words, "--no-cache", "--model", "test", "--base-url", articles[-1])

    assert done.exit_code == 1
    assert "line 1 is no decision" in done.stderr
    assert len(server.requests) == asked


def test_what_somebody_else_decided_meanwhile_is_shown_and_not_overruled_unseen(path):
    mine, other = session(path), Session(WHOLE, path, "Bob", now=lambda: NOW)
    other.decide("stance-3", "accepted")

    told, left = drive(mine, "a", then=lambda review: (toasts(review), listed(review)))

    assert told == ["Not decided: Bob accepted this meanwhile; look again"]
    assert "stance-3" not in left
    assert [(one.by, one.decision) for one in read(path).lines] == [("Bob", "accepted")]


def test_what_somebody_else_decided_about_another_finding_is_no_hindrance(path):
    mine, other = session(path), Session(WHOLE, path, "Bob", now=lambda: NOW)
    other.decide("stance-1", "rejected", reason="old")
    mine.decide("stance-3", "accepted")

    assert {*mine.applied.counts} == {"stance-1", "stance-3"}


def test_an_undo_does_not_take_back_what_somebody_else_decided_unseen(path):
    mine, other = session(path), Session(WHOLE, path, "Bob", now=lambda: NOW)
    mine.decide("stance-3", "accepted")
    Session(WHOLE, path, "Bob", now=lambda: NOW).decide("stance-3", "rejected", reason="no")

    with pytest.raises(DecidedError, match="Bob rejected this meanwhile; look again"):
        mine.undo("stance-3")
    assert mine.undo("stance-3") == "stance-3"
    assert mine.applied.counts["stance-3"].decision == "accepted"
    assert other.applied.counts == {}


def test_a_file_of_decisions_that_is_damaged_meanwhile_ends_no_review(path):
    mine = session(path)
    path.write_text("no decision\n")

    [told] = drive(mine, "a", then=toasts)

    assert told.startswith("Not decided: ")
    assert "line 1 is no decision" in told
