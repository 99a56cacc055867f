"""The conversation on the screen: the latest messages mounted, the older ones let go."""

from rich.console import RenderableType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tutor.conversation import messages as m
from tutor.tui.choices import ChoiceList
from tutor.tui.said import rendered, speaker

MOST_MOUNTED = 80
KEPT_MOUNTED = 50
"""When more than ``MOST_MOUNTED`` messages are on the screen, the oldest go, down to this many."""

LABEL_WIDTH = 6


class Bubble(Horizontal):
    """One message with its speaker."""

    def __init__(self, who: str, what: RenderableType, *, named: bool) -> None:
        label = Static(who if named else "", classes=f"who {who or 'note'}", markup=False)
        label.set_class(not named, "unnamed")
        super().__init__(label, Static(what, classes="what"), classes=f"from-{who or 'note'}")


class Transcript(VerticalScroll, can_focus=False):
    """The messages, the latest at the bottom, with the choices of the prompt under them."""

    def __init__(self) -> None:
        super().__init__()
        self._prompt: m.Message | None = None
        self._at_end = True

    async def show(self, messages: tuple[m.Message, ...]) -> None:
        """Add messages, and bring the first of them into view."""
        await self.query(ChoiceList).remove()
        await self.query(".waiting").remove()
        bubbles = self._bubbles(messages)
        await self.mount_all(bubbles)
        prompt = messages[-1] if messages else None
        await self._show_prompt(prompt)
        await self._let_go()
        if bubbles:
            self.call_after_refresh(self._bring_into_view, bubbles[0])
        else:
            self.scroll_end(animate=False)

    def _bubbles(self, messages: tuple[m.Message, ...]) -> list[Widget]:
        width = max(self.size.width - LABEL_WIDTH - 4, 20)
        if self._repeats(messages):
            messages = messages[:-1]
        drawn = [(speaker(message), rendered(message, width)) for message in messages]
        bubbles: list[Widget] = []
        before = ""
        for who, what in drawn:
            if what is not None:
                bubbles.append(Bubble(who, what, named=who != before))
                before = who
        return bubbles

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember whether the end is in view."""
        super().watch_scroll_y(old_value, new_value)
        self._at_end = new_value >= self.max_scroll_y - 1

    def on_resize(self) -> None:
        """Keep the end in view when the room gets smaller, as it does for suggestions."""
        if self._at_end:
            self.scroll_end(animate=False, immediate=True)

    def _repeats(self, messages: tuple[m.Message, ...]) -> bool:
        """Whether there is nothing but a notice before the prompt that stands there already."""
        last, self._prompt = self._prompt, messages[-1] if messages else None
        return last == self._prompt and all(isinstance(x, m.Notice) for x in messages[:-1])

    async def _show_prompt(self, prompt: m.Message | None) -> None:
        match prompt:
            case m.PressContinue():
                await self.mount(Static("Press Enter to continue", classes="waiting"))
            case (
                m.AskAnything() | m.PickChoice() | m.PickOption() | m.PickSuggestion() | m.Confirm()
            ) if prompt.choices:
                await self.mount(ChoiceList(prompt.choices))
            case _:
                pass

    async def _let_go(self) -> None:
        bubbles = list(self.query(Bubble))
        if len(bubbles) > MOST_MOUNTED:
            for old in bubbles[: len(bubbles) - KEPT_MOUNTED]:
                await old.remove()

    def _bring_into_view(self, first: Widget) -> None:
        self.scroll_to_widget(first, top=True, animate=False)
