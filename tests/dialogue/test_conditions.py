"""The closed condition language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.dialogue.conditions import (
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


def written(condition: Condition) -> str:
    match condition:
        case Atom():
            return f"{condition.name}({condition.id})"
        case Not():
            return f"not ({written(condition.of)})"
        case And():
            return f"({written(condition.left)}) and ({written(condition.right)})"
        case Or():
            return f"({written(condition.left)}) or ({written(condition.right)})"


def bare(condition: Condition) -> Condition:
    """Without offsets, which differ with the brackets."""
    match condition:
        case Atom():
            return Atom(condition.name, condition.id)
        case Not():
            return Not(bare(condition.of))
        case And():
            return And(bare(condition.left), bare(condition.right))
        case Or():
            return Or(bare(condition.left), bare(condition.right))


atoms = st.builds(Atom, st.sampled_from(NAMES), st.sampled_from(["a", "vm-2", "x.y"]))
conditions = st.recursive(
    atoms,
    lambda inner: (
        st.builds(Not, inner) | st.builds(And, inner, inner) | st.builds(Or, inner, inner)
    ),
    max_leaves=6,
)


@given(conditions)
def test_what_is_written_is_what_is_read(condition: Condition) -> None:
    assert bare(parse(written(condition))) == condition


@given(st.text(max_size=40) | st.text("()notandrseen xy", max_size=40))
def test_any_text_is_a_condition_or_says_why_not(text: str) -> None:
    try:
        parse(text)
    except ConditionError as error:
        assert error.message
        assert 0 <= error.offset <= len(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "a condition is missing"),
        ("mastered", "“(” is missing after mastered"),
        ("mastered(", "needs an id"),
        ("mastered()", "needs an id"),
        ("mastered(x", "“)” is missing"),
        ("master(x)", "“master” is no condition"),
        ("seen(a) seen(b)", "one too many"),
        ("not", "a condition is missing"),
        ("(seen(a)", "“)” is missing"),
        ("not " * 80 + "seen(a)", "nests deeper"),
        ("seen(a)" + " or seen(a)" * 80, "more than 50 parts"),
    ],
    ids=lambda text: text[:20],
)
def test_a_mistake_is_explained(text: str, reason: str) -> None:
    with pytest.raises(ConditionError, match=".") as caught:
        parse(text)
    assert reason in caught.value.message


def test_not_binds_before_and_before_or() -> None:
    assert bare(parse("not seen(a) and seen(b) or seen(c)")) == Or(
        And(Not(Atom("seen", "a")), Atom("seen", "b")), Atom("seen", "c")
    )


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("explained(c)", True),
        ("practised(c)", True),
        ("mastered(c)", False),
        ("explained(other)", False),
        ("due(c)", True),
        ("answered(q)", True),
        ("completed(l)", True),
        ("seen(n)", True),
        ("not seen(m) and due(c)", True),
    ],
)
def test_each_fact_means_at_least(text: str, holds: bool) -> None:
    facts = Facts({"c": 3}, frozenset({"c"}), frozenset({"q"}), frozenset({"l"}))
    assert evaluate(parse(text), facts, ("n",)) is holds


def test_the_names_it_looks_at_come_with_their_place() -> None:
    (atom,) = names(parse("not  mastered(vm)"))
    assert (atom.name, atom.id, atom.offset) == ("mastered", "vm", 14)
