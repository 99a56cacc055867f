"""A compiled index is plain data, fitted in closed form, and loads nothing heavy when read."""

import subprocess
import sys

import msgspec
import numpy as np
import pytest
from answer.bread import COURSE, ENTRIES, INDEX

from tutor.answer import fit as fitting
from tutor.answer.calibrate import FOLDS, PRIOR, Example, Rows, judged, platt
from tutor.answer.decide import Answer, NotCovered, decide
from tutor.answer.index import Index, build, compiled
from tutor.answer.matrix import FAINT, cosines, counted, merged, weighed
from tutor.answer.score import scored
from tutor.answer.signals import Signals
from tutor.course.model import Concept, Course, Entry


def test_an_index_survives_being_written_and_read() -> None:
    for codec in (msgspec.msgpack, msgspec.json):
        again = codec.decode(codec.encode(INDEX), type=Index)
        assert again == INDEX
        assert decide(again, "what is yeast") == decide(INDEX, "what is yeast")


def test_compiling_twice_gives_the_same_index() -> None:
    assert msgspec.msgpack.encode(build(COURSE)) == msgspec.msgpack.encode(INDEX)


def test_a_course_without_entries_covers_nothing() -> None:
    bare = Course("bare", "", "", {"x": Concept("x", "X", "")}, {}, {}, {}, {}, {}, {})
    assert isinstance(decide(build(bare), "what is x"), NotCovered)


def test_a_course_of_one_entry_answers_it() -> None:
    one = Entry("x", ("x",), ("What is a zebra?", "define zebra"), "A horse with stripes.")
    course = Course("one", "", "", {"x": Concept("x", "Zebra", "")}, {"x": one}, {}, {}, {}, {}, {})
    index = build(course)
    assert isinstance(decide(index, "what is a zebra"), Answer)
    assert isinstance(decide(index, "how do I sort a list"), NotCovered)


def known() -> Rows:
    return Rows(INDEX.targets, INDEX.rows, counted(INDEX.rows, INDEX.synonyms))


def test_what_is_said_in_plain_python_is_what_was_fitted() -> None:
    """The query path and the fit must agree, or no confidence would mean a thing."""
    rows = known()
    fit = fitting.fit(rows.table, rows.rows, len(rows.targets), rows.everything())
    onto = sum(
        share * cosines(fit.matrix.cells, fit.landmarks, block)
        for block, share in enumerate(fitting.BLOCKS)
    )
    scores = fitting._kernel(fit.matrix.cells, fit.landmarks, fit.matrix.meant @ fit.meant.T)
    for row in (0, 9, 20):
        found = scored(INDEX, rows.table.said[row].words)
        assert np.allclose(found.cosines, onto[row], atol=1e-4)
        told = (scores @ fit.pull)[row]
        assert found.raw[INDEX.rows[row].target] == pytest.approx(
            told[INDEX.rows[row].target], abs=1e-3
        )


def test_a_phrasing_that_was_held_out_is_judged_as_a_question_is() -> None:
    """What was not learned from leaves no trace: not in the weights, not in how rare a word is."""
    rows = known()
    found = judged(rows, 0, whole=True)
    learned = [row for row, kept in zip(rows.rows, found.fit.learned, strict=True) if kept]
    table = counted([*learned, rows.rows[found.rows[0]]], INDEX.synonyms)
    kept = np.arange(len(learned) + 1) < len(learned)
    texts = [*learned, rows.rows[found.rows[0]]]
    alone = fitting.fit(table, texts, len(rows.targets), kept, np.array([len(learned)]))
    assert np.allclose(alone.scores[0], found.fit.scores[0], atol=1e-3)


def test_every_phrasing_is_held_out_alone_once() -> None:
    rows = known()
    alone = [row for part in range(FOLDS) for row in judged(rows, part, whole=False).rows]
    assert sorted(alone) == [at for at in range(len(rows.rows)) if rows.asked(at)]


def test_merged_phrasings_stand_for_each_other() -> None:
    rows = known()
    matrix = weighed(rows.table, rows.everything())
    cells, meant = merged(matrix, [(0, 1, 2), (3,)])
    assert cells.rows == 2
    lengths = np.bincount(cells.row[cells.block == 0], cells.unit[cells.block == 0] ** 2)
    assert np.all(lengths <= 1.0001)
    assert np.all(lengths > 0.9)
    assert np.allclose(meant[1], matrix.meant[3])


def test_a_landmark_holds_only_what_its_phrasings_say_loudly() -> None:
    rows = known()
    matrix = weighed(rows.table, rows.everything())
    inside = matrix.cells.row <= 6
    cells, _ = merged(matrix, [tuple(range(7))])
    assert len(cells.feature) < len(set(matrix.cells.feature[inside].tolist()))
    for block in range(3):
        unit = cells.unit[cells.block == block]
        assert unit.min() >= FAINT * unit.max()


def test_a_large_course_is_compared_with_fewer_texts_and_answers_the_same(monkeypatch) -> None:
    monkeypatch.setattr(fitting, "MOST_LANDMARKS", 20)
    index = build(COURSE)
    assert len(index.rows) < len(INDEX.rows) / 2
    for text in ("what is yeast", "how hot should the oven be", "why do bakers knead dough"):
        one, other = decide(index, text), decide(INDEX, text)
        assert isinstance(one, Answer)
        assert isinstance(other, Answer)
        assert one.entry == other.entry


def test_a_phrasing_that_only_its_own_words_hold_is_a_stray() -> None:
    odd = msgspec.structs.replace(
        ENTRIES[0], ask=(*ENTRIES[0].ask, "what temperature do I bake a loaf at")
    )
    course = msgspec.structs.replace(COURSE, entries={**COURSE.entries, odd.id: odd})
    found = {one.text: one.found[0] for one in compiled(course).strays}
    assert (
        COURSE.entries["oven-heat"].id
        == INDEX.targets[found["what temperature do I bake a loaf at"]].id
    )
    assert "define yeast" not in found


def test_confidence_follows_what_was_right() -> None:
    good, bad = Signals(0.9, 0.6, 0.8, 1.0, 0.5), Signals(0.3, 0.05, 0.3, 0.3, -0.5)
    curve = platt([Example(good, True), Example(bad, False)] * 50)
    told = [curve.bias + np.dot(curve.weights, one) for one in (good, bad)]
    assert told[0] > 1 > -1 > told[1]
    assert platt([]) == PRIOR


def test_asking_loads_no_numpy_and_no_stemmer_for_words_that_the_course_uses(tmp_path) -> None:
    file = tmp_path / "index"
    file.write_bytes(msgspec.msgpack.encode(INDEX))
    code = (
        "import sys, msgspec; from tutor.answer.index import Index;"
        "from tutor.answer.decide import decide_all; from tutor.answer.suggest import suggest;"
        f"i = msgspec.msgpack.decode(open({str(file)!r}, 'rb').read(), type=Index);"
        "decide_all(i, 'what is yeast', 'oven'); suggest(i, 'what is y');"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "snowballstemmer"} & set(done.stdout.split())


def test_of_very_many_phrasings_some_of_every_entry_are_fitted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = known()
    monkeypatch.setattr(fitting, "MOST_TAUGHT", len(rows.rows) // 3)
    fewer = fitting.fit(rows.table, rows.rows, len(rows.targets), rows.everything())
    assert fewer.landmarks.rows == len(rows.rows)
    asked = fitting.fit(
        rows.table, rows.rows, len(rows.targets), rows.everything(), np.arange(len(rows.rows))
    )
    best = asked.scores.argmax(1)
    right = [best[at] == row.target for at, row in enumerate(rows.rows) if row.target is not None]
    assert sum(right) / len(right) > 0.8
