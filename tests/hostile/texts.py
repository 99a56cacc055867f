"""Texts that mean harm, each with a word of its own that must still be shown."""

TEXTS = {
    "colour": "\x1b[31;1337mword",
    "screen": "word\x1b[1337;2J\x1b[1337H",
    "title": "\x1b]0;1337title\x07word",
    "clipboard": "\x1b]52;c;MTMzNw==\x07word",
    "link": "\x1b]8;;https://evil.example/1337\x1b\\word\x1b]8;;\x1b\\",
    "open link": "word \x1b]8;;https://evil.example/1337",
    "device": "\x1bP1337;1q#0;2;0;0;0\x1b\\word",
    "message": "\x1b_1337word\x1b\\ word \x1b^1337\x1b\\",
    "c1 csi": "\x9b1337;31mword",
    "c1 osc": "\x9d52;c;1337\x9cword",
    "c1 dcs": "\x90 1337q\x9cword",
    "c1 next line": "word\x85\x84\x8d",
    "overwritten": "innocent\rword",
    "erased": "evil\b\b\b\bword",
    "bell": "word\x07\x00\x0e\x0f\x7f",
    "right to left": "word \u202egnp.exe\u202c \u2066x\u2069 \u200f \u061c",
    "zero width": "wo\u200brd word\u200d\u2060\ufeff\u00ad",
    "tags": "word\U000e0001\U000e0041\U000e007f",
    "rich markup": "[bold red]word[/bold red] [link=https://evil.example]w[/link] [/]",
    "textual markup": "[@click=app.quit]word[/] [$error]w[/] [on red]",
    "markdown link": "[word](javascript:alert(1)) ![i](file:///etc/passwd) <https://evil.example>",
    "markdown html": "<script>word</script> <img src=x onerror=alert(1)> word",
    "surrogate": "word \ud83d \udcff",
    "emoji": "word 👨‍👩‍👧‍👦 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽 1️⃣",
    "zalgo": "w" + "\u0301\u0316" * 40 + "word",
    "mixed up": "\x1b\x1b[1337m\x1b\x9b1337m\x1b]\x1b[1337mword",
}
"""By what they are; ``1337`` stands in every escape (see ``terminal.PAYLOAD``)."""

ALL = " ; ".join(TEXTS.values())
