"""The numbered choices of a prompt: by key, arrows or mouse."""

from collections.abc import Sequence

from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tutor.conversation.messages import Choice
from tutor.text import clean


class ChoiceList(OptionList, can_focus=False):
    """A prompt's choices. The line that is typed on keeps the focus and moves the highlight."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__(*(self._option(n, c) for n, c in enumerate(choices, 1)), markup=False)
        self.keys = [choice.key for choice in choices]
        self.highlighted = None

    @staticmethod
    def _option(number: int, choice: Choice) -> Option:
        text = Text(f"{number} ", style="bold")
        if choice.struck:
            text.append(f"{clean(choice.text)} (already tried)", style="dim strike")
        else:
            text.append(clean(choice.text), style="not bold")
        return Option(text, disabled=choice.struck)

    @property
    def chosen(self) -> str | None:
        """The key of the highlighted choice."""
        return self.keys[self.highlighted] if self.highlighted is not None else None
