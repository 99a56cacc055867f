"""A page as a screen: a list that is searched by typing, and all about what is highlighted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.markdown import Markdown
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.style import Style
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tutor.conversation.pages.page import Act, Detail, Item, Page, Section, found, items, likeliest
from tutor.text import clean
from tutor.tui import rows
from tutor.tui.footer import HELP, Key, KeyLine
from tutor.tui.frame import TitleLine
from tutor.tui.signs import QUIET

MOST_TYPED = 60
"""Letters that a search may have."""


@dataclass
class Chosen(Message):
    """Something on a page was chosen: what it does is to be done."""

    act: Act


class DetailPane(VerticalScroll):
    """All about one thing; it scrolls where it is longer than its room."""

    def __init__(self) -> None:
        super().__init__(
            Static(classes="head"), Static(classes="text"), Static(classes="facts"), id="detail"
        )
        self._shown: Detail | None = None

    def show(self, detail: Detail | None) -> None:
        """Tell this, from its beginning."""
        if detail == self._shown:
            return
        self._shown = detail
        self.scroll_home(animate=False)
        self._draw()

    def on_resize(self) -> None:
        """Fit the facts to the width."""
        self._draw()

    def _draw(self) -> None:
        detail = self._shown or Detail("")
        self.query_one(".head", Static).update(rows.head(detail))
        self.query_one(".text", Static).update(Markdown(clean(detail.text), hyperlinks=False))
        width = max(self.scrollable_content_region.width, 20)
        self.query_one(".facts", Static).update(rows.facts(detail.facts, width))


class ItemList(OptionList):
    """The items of sections, one line or more each, with headings that cannot be chosen."""

    def __init__(self, *, numbered: bool) -> None:
        super().__init__(id="items", markup=False)
        self._numbered = numbered
        self._sections: tuple[Section, ...] = ()
        self.items: dict[str, Item] = {}
        self._width = 0

    def show(self, sections: tuple[Section, ...], kept: str | None = None) -> None:
        """List these; the highlight goes to ``kept`` where it is among them, else to the first."""
        self._sections = sections
        self.items = {item.id: item for item in items(sections)}
        self._fill(kept)

    @property
    def chosen(self) -> Item | None:
        """The item that is highlighted."""
        option = self.highlighted_option
        return self.items.get(option.id or "") if option is not None else None

    def on_resize(self) -> None:
        """Fit the lines to the width."""
        if self._width != self._room():
            chosen = self.chosen
            self._fill(chosen.id if chosen is not None else None)

    def _room(self) -> int:
        return max(self.scrollable_content_region.width - 1, 16)

    def _fill(self, kept: str | None) -> None:
        self._width = self._room()
        self.set_options(self._drawn())
        ids = [option.id for option in self.options]
        first = next((n for n, option in enumerate(self.options) if not option.disabled), None)
        self.highlighted = ids.index(kept) if kept is not None and kept in ids else first
        if self.highlighted == first:
            self.scroll_home(animate=False)

    def _drawn(self) -> list[Option]:
        options: list[Option] = []
        number = 0
        for section in self._sections:
            if section.title or section.note:
                if options:
                    options.append(Option("", disabled=True))
                options.append(Option(rows.heading(section, self._width), disabled=True))
            for item in section.items:
                number += 1
                shown = number if self._numbered else None
                options.append(Option(rows.row(item, self._width, shown), id=item.id))
        return options


class BrowseScreen(Screen[None]):
    """A list, a search, and a pane with all about what is highlighted."""

    CSS_PATH = "screens.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (76, "-wide")]  # noqa: RUF012 - Textual's own form
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "details", "Details", id="page.details"),
        Binding("left", "turn(-1)", "Other order", id="page.before"),
        Binding("right", "turn(1)", "Other order", id="page.after"),
        Binding("backspace", "shorten", "Shorten", id="page.shorten"),
        Binding("escape", "leave", "Back", id="page.leave"),
    ]

    def __init__(
        self,
        name: str,
        page: Page,
        detail: Callable[[Item], Detail],
        *,
        course: str = "",
        view: int = 0,
    ) -> None:
        """Show a page. ``detail`` tells all about an item; ``view`` is the order to begin with."""
        super().__init__(name=name)
        self._page = page
        self._detail = detail
        self._course = course
        self._view = view
        self._typed = ""

    def compose(self) -> ComposeResult:
        """Where one is, the list with its search, the pane, the keys."""
        yield TitleLine(f"{self._course} › {self._page.title}", self._page.lead)
        with Horizontal(id="page"):
            with Vertical(id="listed"):
                yield Static(id="orders", markup=False)
                yield Static(id="search", markup=False)
                yield ItemList(numbered=self._page.numbered)
            yield DetailPane()
        yield KeyLine()

    def on_mount(self) -> None:
        """List everything."""
        self.query_one(ItemList).focus()
        orders = self.query_one("#orders")
        orders.display = len(self._page.views) > 1
        orders.auto_links = False
        self._draw()

    # What is typed

    def on_key(self, event: events.Key) -> None:
        """A digit chooses where items have numbers; any other letter searches."""
        if event.character is None or not event.is_printable or not self._on_list:
            return
        event.stop()
        if self._page.numbered and not self._typed and event.character.isdigit():
            self._choose_number(int(event.character))
        else:
            self._search(self._typed + event.character)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted searches as if it were typed."""
        self._search(self._typed + clean(event.text).replace("\n", " ").strip())

    def action_shorten(self) -> None:
        """Take back the last letter of the search."""
        self._search(self._typed[:-1])

    def _search(self, typed: str) -> None:
        self._typed = typed.lstrip()[:MOST_TYPED]
        self._draw()

    def _choose_number(self, number: int) -> None:
        listed = list(self.query_one(ItemList).items.values())
        if 1 <= number <= len(listed):
            self._choose(listed[number - 1])

    # What is shown

    def _draw(self) -> None:
        listed = self.query_one(ItemList)
        before = listed.chosen
        shown = found(self._page.views[self._view].sections, self._typed)
        kept = likeliest(shown, self._typed) if self._typed else before
        listed.show(shown, kept.id if kept is not None else None)
        self._draw_orders()
        self._draw_search(len(listed.items))
        self._tell()

    def _draw_orders(self) -> None:
        """The orders side by side; where they do not fit, the one that is shown and its number."""
        line = self.query_one("#orders", Static)
        names = Content(" ").join(self._order(number) for number in range(len(self._page.views)))
        if names.cell_length > line.size.width:
            at = f"  ←→ {self._view + 1} of {len(self._page.views)}"
            names = Content.assemble(self._order(self._view), (at, QUIET))
        line.update(names)

    def _order(self, number: int) -> Content:
        style = "bold on $primary 30%" if number == self._view else QUIET
        click = Style.from_meta({"@click": f"screen.show_view({number})"})
        return Content.styled(f" {clean(self._page.views[number].name)} ", style).stylize(click)

    def on_resize(self) -> None:
        """Fit the orders to the width."""
        self.call_after_refresh(self._draw_orders)

    def _draw_search(self, count: int) -> None:
        if self._typed:
            none = "" if count else "  nothing is called so"
            line = Content.assemble(
                ("› ", "$text-accent"), self._typed, ("█", "$text-accent"), (none, QUIET)
            )
        else:
            line = Content.assemble(("› ", "$text-accent"), ("type to find", QUIET))
        self.query_one("#search", Static).update(line)

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """All about what is highlighted, in the pane."""
        item = self.query_one(ItemList).chosen
        self.query_one(DetailPane).show(self._detail(item) if item is not None else None)
        self.query_one(KeyLine).show(self._keys(item))

    def _keys(self, item: Item | None) -> tuple[Key, ...]:
        """The keys that do something now."""
        move = Key("↑↓", "move", "app.press('down')")
        if not self._on_list:
            return (
                Key("↑↓", "scroll", "app.press('down')"),
                Key("Tab", "back to the list", "screen.details"),
            )
        act = (Key("Enter", item.verb, "screen.choose"),) if item and item.act else ()
        numbered = self._page.numbered and not self._typed
        digits = (Key("1-9", "choose", "screen.choose"),) if numbered else ()
        turn = Key("←→", "other order", "screen.turn(1)")
        return (
            *act,
            Key("Esc", "show all" if self._typed else "back", "screen.leave"),
            Key("Tab", "details", "screen.details"),
            *((turn,) if len(self._page.views) > 1 else ()),
            move,
            *digits,
            HELP,
        )

    @property
    def _on_list(self) -> bool:
        return self.focused is self.query_one(ItemList)

    # What is done

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what was chosen, by Enter or by a click."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Do what is highlighted."""
        item = self.query_one(ItemList).chosen
        if item is not None:
            self._choose(item)

    def _choose(self, item: Item) -> None:
        if item.act is not None:
            self.post_message(Chosen(item.act))

    def action_turn(self, by: int) -> None:
        """Show the same things in another order."""
        self.action_show_view((self._view + by) % len(self._page.views))

    def action_show_view(self, number: int) -> None:
        """Show the things in the order of this number."""
        self._view = number
        self._draw()

    def action_details(self) -> None:
        """To the pane and back; where there is no room for both, it takes the list's place."""
        pane, listed = self.query_one(DetailPane), self.query_one(ItemList)
        self.set_class(self._on_list, "-details")
        (pane if self._on_list else listed).focus()
        self.call_after_refresh(lambda: self.query_one(KeyLine).show(self._keys(listed.chosen)))

    def action_leave(self) -> None:
        """From the pane to the list; from a search to all; else away."""
        if not self._on_list:
            self.action_details()
        elif self._typed:
            self._search("")
        else:
            self.dismiss()
