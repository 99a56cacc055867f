"""The lesson graph: can every node be reached, left, and come back from?"""

from collections.abc import Iterator, Mapping

from tutor.course.load import Loaded
from tutor.course.model import Ask, Choices, Detour, End, Goto, Lesson, Node, Return
from tutor.course.source import Finding


def findings(loaded: Loaded) -> Iterator[Finding]:
    """Every fault of a lesson's graph."""
    for lesson in loaded.course.lessons.values():
        yield from _unreached(loaded, lesson)
        yield from _vanishing(loaded, lesson)
        yield from _twins(loaded, lesson)
        yield from _circles(loaded, lesson)
        yield from _stray_returns(loaded, lesson)
        yield from _detours(loaded, lesson)
        yield from _no_end(loaded, lesson)


def onward(node: Node) -> tuple[str, ...]:
    """Where a node leads to without a detour."""
    match node.next:
        case Goto(node=target):
            return (target,)
        case Ask(goto=target):
            return (target,)
        case Choices(choices=choices):
            return tuple(c.target.node for c in choices if isinstance(c.target, Goto))
        case Return() | End():
            return ()


def detours(node: Node) -> tuple[tuple[str, tuple[str | int, ...]], ...]:
    """Where a node's detours lead, and where they stand inside it."""
    match node.next:
        case Choices(choices=choices):
            return tuple(
                (choice.target.node, ("choices", number, "detour"))
                for number, choice in enumerate(choices)
                if isinstance(choice.target, Detour)
            )
        case Ask(after_wrong=after) if after is not None:
            return ((after.detour, ("after_wrong", "detour")),)
        case _:
            return ()


def reached(nodes: Mapping[str, Node], start: str, *, by_detour: bool) -> set[str]:
    """The nodes that can be reached from one, itself included."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        name = ahead.pop()
        if name in nodes and name not in found:
            found.add(name)
            ahead += onward(nodes[name])
            if by_detour:
                ahead += [target for target, _ in detours(nodes[name])]
    return found


def _at_node(loaded: Loaded, lesson: Lesson, code: str, name: str, message: str, fix: str,
             *path: str | int) -> Finding:  # fmt: skip
    return Finding(loaded.locate("lesson", lesson.id, "nodes", name, *path), code, message, fix)


def _unreached(loaded: Loaded, lesson: Lesson) -> Iterator[Finding]:
    found = reached(lesson.nodes, lesson.start, by_detour=True)
    for name in lesson.nodes:
        if name not in found:
            yield _at_node(
                loaded, lesson, "G001", name, f"nothing leads to node {name}",
                "add a goto or detour to it, or remove it",
            )  # fmt: skip


def _vanishing(loaded: Loaded, lesson: Lesson) -> Iterator[Finding]:
    """A choice that is always there keeps a learner from facing none. The proof looks closer."""
    for name, node in lesson.nodes.items():
        if isinstance(node.next, Choices) and not node.next.choices:
            yield _at_node(
                loaded, lesson, "G002", name, f"node {name} offers no choice", "add one", "choices"
            )
        elif (
            isinstance(node.next, Choices)
            and all(choice.once or choice.condition is not None for choice in node.next.choices)
            and not _complementary(node.next)
        ):
            yield _at_node(
                loaded, lesson, "G003", name, f"all choices of node {name} can vanish",
                "keep one without “if” and “once”", "choices",
            )  # fmt: skip


def _complementary(choices: Choices) -> bool:
    """Whether two choices that stay are the opposites of one condition."""
    lasting = {choice.condition for choice in choices.choices if not choice.once}
    return any(text is not None and f"not {text}" in lasting for text in lasting)


def _twins(loaded: Loaded, lesson: Lesson) -> Iterator[Finding]:
    """Of two choices that go by one key, only the first can be taken."""
    for name, node in lesson.nodes.items():
        if not isinstance(node.next, Choices):
            continue
        seen: set[str] = set()
        for number, choice in enumerate(node.next.choices):
            if choice.id in seen:
                yield _at_node(
                    loaded, lesson, "G008", name, f"two choices are the same: “{choice.text}”",
                    "change the text or the id of one", "choices", number,
                )  # fmt: skip
            seen.add(choice.id)


def _circles(loaded: Loaded, lesson: Lesson) -> Iterator[Finding]:
    """Silent gotos that lead back to where they began never come to a prompt."""
    walked: set[str] = set()
    for start in lesson.nodes:
        way: dict[str, int] = {}  # each node's place on it
        name: str | None = start
        while name is not None and name not in walked and name not in way:
            way[name] = len(way)
            name = _silently_on(lesson, name)
        if name is not None and name in way:
            ring = list(way)[way[name] :]
            chain = " → ".join((*ring, name))
            yield _at_node(
                loaded, lesson, "G004", name, f"a goto goes round in a circle: {chain}",
                "put a choice, a question or an end in it", "goto",
            )  # fmt: skip
        walked |= way.keys()


def _silently_on(lesson: Lesson, name: str) -> str | None:
    """The node that follows without a word or a prompt; None where the learner is waited for."""
    onto = lesson.nodes[name].next
    if not isinstance(onto, Goto) or onto.node not in lesson.nodes:
        return None
    return None if lesson.nodes[onto.node].say else onto.node


def _stray_returns(loaded: Loaded, lesson: Lesson) -> Iterator[Finding]:
    for name in reached(lesson.nodes, lesson.start, by_detour=False):
        if isinstance(lesson.nodes[name].next, Return):
            yield _at_node(
                loaded, lesson, "G005", name,
                f"node {name} returns, but a goto leads to it from the lesson's start",
                "end it with goto or end, or reach it by a detour", "return",
            )  # fmt: skip


def _detours(loaded: Loaded, lesson: Lesson) -> Iterator[Finding]:
    returning = _leading_to(lesson.nodes, Return)
    stuck: dict[str, list[str]] = {}
    for name, node in lesson.nodes.items():
        for target, path in detours(node):
            if target not in stuck:
                inside = reached(lesson.nodes, target, by_detour=False)
                stuck[target] = sorted(inside - returning)
            if stuck[target]:
                yield _at_node(
                    loaded, lesson, "G006", name,
                    f"the detour to {target} may not return: node {stuck[target][0]} leads to no "
                    "return", "end it with return: true", *path,
                )  # fmt: skip


def _leading_to(nodes: Mapping[str, Node], *kinds: type[Return] | type[End]) -> set[str]:
    """The nodes from which one with such a way on can be reached, those themselves included."""
    before: dict[str, list[str]] = {}
    for name, node in nodes.items():
        for target in onward(node):
            before.setdefault(target, []).append(name)
    found: set[str] = set()
    ahead = [name for name, node in nodes.items() if isinstance(node.next, kinds)]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += before.get(name, ())
    return found


def _no_end(loaded: Loaded, lesson: Lesson) -> Iterator[Finding]:
    """From every node on the main way an end must be reachable; told where that is lost."""
    ending = _leading_to(lesson.nodes, Return, End)
    main = reached(lesson.nodes, lesson.start, by_detour=False)
    lost = main - ending
    entered = {target for name in main - lost for target in onward(lesson.nodes[name])}
    for name in sorted(lost & (entered | {lesson.start})):
        yield _at_node(
            loaded, lesson, "G007", name, f"no end can be reached from node {name}",
            "give it a way to a node with end:",
        )  # fmt: skip
