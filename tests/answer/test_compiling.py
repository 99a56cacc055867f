"""A compiled index is plain data, fitted in closed form, and loads nothing heavy when read."""

import subprocess
import sys

import msgspec
import numpy as np
import pytest
from answer.bread import COURSE, ENTRIES, INDEX

from tutor.answer.decide import Answer, NotCovered, decide
from tutor.answer.fit import PRIOR, RIDGE, Example, _Fit, kernel_of, platt, strays
from tutor.answer.index import Index, build
from tutor.answer.matrix import sized
from tutor.answer.score import scored
from tutor.answer.signals import Signals, pooled
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


def test_what_is_said_in_plain_python_is_what_was_fitted() -> None:
    """The query path and the fit must agree on the cosines, or no confidence would mean a thing."""
    matrix = sized(INDEX.rows, INDEX.synonyms)
    fitted = matrix.cosines(np.ones((len(INDEX.rows), 3)))
    for row in (0, 9, 20):
        found = scored(INDEX, matrix.said[row].words)
        assert np.allclose(found.cosines, fitted[row], atol=1e-4)


def test_leaving_a_row_out_is_the_same_as_fitting_without_it() -> None:
    rows = INDEX.rows
    matrix = sized(rows, INDEX.synonyms)
    fit = _Fit(INDEX.targets, rows, matrix)
    found = [one.read for one in fit.examples()]
    cosines = matrix.cosines(matrix.shrunk_alone())
    whole = kernel_of(matrix.cosines(np.ones((len(rows), 3))))
    rest = np.arange(len(rows)) != 0
    smoothing = np.diag(RIDGE / np.array([row.weight for row in rows]))
    pull = np.linalg.solve((whole + smoothing)[np.ix_(rest, rest)], fit.wanted[rest])
    scores = kernel_of(cosines[0, rest]) @ pull
    assert found[0].top == pytest.approx(max(pooled(INDEX.kin, scores.tolist())), abs=1e-6)


def test_a_phrasing_that_only_its_own_words_hold_is_a_stray() -> None:
    odd = msgspec.structs.replace(ENTRIES[0], ask=(*ENTRIES[0].ask, "how hot should an oven be"))
    course = msgspec.structs.replace(COURSE, entries={**COURSE.entries, odd.id: odd})
    index = build(course)
    found = {index.rows[one.row].text: index.targets[one.found[0]].id for one in strays(index)}
    assert found["how hot should an oven be"] == "oven-heat"
    assert "define yeast" not in found


def test_confidence_follows_what_was_right() -> None:
    good, bad = Signals(0.9, 0.6, 1.0, 0.0), Signals(0.3, 0.05, 0.3, 0.5)
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
