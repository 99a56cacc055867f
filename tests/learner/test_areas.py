"""A course's concepts by lesson, and by what builds on what."""

from hypothesis import given
from hypothesis import strategies as st
from learner.learner_samples import course
from msgspec.structs import replace

from tutor.course.model import Concept
from tutor.learner.areas import Area, areas, tree, unlocks

COURSE = course()


def test_a_concept_belongs_to_the_first_lesson_that_explains_it() -> None:
    assert areas(COURSE) == (
        Area("machines", ("vm", "hypervisor")),
        Area("boxes", ("container",)),
        Area(None, ("history", "size")),
    )


def test_a_course_whose_lessons_explain_all_has_no_rest() -> None:
    taught = replace(COURSE, concepts={"vm": COURSE.concepts["vm"]})
    assert areas(taught) == (Area("machines", ("vm",)),)


def test_a_concept_unlocks_those_that_build_on_it() -> None:
    assert unlocks(COURSE, "vm") == ("hypervisor",)
    assert unlocks(COURSE, "size") == ()


def test_the_tree_hangs_each_concept_under_what_it_builds_on() -> None:
    assert tree(COURSE) == (
        (0, "vm"),
        (1, "hypervisor"),
        (2, "container"),
        (3, "size"),
        (0, "history"),
    )


names = st.sampled_from("abcdef")


@given(st.dictionaries(names, st.sets(names | st.just("gone"), max_size=3)))
def test_every_concept_stands_in_the_tree_once_even_in_a_ring(after: dict[str, set[str]]) -> None:
    concepts = {
        name: Concept(name, name, "", after=tuple(sorted(of))) for name, of in after.items()
    }
    grown = tree(replace(COURSE, concepts=concepts))
    assert sorted(name for _, name in grown) == sorted(concepts)
    assert all(0 <= depth < len(concepts) for depth, _ in grown)
