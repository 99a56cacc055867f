"""Lessons, inputs and learners drawn at random."""

from dialogue.lessons import QUESTIONS
from hypothesis import strategies as st

from tutor.course.model import (
    AfterWrong,
    Ask,
    Choice,
    Choices,
    Detour,
    End,
    Goto,
    Lesson,
    Node,
    Return,
    Text,
)
from tutor.dialogue import state as d
from tutor.dialogue.state import Facts

NAMES = [f"n{number}" for number in range(6)]
_names = st.sampled_from(NAMES)
_conditions = st.sampled_from(
    [None, None, "practised(c)", "not practised(c)", "seen(n1)", "not seen(n2)", "answered(two)"]
)
_targets = st.builds(Goto, _names) | st.builds(Detour, _names)
_one_choice = st.builds(
    lambda key, target, once, condition: Choice(key, key, target, once, condition),
    st.sampled_from("abcd"),
    _targets,
    st.booleans(),
    _conditions,
)
_gotos = st.builds(Goto, _names)
_choices = st.builds(
    Choices, st.lists(_one_choice, min_size=1, max_size=4, unique_by=lambda c: c.id).map(tuple)
)
_asks = st.builds(
    Ask,
    st.sampled_from(sorted(QUESTIONS)),
    _names,
    st.none() | st.builds(AfterWrong, _names, st.integers(1, 2)),
)
_leads_on = st.one_of(_choices, _asks, _choices, _gotos)
_nexts = st.one_of(_leads_on, st.builds(Return), st.builds(End))
_says = st.sampled_from([(), (Text("Something."),)])
_explains = st.sampled_from([(), (), ("c",)])


@st.composite
def lessons(draw: st.DrawFn) -> Lesson:
    """Nodes joined anyhow; half the time one of them surely ends and one surely returns."""
    nexts = [_leads_on, *[_nexts] * 5]
    if draw(st.booleans()):
        nexts = [_choices, _leads_on, _leads_on, _asks, st.builds(Return), st.builds(End)]
    nodes = {
        name: Node(name, draw(way), draw(_says), draw(_explains))
        for name, way in zip(NAMES, nexts, strict=True)
    }
    return Lesson("l", "L", "n0", nodes)


inputs = st.one_of(
    st.sampled_from([d.Continue(), d.AskHint(), d.SkipOn(), d.GoBack()]),
    st.builds(d.Pick, st.sampled_from(["a", "b", "c", "d", "good", "bad", "ugly", "yes", "no"])),
    st.builds(d.Type, st.sampled_from(["hypervisor", "hypervisr", "no idea", "yes", "", "Yes"])),
)
facts = st.sampled_from([Facts(), Facts(level={"c": 3}), Facts(level={"c": 4})])
