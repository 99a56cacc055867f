"""The benchmark runs on anybody's questions, and its figures mean what they say."""

import json
import re
import tomllib
from math import inf
from pathlib import Path

import pytest
from benchmarks.answers import main
from benchmarks.figures import Figures, auroc, best_cut, figures, percentile
from benchmarks.matchers import MATCHERS, Matcher, Reply
from benchmarks.measure import Measured
from benchmarks.questions import LabelledRow, NotComparable, course_task, intent_task, phrasings_of
from course.library_files import library
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tutor.author.evaluate import QuestionRow

ROOT = Path(__file__).parent.parent.parent

LEARNED = {
    "weather": ["will it rain today", "how hot is it outside", "weather in rome", "is it sunny"],
    "music": ["play a song", "turn up the volume", "next track please", "who sings this"],
    "food": ["how do I cook rice", "recipe for soup", "is this cheese still good", "boil an egg"],
    None: ["how tall is the tower", "when was the war"],
}
ASKED = [
    ("will it rain in rome today", "weather"),
    ("please play the next song", "music"),
    ("recipe for rice soup", "food"),
    ("what is the meaning of a parliament", None),
]


def written(path: Path, rows: list[tuple[str, str | None]]) -> str:
    path.write_text(
        "".join(json.dumps({"text": text, "label": label}) + "\n" for text, label in rows),
        encoding="utf-8",
    )
    return str(path)


@pytest.fixture
def sets(tmp_path: Path) -> list[str]:
    learned = [(text, label) for label, texts in LEARNED.items() for text in texts]
    train, asked = tmp_path / "train.jsonl", tmp_path / "asked.jsonl"
    return ["--train", written(train, learned), "--test", written(asked, ASKED)]


def lines(printed: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in printed.splitlines()]


def is_number(value: object) -> bool:
    return isinstance(value, float)


@pytest.mark.parametrize("name", MATCHERS)
def test_every_matcher_is_measured_on_an_intent_set(
    name: str, sets: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    if not MATCHERS[name].installed:
        pytest.skip(f"{MATCHERS[name].package} is not installed; pip install -e '.[bench]'")
    main([*sets, "--val", sets[-1], "--only", name, "--json"])
    (told,) = lines(capsys.readouterr().out)
    assert told["matcher"] == name
    assert told["accuracy"] == 100.0
    assert (told["answered_right"], told["answered_wrong"]) == (100.0, 0.0)
    assert told["out_of_scope_recall"] in (0.0, 100.0)
    assert all(is_number(told[figure]) for figure in ("auroc", "p50_ms", "p99_ms", "build_s"))
    assert is_number(told["memory_mb"]) or not Path("/proc/self/status").exists()


def test_without_validation_rows_only_the_tutor_decides(
    sets: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main([*sets, "--only", "rapidfuzz-wratio", "--only", "tutor", "--json"])
    plain, own = lines(capsys.readouterr().out)
    assert is_number(plain["accuracy"])
    assert is_number(plain["auroc"])
    decided = ("answered_right", "within_three", "answered_wrong", "out_of_scope_recall")
    assert [plain[figure] for figure in decided] == [None] * 4
    assert all(is_number(own[figure]) for figure in decided)


def test_a_plain_matcher_refuses_what_is_most_like_an_out_of_scope_phrasing() -> None:
    rows = [LabelledRow(text, label) for label, texts in LEARNED.items() for text in texts]
    ask = MATCHERS["rapidfuzz-token-set-ratio"].learn(intent_task(rows, (), rows).course)
    assert ask(row(text="when was that war")) == Reply(None, -inf)
    assert ask(row(text="play a new song")).label == "music"


def test_a_course_is_asked_and_the_figures_stand_in_an_aligned_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"id": "a", "text": "what does yeast do?", "concepts": ["yeast"]},
        {"id": "b", "text": "who won the cup", "scope": "oos-far"},
    ]
    asked = tmp_path / "asked.jsonl"
    asked.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    course = ["--library", str(library(tmp_path)), "--course", "bread"]
    main([*course, "--questions", str(asked), "--only", "rapidfuzz-token-set-ratio"])
    counts, _, above, names, figures_of, *_ = capsys.readouterr().out.splitlines()
    assert "1 questions in scope, 1 out of scope." in counts
    assert names.split()[:3] == ["matcher", "accuracy", "AUROC"]
    assert figures_of.split()[:4] == ["rapidfuzz-token-set-ratio", "100.0", "100.0", "–"]
    assert len(above) == len(names) == len(figures_of)


scores = st.integers(0, 9).map(float)


def test_auroc_counts_pairs_in_the_right_order_and_half_of_the_ties() -> None:
    assert auroc([0.9, 0.4], [0.4, 0.1]) == 87.5
    assert auroc([0.9], [-inf]) == 100.0
    assert auroc([], [0.1]) is None


@given(st.lists(scores, min_size=1), st.lists(scores, min_size=1))
def test_auroc_is_the_share_of_pairs(inside: list[float], outside: list[float]) -> None:
    pairs = [(one > other) + (one == other) / 2 for one in inside for other in outside]
    assert auroc(inside, outside) == pytest.approx(100 * sum(pairs) / len(pairs))


def row(*labels: str, text: str = "a question") -> QuestionRow:
    return QuestionRow("q", text, "in" if labels else "out", labels)


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from(["a", "b", None]), scores)
    )
)
def test_the_cut_makes_as_many_rows_right_as_any(
    told: list[tuple[str | None, str | None, float]],
) -> None:
    rows = [row(wanted) if wanted else row() for wanted, _, _ in told]
    replies = [Reply(label, score) for _, label, score in told]

    def right(cut: float) -> int:
        given = [label if score >= cut else None for _, label, score in told]
        return sum(label == wanted for label, (wanted, _, _) in zip(given, told, strict=True))

    assert right(best_cut(rows, replies)) == max(map(right, [*range(10), inf]))


def test_shares_are_of_what_is_in_scope_and_of_what_is_not() -> None:
    test = (row("a"), row("b", "a"), row("a"), row("b"), row(), row())
    told = Measured(
        val=(Reply("a", 0.5), Reply("a", 0.4)),
        test=(
            Reply("a", 0.9, answered=True, offered=True),
            Reply("a", 0.5, answered=True, offered=True),
            Reply("b", 0.7, answered=True, offered=False),
            Reply("b", 0.4, answered=False, offered=True),
            Reply("a", 0.6, answered=False, offered=False),
            Reply(None, -inf, answered=False, offered=False),
        ),
        milliseconds=(1.0, 3.0, 2.0, 9.0, 4.0, 5.0),
        build=2.5,
        memory=None,
    )
    own = figures("own", (), test, told)
    assert own == Figures(
        matcher="own", accuracy=75.0, auroc=75.0, answered_right=50.0, within_three=75.0,
        answered_wrong=25.0, out_of_scope_recall=100.0, off_topic_answered=0.0, cut=None,
        p50_ms=3.0, p99_ms=9.0, build_s=2.5, memory_mb=None,
    )  # fmt: skip
    cut = figures("cut", (row("a"), row()), test, told)
    assert (cut.cut, cut.within_three) == (0.5, None)
    assert (cut.answered_right, cut.answered_wrong) == (50.0, 25.0)
    assert (cut.out_of_scope_recall, cut.off_topic_answered) == (50.0, 50.0)


def test_a_percentile_is_a_time_that_was_measured() -> None:
    times = [float(one) for one in range(200, 0, -1)]
    assert (percentile(times, 50), percentile(times, 99)) == (100.0, 198.0)


def test_as_many_rows_are_learned_and_asked_as_wanted() -> None:
    rows = [LabelledRow(text, label) for label, texts in LEARNED.items() for text in texts]
    whole = intent_task(rows, (), rows)
    assert len(phrasings_of(whole.course)) == len(whole.test) == len(rows)
    assert [one.ask for one in whole.course.out_of_scope] == [tuple(LEARNED[None])]
    some = intent_task(rows, (), rows, each=2, most=5)
    assert len(phrasings_of(some.course)) == 8
    assert len(some.test) == 5
    assert some == intent_task(rows, (), rows, each=2, most=5)


def test_a_label_that_is_never_learned_is_an_error() -> None:
    rows = [LabelledRow("rain", "weather"), LabelledRow("song", "music")]
    with pytest.raises(NotComparable, match="“soup” is labelled food"):
        intent_task(rows, (), [LabelledRow("soup", "food")])
    with pytest.raises(NotComparable, match="two are the least"):
        intent_task(rows[:1], (), rows)


def test_a_course_with_a_single_answer_leaves_nothing_to_compare() -> None:
    rows = [LabelledRow("rain", "weather"), LabelledRow("song", "music")]
    course = intent_task(rows, (), rows).course
    one = replace(course, entries={"music": course.entries["music"]})
    with pytest.raises(NotComparable, match="“benchmark” has 1 answer"):
        course_task(one, ())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "--questions FILE"),
        (["--train", "a.jsonl"], "--test FILE"),
        (["--questions", "a.jsonl", "--each", "3"], "leave out --train"),
        (["--train", "a", "--test", "a", "--each", "0"], "“0” is no whole number"),
        (["--train", "nowhere.jsonl", "--test", "a", "--only", "tutor"], "nowhere.jsonl: cannot"),
        (["--questions", "a", "--course", "none", "--only", "tutor"], "there are: "),
    ],
)
def test_what_cannot_be_run_is_one_plain_line(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert told in f"{left.value} {capsys.readouterr().err}".replace("\n", " ")


def test_a_broken_row_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"text": "rain", "label": "weather"}\n{"text": "song"}\n', encoding="utf-8")
    with pytest.raises(SystemExit, match=r"rows\.jsonl:2: .*`label`"):
        main(["--train", str(file), "--test", str(file), "--only", "tutor"])


def test_a_missing_package_is_told_with_what_to_do(
    sets: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(MATCHERS, "bm25", Matcher(MATCHERS["bm25"].learn, "not_there", "bm25s"))
    with pytest.raises(SystemExit):
        main([*sets, "--only", "bm25"])
    assert "without bm25s there is no bm25: pip install -e '.[bench]'" in capsys.readouterr().err


def test_the_packages_compared_with_stay_in_their_own_extra() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    compared = {matcher.package for matcher in MATCHERS.values()} - {""}
    named = {
        extra: {re.split(r"[<>=]", package)[0] for package in packages}
        for extra, packages in extras["optional-dependencies"].items()
    }
    assert named.pop("bench") == compared
    others = set.union(
        *named.values(), {re.split("[<>=]", one)[0] for one in extras["dependencies"]}
    )
    assert not compared & others
    modules = "|".join(matcher.module for matcher in MATCHERS.values() if matcher.module)
    for path in (ROOT / "tutor").rglob("*.py"):
        source = path.read_text("utf-8")
        assert not re.search(rf"^\s*(import|from) ({modules})\b", source, re.MULTILINE), path
