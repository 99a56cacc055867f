"""A small library on disk, whole and right, to be broken by the tests."""

from pathlib import Path

COURSE = """\
format: 1
title: Bread
goal: Bake a loaf.
sources:
  - id: book
    title: The Bread Book
    published: 2022-10-04
concepts:
  - id: yeast
    name: Yeast
    summary: The fungus that lifts dough.
    also:
      - levain
  - id: kneading
    name: Kneading
    summary: Working dough by hand.
    after: [yeast]
    required: false
"""

ENTRIES = """\
entries:
  - id: what-is-yeast
    about: [yeast, kneading]
    ask:
      - What is yeast?
      - define yeast
      - what does yeast do
      - yeast meaning
      - why does dough need yeast
    short: It makes dough rise.
    answer: |
      It eats sugar.

      It breathes out gas.
    support:
      section: Loaves
    figure: loaf
questions:
  - id: q-rise
    about: yeast
    text: Which of these makes a loaf grow?
    options:
      - right: Yeast
        why: Its gas lifts it.
      - wrong: Salt
        why: Salt slows it down.
        misconception: salt-lifts
    hints:
      - It is alive.
  - id: q-gas
    about: yeast
    text: What does yeast breathe out?
    accept:
      - gas
    why: The bubbles are that gas.
    hints:
      - You do it as well.
misconceptions:
  - id: salt-lifts
    about: yeast
    belief: Salt makes bread rise.
    heard_as:
      - salt makes the dough rise
    reply: Yeast lifts it.
    cleared_by: q-rise
figures:
  - id: loaf
    title: A loaf
    art: |
      (____)
    alt: A loaf with a round top.
out_of_scope:
  - ask:
      - how do I bake a cake
    reply: Cake is another course.
"""

LESSON = """\
id: bread
title: How bread rises
start: hook
nodes:
  hook:
    say:
      - Bread is mostly air.
      - once: Ask at any moment.
    choices:
      - text: Start
        goto: rise
      - text: I know this
        goto: check
        if: not practised(yeast)
      - text: What is flour?
        detour: flour
  flour:
    say: Flour is ground grain.
    return: true
  rise:
    explains: yeast
    say:
      - if: mastered(yeast)
        then: You know this.
        else:
          - Yeast blows bubbles.
          - figure: loaf
    goto: check
  check:
    ask: q-rise
    after_wrong:
      detour: flour
      times: 2
    goto: finish
  finish:
    say:
      - Bread is a sponge.
    end: completed
tests:
  - name: straight through
    play:
      - Start
      - Yeast
      - ""
    expect:
      at: finish
      explained: [yeast]
"""


def library(folder: Path) -> Path:
    """Write the library and give its folder."""
    for name, text in (
        ("knowledge/bread/course.yaml", COURSE),
        ("knowledge/bread/yeast.yaml", ENTRIES),
        ("dialogues/bread/10-bread.yaml", LESSON),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


KNOWLEDGE = "knowledge/bread/yeast.yaml"
ABOUT = "knowledge/bread/course.yaml"
TEACHING = "dialogues/bread/10-bread.yaml"


def broken(folder: Path, file: str, old: str, new: str) -> Path:
    """The library with one text in one file replaced."""
    library(folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder
