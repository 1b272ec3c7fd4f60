"""The program itself: a list, a finding, its source; keys that decide."""

from typing import ClassVar, get_args

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from summarize.briefing.decisions import Kind, Shown
from summarize.errors import SummarizeError
from summarize.models import Citation
from summarize.review import parts
from summarize.review.dialogs import Ask, Edit, Help
from summarize.review.queue import Item, Lists, items, progress
from summarize.review.session import Session

KEYS = "a accept  r reject  e edit  u undo  ←→ quote  Tab list  / find  ? help  q quit"
ABOVE = 3  # rows of context over a quotation


class Review(Screen[None]):
    """The riskiest findings first, each beside the words that it cites."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,n,j", "move(1)", priority=True),
        Binding("up,p,k", "move(-1)", priority=True),
        Binding("right,full_stop", "quotation(1)", priority=True),
        Binding("left,comma", "quotation(-1)", priority=True),
        Binding("space", "turn('#source', 1)", priority=True),
        Binding("backspace", "turn('#source', -1)", priority=True),
        Binding("pagedown", "turn('#finding', 1)", priority=True),
        Binding("pageup", "turn('#finding', -1)", priority=True),
        Binding("tab", "list(1)", priority=True),
        Binding("shift+tab", "list(-1)", priority=True),
        Binding("a", "accept"),
        Binding("r", "reject"),
        Binding("e", "edit"),
        Binding("u", "undo"),
        Binding("slash", "find"),
        Binding("question_mark", "help"),
        Binding("q", "app.quit"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._which: Lists = "queue"
        self._words = ""
        self._items: list[Item] = []
        self._quotation = 0

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with Horizontal():
            with Vertical(id="left"):
                yield OptionList(id="list", markup=False)
                with VerticalScroll(id="finding", can_focus=False):
                    yield Static(id="card")
            with Vertical(id="right"):
                yield Static(id="where")
                with VerticalScroll(id="source", can_focus=False):
                    yield Static(id="text")
        yield Static(Content(KEYS), id="keys")

    def on_mount(self) -> None:
        self.query_one("#list").focus()
        self._fill()
        if self._session.torn:
            self._tell("The last line of the decisions is half written, as a kill leaves it. It does not count.")

    def on_resize(self, _: events.Resize) -> None:
        self.call_after_refresh(self._show_quotation)

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        self._quotation = 0
        self._show()

    @property
    def _item(self) -> Item | None:
        at = self.query_one("#list", OptionList).highlighted
        return self._items[at] if at is not None and at < len(self._items) else None

    def _fill(self, key: str | None = None, at: int = 0) -> None:
        """The list anew; the finding `key` is selected, where it is in the list, else the one that stands at `at`."""
        applied, shown = self._session.applied, self.query_one("#list", OptionList)
        self._items = items(applied, self._which, self._words)
        rows = [Option(parts.line(applied.briefing.sections[one.section], one)) for one in self._items]
        shown.clear_options().add_options(rows)
        keys = [one.finding.id for one in self._items]
        shown.highlighted = (keys.index(key) if key in keys else min(at, len(keys) - 1)) if keys else None
        self._quotation = 0
        self._show()

    def _show(self) -> None:
        self.query_one("#head", Static).update(self._head())
        item, briefing = self._item, self._session.applied.briefing
        card = parts.card(briefing, item) if item else Content(self._nothing())
        self.query_one("#card", Static).update(card)
        self.query_one("#finding").scroll_home(animate=False)
        self._show_quotation()

    def _head(self) -> Content:
        done, total = progress(self._session.applied)
        names = [f"[{name}]" if name == self._which else f" {name} " for name in get_args(Lists)]
        found = f" · find: {parts.inert(self._words)}" if self._words else ""
        return Content.assemble(
            (f"{done} of {total} decided", "bold"), f"  {''.join(names)}  {len(self._items)} in this list{found}"
        )

    def _nothing(self) -> str:
        if self._words:
            return "Nothing here has these words. /, then Enter: all of the list"
        return "Everything is decided. q: quit, Tab: look at it again" if self._which == "queue" else "Nothing here yet."

    @property
    def _citations(self) -> tuple[Citation, ...]:
        return self._item.finding.citations if self._item else ()

    def _show_quotation(self) -> None:
        where, text, source = self.query_one("#where", Static), self.query_one("#text", Static), self.query_one("#source")
        if not self._citations:
            where.update("")
            text.update("")
            return
        citation = self._citations[self._quotation % len(self._citations)]
        record = self._session.applied.briefing.sources[citation.source]
        page = parts.page(record, citation, self._citations)
        where.update(parts.heading(record, self._quotation % len(self._citations) + 1, len(self._citations)))
        text.update(page.text)
        row = len(page.before.wrap(max(1, source.scrollable_content_region.width))) - 1
        self.call_after_refresh(source.scroll_to, y=max(0, row - ABOVE), animate=False)

    def action_move(self, step: int) -> None:
        shown = self.query_one("#list", OptionList)
        if self._items:
            shown.highlighted = max(0, min(len(self._items) - 1, (shown.highlighted or 0) + step))

    def action_quotation(self, step: int) -> None:
        self._quotation = (self._quotation + step) % max(1, len(self._citations))
        self._show_quotation()

    def action_turn(self, pane: str, step: int) -> None:
        shown = self.query_one(pane)
        shown.scroll_relative(y=step * max(1, shown.size.height - 2), animate=False)

    def action_list(self, step: int) -> None:
        names, key = get_args(Lists), self._item.finding.id if self._item else None
        self._which = names[(names.index(self._which) + step) % len(names)]
        self._fill(key)

    def action_find(self) -> None:
        def found(words: str | None) -> None:
            if words is not None:
                self._words = words
                self._fill(self._item.finding.id if self._item else None)

        self.app.push_screen(Ask("Find in the list", self._words), found)

    def action_help(self) -> None:
        self.app.push_screen(Help())

    def action_accept(self) -> None:
        item = self._item
        if item and item.finding.review and item.finding.review.decision == "edited":
            self._tell("An edited finding counts as accepted. u takes the edit back.")
        elif item:
            self._decide(item, "accepted")

    def action_reject(self) -> None:
        if item := self._item:

            def because(reason: str | None) -> None:
                if reason:
                    self._decide(item, "rejected", reason=reason)

            self.app.push_screen(Ask("Reject: why?", needed="Say why: a reader sees it. Esc: cancel"), because)

    def action_edit(self) -> None:
        if item := self._item:

            def instead(shown: Shown | None) -> None:
                if shown:
                    self._decide(item, "edited", edited=shown)

            key = item.finding.id
            self.app.push_screen(Edit(item.finding.statement, lambda words: self._session.check(key, words)), instead)

    def action_undo(self) -> None:
        try:
            key = self._session.undo(self._item.finding.id if self._item else None)
        except SummarizeError as error:
            self._not_decided(error)
            return
        if key is None:
            self._tell("There is nothing to undo: this finding is not decided, and you decided nothing yet.")
        else:
            self._fill(key)

    def _decide(self, item: Item, kind: Kind, *, reason: str = "", edited: Shown | None = None) -> None:
        at = self.query_one("#list", OptionList).highlighted or 0
        try:
            self._session.decide(item.finding.id, kind, reason=reason, edited=edited)
        except SummarizeError as error:
            self._not_decided(error)
            return
        self._fill(None if self._which == "queue" else item.finding.id, at)

    def _not_decided(self, error: SummarizeError) -> None:
        """Say why, and show what stands now: somebody else may have decided."""
        at = self.query_one("#list", OptionList).highlighted or 0
        self._fill(self._item.finding.id if self._item else None, at)
        self._tell(f"Not decided: {error}")

    def _tell(self, line: str) -> None:
        self.notify(parts.inert(line), markup=False)


class Reviewing(App[None]):
    """`summarize review`."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "summarize review"
    CSS = """
    * { scrollbar-size-vertical: 1; scrollbar-background: $background; scrollbar-color: $primary-muted; }
    #head { height: 1; padding: 0 1; background: $primary-background; }
    #keys { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    #left { width: 45%; }
    #right { width: 55%; border-left: solid $primary; padding: 0 0 0 1; }
    #list { height: 35%; max-height: 16; border: none; border-bottom: solid $primary; padding: 0;
            text-wrap: nowrap; text-overflow: ellipsis; background: $background; }
    #finding { height: 1fr; padding: 0 1; background: $background; }
    #where { height: auto; max-height: 3; margin-bottom: 1; }
    #source { height: 1fr; padding: 0 1 0 0; }
    Ask, Edit, Help { align: center middle; }
    .dialog { width: 80%; max-width: 100; height: auto; max-height: 90%; padding: 0 1;
               border: round $accent; background: $surface; }
    .wide { width: 92%; }
    Statement { height: auto; max-height: 10; }
    #hint { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def on_mount(self) -> None:
        self.push_screen(Review(self._session))
