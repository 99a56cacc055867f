"""Conditions of lessons: any text is a condition, or is refused at a place in it."""

from fuzz.inputs import cuts, mutated
from fuzz.target import fuzz
from hypothesis import strategies as st

from tutor.dialogue.conditions import (
    LONGEST,
    NAMES,
    And,
    Atom,
    Condition,
    ConditionError,
    Not,
    Or,
    evaluate,
    names,
    parse,
)
from tutor.dialogue.state import Facts

GOOD = (
    "not practised(yeast)",
    "seen(hook) and (mastered(yeast) or due(kneading))",
    "not not answered(q-rise) or completed(bread) and explained(oven)",
)
PIECES = (*NAMES, "and", "or", "not", " and ", " or ", "not ", "(", ")", "seen(x)", "((", "))", "(a b)",
          "not " * 60, "(" * 60, "seen(x) and " * 60, "a" * LONGEST)  # fmt: skip
FACTS = Facts(level={"yeast": 3, "oven": 4}, due=frozenset({"yeast"}), answered=frozenset({"x"}))


def written(condition: Condition) -> str:
    """The condition as an author would write it, every bracket in its place."""
    match condition:
        case Atom(name=name, id=subject):
            return f"{name}({subject})"
        case Not(of=of):
            return f"not ({written(of)})"
        case And(left=left, right=right):
            return f"({written(left)}) and ({written(right)})"
        case Or(left=left, right=right):
            return f"({written(left)}) or ({written(right)})"


def bare(condition: Condition) -> Condition:
    """The condition, wherever its parts stood."""
    match condition:
        case Atom(name=name, id=subject):
            return Atom(name, subject)
        case Not(of=of):
            return Not(bare(of))
        case And(left=left, right=right):
            return And(bare(left), bare(right))
        case Or(left=left, right=right):
            return Or(bare(left), bare(right))


atoms = st.builds(Atom, st.sampled_from(NAMES), st.sampled_from(("yeast", "x", "and", "q-1")))
conditions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(Not, inner), st.builds(And, inner, inner), st.builds(Or, inner, inner)
    ),
    max_leaves=8,
)


@fuzz(mutated(GOOD, PIECES) | st.text(max_size=60), few=150, weight=300, parts=cuts(12))
def test_any_text_is_a_condition_or_is_refused_at_a_place_in_it(text: str) -> None:
    try:
        condition = parse(text)
    except ConditionError as error:
        assert 0 <= error.offset <= len(text)
        assert error.message
        return
    assert isinstance(evaluate(condition, FACTS, {"x"}), bool)
    assert evaluate(Not(condition), FACTS, {"x"}) is not evaluate(condition, FACTS, {"x"})
    for atom in names(condition):
        assert text[atom.offset :].startswith(atom.id)


@fuzz(conditions, few=100, weight=40)
def test_what_is_written_down_is_read_as_it_was_meant(condition: Condition) -> None:
    assert bare(parse(written(condition))) == condition
