"""A small course about bread: enough to ask about, nothing that is shipped."""

from tutor.answer.index import Index, build
from tutor.course.model import (
    Concept,
    Correction,
    Course,
    Entry,
    Misconception,
    OutOfScope,
    Source,
    Support,
)


def entry(name: str, about: str, short: str, *ask: str, not_ask: tuple[str, ...] = ()) -> Entry:
    return Entry(
        name, tuple(about.split()), ask, short, not_ask=not_ask, support=Support(section="Loaves")
    )


ENTRIES = (
    entry(
        "what-is-yeast",
        "yeast",
        "A living fungus that makes dough rise.",
        "What is yeast?",
        "define yeast",
        "what does yeast do",
        "yeast meaning",
        "tell me about yeast",
        "why does dough need yeast",
        "is yeast alive",
    ),
    entry(
        "yeast-storage",
        "yeast-storage yeast",
        "In the fridge, for months.",
        "How long does yeast keep?",
        "how should I store yeast",
        "does yeast go off",
        "shelf life of dry yeast",
        "can I freeze yeast",
        "where to keep yeast",
    ),
    entry(
        "why-knead",
        "kneading",
        "It makes dough stretchy, so that it holds gas.",
        "Why do bakers knead dough?",
        "what is kneading for",
        "purpose of kneading",
        "do I have to knead",
        "kneading dough reason",
        "how does kneading help bread",
        "how long should I knead",
    ),
    entry(
        "oven-heat",
        "oven",
        "About 230 degrees for a loaf.",
        "How hot should the oven be?",
        "oven temperature for bread",
        "what temperature do I bake bread at",
        "degrees to bake a loaf",
        "how warm must the oven get",
        "baking temperature",
        not_ask=("how do I clean the oven", "how much does an oven cost"),
    ),
    entry(
        "crust-steam",
        "crust",
        "Steam keeps the skin soft while the loaf grows.",
        "What makes a crust crisp?",
        "how do I get a crunchy crust",
        "why put steam in the oven",
        "crispy crust",
        "steam and crust",
        "why is my crust soft",
    ),
)

COURSE = Course(
    id="bread",
    title="Bread",
    goal="Bake a loaf.",
    concepts={
        one.id: one
        for one in (
            Concept("yeast", "Yeast", "What lifts dough.", also=("leaven", "raising agent")),
            Concept("yeast-storage", "Keeping yeast", "Where yeast lasts."),
            Concept("kneading", "Kneading", "Working dough."),
            Concept("oven", "Oven", "Where bread is baked."),
            Concept("crust", "Crust", "The skin of a loaf."),
        )
    },
    entries={one.id: one for one in ENTRIES},
    questions={},
    misconceptions={
        "salt-lifts": Misconception(
            "salt-lifts",
            ("yeast",),
            "Salt makes dough rise.",
            "Salt slows dough down; yeast lifts it.",
            heard_as=("salt makes dough rise", "dough rises because of salt"),
        )
    },
    corrections={
        "heat": Correction("heat", ("oven",), "Bake at 100.", "Bake at 230.", section="Loaves")
    },
    figures={},
    lessons={},
    out_of_scope=(
        OutOfScope(
            ("how do I make a cake", "recipe for pancakes", "which flour mill should I buy"),
            "This course is about bread alone.",
        ),
    ),
    sources=(Source("book", "The Book of Loaves", url="https://example.org/loaves"),),
)

INDEX: Index = build(COURSE)
