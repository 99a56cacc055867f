"""A library drafted from a document, to be gone through by tests."""

from pathlib import Path

PAGE = """\
# The oven

Heat it to 230 degrees.
Wait until the lamp goes out.

## Cleaning

Let it cool first. Wipe it with a damp cloth.

Never use steel wool.
"""

COURSE = """\
format: 1
title: The oven
goal: Bake without burning.
sources:
  - id: page
    title: The oven
    file: knowledge/oven/documents/page.md
concepts:
  - id: heat
    name: Heat
    summary: How hot the oven gets.
  - id: cleaning
    name: Cleaning
    summary: Keeping the oven clean.
    required: false
"""

ENTRIES = """\
# Drafted. Read each, then take its status away.
entries:
  # The oven
  - id: how-hot
    status: draft
    about: heat
    ask:
      - How hot should the oven be?
      - oven temperature
      - degrees for the oven
      - when is the oven hot enough
      - how many degrees
    short: Heat it to 230 degrees.
    support:
      source: page
      section: The oven
      lines: 3-4
      quote: |
        Heat it to 230 degrees.
        Wait until the lamp goes out.
    follow_ups: [clean-oven]
  # Cleaning
  - id: clean-oven
    status: draft
    about: cleaning
    ask:
      - How do I clean the oven?
      - wipe the oven
      - cleaning the oven
      - oven is dirty
      - cloth for the oven
    short: Let it cool, then wipe it with a damp cloth.
    answer: |
      Never use **steel wool**.
    support:
      source: page
      section: Cleaning
      lines: "8"
      quote: Let it cool first. Wipe it with a damp cloth.
questions:
  - id: q-heat
    status: draft
    about: heat
    text: How hot should the oven be?
    options:
      - right: 230 degrees
        why: So says the page.
      - wrong: 100 degrees
        why: That boils water.
    hints:
      - Hotter than tea.
  - id: q-cloth
    status: draft
    about: heat
    text: What do you wipe it with?
    accept:
      - cloth
    why: Steel wool scratches.
    hints:
      - It is soft.
"""

LESSON = """\
# The skeleton of a lesson.
id: oven
status: draft
title: The oven
start: hook
nodes:
  hook:
    explains: [heat]
    say:
      - Heat it to **230** degrees.
    goto: ask
  ask:
    ask: q-heat
    after_wrong:
      detour: again
    goto: finish
  again:
    say: Think of tea.
    return: true
  finish:
    say: Done.
    end: completed
"""

KNOWLEDGE = "knowledge/oven/page.yaml"
TEACHING = "dialogues/oven/10-oven.yaml"
DOCUMENT = "knowledge/oven/documents/page.md"


def drafted(folder: Path) -> Path:
    """Write the library and give its folder."""
    for name, text in (
        ("knowledge/oven/course.yaml", COURSE),
        (KNOWLEDGE, ENTRIES),
        (DOCUMENT, PAGE),
        (TEACHING, LESSON),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
