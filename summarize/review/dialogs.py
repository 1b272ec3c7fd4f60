"""What the program asks for: a reason, another statement, words to find; and its help."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea
from textual.worker import Worker, WorkerState

from summarize.briefing.decisions import Shown
from summarize.briefing.rewording import RefusedError
from summarize.errors import SummarizeError
from summarize.review.parts import inert

# No line is wider than a dialog on a screen of 80 columns.
HELP = """\
a        accept: the quotations carry it, and it belongs here
r        reject: asks why
e        edit: the new words are checked against the quotations
u        undo the decision on this finding; where it has none,
         your last one

↓ n j    the next finding; ↑ p k: the one before
→ .      the next quotation; ← ,: the one before
Tab      the other list: queue (riskiest first), all, decided
/        find words in the list; empty: all of it again
Space    turn the article's page; Backspace: back
PgDn     turn the finding's page; PgUp: back
q        quit; each decision is on the disk at once

· open   ✓ accepted   ✗ rejected   ✎ edited
▶ ◀ stand around the cited words; what else the finding cites
in the same article is underlined.   Esc: close this"""


class Help(ModalScreen[None]):
    """Which key does what."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,q,enter", "dismiss")]

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog wide") as box:
            box.border_title = "Help"
            yield Static(Content(HELP))


class Ask(ModalScreen[str | None]):
    """Asks for one line; None where it was cancelled. `needed`: what is said where it is empty; "" if that will do."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)")]

    def __init__(self, title: str, given: str = "", *, needed: str = "") -> None:
        super().__init__()
        self._title, self._given, self._needed = title, given, needed

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._title
            yield Input(self._given, compact=True)
            yield Static("Enter: done   Esc: cancel", id="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if self._needed and not event.value.strip():
            self.query_one("#hint", Static).update(Content(self._needed))
        else:
            self.dismiss(event.value.strip())


class Statement(TextArea):
    """A statement is one line, however it wraps: Enter ends it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.submit", priority=True)]


class Edit(ModalScreen[Shown | None]):
    """Asks for other words and checks them; None where that was cancelled. What is refused stays, to be corrected."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", priority=True)]

    def __init__(self, given: str, check: Callable[[str], Shown]) -> None:
        super().__init__()
        self._given, self._check = given, check

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog wide") as box:
            box.border_title = "Edit: what do the quotations say?"
            yield Statement(inert(self._given), soft_wrap=True, compact=True)
            yield Static("Enter: check and keep   Esc: cancel", id="hint")

    def on_mount(self) -> None:
        text = self.query_one(Statement)
        text.move_cursor(text.document.end)

    def action_submit(self) -> None:
        words = self.query_one(Statement).text
        if " ".join(words.split()) == " ".join(self._given.split()):
            self._say("Nothing is changed yet. Esc: cancel")
            return
        self._say("Checking it against the quotations …")
        self.run_worker(lambda: self._checked(words), thread=True, exclusive=True)

    def _checked(self, words: str) -> Shown | str:
        """In a thread of its own, for a model takes seconds: how it is kept, or why it is not."""
        try:
            return self._check(words)
        except (RefusedError, SummarizeError) as error:
            return f"Not kept: {error}. Correct it, or Esc: cancel"

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state == WorkerState.SUCCESS:
            if isinstance(event.worker.result, Shown):
                self.dismiss(event.worker.result)
            else:
                self._say(str(event.worker.result))

    def _say(self, line: str) -> None:
        self.query_one("#hint", Static).update(Content(inert(line)))
