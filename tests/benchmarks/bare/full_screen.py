"""The smallest Textual app that shows the kinds of widget that the tutor's screen shows."""

from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Label, OptionList, Static, TextArea


class Bare(App[None]):
    CSS = """
    #body { height: 1fr; }
    #text, #side { width: 1fr; }
    #side { width: 34; border-left: solid $panel; }
    #line { height: auto; border-top: solid $panel; }
    Label { width: 3; }
    TextArea, OptionList { height: auto; border: none; padding: 0; }
    """

    def compose(self) -> ComposeResult:
        yield Static("title")
        with Horizontal(id="body"):
            with VerticalScroll(id="text"):
                yield Static("A conversation")
                yield OptionList("One", "Two", "Three")
            with VerticalScroll(id="side"):
                yield Static("A map")
        with Horizontal(id="line"):
            yield Label(">")
            yield TextArea(placeholder="ask anything", compact=True)
        yield Static("keys")

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()


if __name__ == "__main__":
    Bare().run()
