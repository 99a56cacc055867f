"""The edge of a conversation: the clock, the store, and one transaction a turn."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import msgspec

from tutor.answer.decide import Answer, Suggestion, decide
from tutor.answer.suggest import suggest
from tutor.conversation import messages as m
from tutor.conversation import views
from tutor.conversation.commands import COMMANDS, Command, find
from tutor.conversation.notes import transcript
from tutor.conversation.route import Ask, Run, Turn, read
from tutor.conversation.state import LAST_COURSE, State, Step, Subject
from tutor.conversation.step import begin, step
from tutor.course.library import CourseAt
from tutor.course.model import Course
from tutor.learner.coverage import Coverage, apply, fold
from tutor.learner.events import Event, Undo
from tutor.learner.history import current
from tutor.learner.review import Overview, overview
from tutor.learner.store import Store


def utc_now() -> datetime:
    """The time of day, with its zone: a naive time would mean another moment elsewhere."""
    return datetime.now(UTC)


class Session:
    """One learner in one sitting. Every face talks to this and to nothing else.

    ``send`` commits what a turn leads to before it returns the messages, so an answer that was
    seen is never lost. Calls must not overlap; a face with threads sends them one by one.
    """

    commands: tuple[Command, ...] = COMMANDS

    def __init__(
        self,
        course: str,
        *,
        installed: Sequence[CourseAt],
        opened: Callable[[CourseAt], Subject],
        ready: Callable[[CourseAt], bool] = lambda _at: True,
        store: Store,
        learner: str = "me",
        folder: Path,
        clock: Callable[[], datetime] = utc_now,
        notices: Sequence[str] = (),
    ) -> None:
        """Open a course, for a learner. ``opened`` reads a course; ``folder`` keeps files.

        ``ready`` says whether a course opens at once; one that does not is not asked in passing.
        Raises ``CourseError`` where the course's files are wrong.
        """
        self._installed = tuple(installed)
        self._open = opened
        self._ready = ready
        self._store = store
        self._clock = clock
        self._notices = [m.Notice(text) for text in notices]
        self.learner = learner
        self.folder = folder
        self.history_path = folder / "history"
        self._transcript: list[m.Message] = []
        self._enter(course)

    def _enter(self, course: str) -> None:
        at = next(c for c in self._installed if c.id == course)
        self._subject = self._open(at)
        coverage = self._folded(self._subject.course)
        self._state = State(session=uuid4().hex, coverage=coverage)
        self._store.set_setting(self.learner, LAST_COURSE, course)

    @property
    def course(self) -> Course:
        """The course that is open."""
        return self._subject.course

    @property
    def installed(self) -> tuple[CourseAt, ...]:
        """Every course that can be changed to, the open one among them."""
        return self._installed

    @property
    def coverage(self) -> Coverage:
        """What the learner has covered, as of the last turn."""
        return self._state.coverage

    @property
    def prompt(self) -> m.Prompt:
        """What is awaited."""
        return self._state.prompt

    def overview(self) -> Overview:
        """Every concept's state, the counts and what is next, as of now."""
        return overview(self.course, self.coverage, self._clock())

    def start(self, lesson: str | None = None, *, fresh: bool = False) -> tuple[m.Message, ...]:
        """The first messages: the lesson asked for, the one that was left, or a greeting."""
        messages = self._commit(
            begin(self._subject, self._state, self._clock(), lesson, fresh=fresh)
        )
        first, self._notices = tuple(self._notices), []
        return (*first, *messages)

    def read(self, text: str) -> Turn:
        """What a typed line means here."""
        return read(self._subject, self._state, text)

    def say(self, text: str) -> tuple[m.Message, ...]:
        """Send a typed line."""
        return self.send(self.read(text))

    def send(self, turn: Turn) -> tuple[m.Message, ...]:
        """Take a turn: commit what it leads to, then return what to show, the prompt last."""
        if isinstance(turn, Run):
            command = find(turn.name)
            if command is not None and command.by == "session":
                return self._kept(self._run(command, turn.argument))
        messages = self._commit(step(self._subject, self._state, turn, self._clock()))
        if isinstance(turn, Ask):
            messages = self._with_elsewhere(turn.text, messages)
        return messages

    def suggest(self, typed: str) -> tuple[Suggestion, ...]:
        """The entries that what is typed so far may become."""
        return suggest(self._subject.index, typed)

    def transcript(self) -> str:
        """The conversation so far, as Markdown."""
        return transcript(self.course, self._transcript)

    def close(self) -> None:
        """Let go of the store. Everything is saved already."""
        self._store.close()

    def _commit(self, taken: Step) -> tuple[m.Message, ...]:
        before = self._state.coverage
        self._state = msgspec.structs.replace(
            taken.state, coverage=self._recorded(before, taken.state.turn, taken.events)
        )
        trouble = self._store.take_notice()
        return self._kept((*((m.Notice(trouble),) if trouble else ()), *taken.messages))

    def _kept(self, messages: tuple[m.Message, ...]) -> tuple[m.Message, ...]:
        self._transcript.extend(messages)
        return messages

    def _recorded(self, before: Coverage, turn: int, events: tuple[Event, ...]) -> Coverage:
        """Write the events, then fold what the log holds: ours, and another terminal's."""
        if events:
            self._store.append(
                self.learner, self.course.id, self._state.session, turn, self._clock(), events
            )
        new = self._store.records(self.learner, self.course.id, after=before.seq)
        if any(isinstance(record.event, Undo) for record in new):
            return self._folded(self.course)
        for record in current(self.course, new):
            before = apply(before, record)
        return before

    def _folded(self, course: Course) -> Coverage:
        """The whole log, its ids as the course has them now."""
        return fold(current(course, self._store.records(self.learner, course.id)))

    def _with_elsewhere(self, text: str, messages: tuple[m.Message, ...]) -> tuple[m.Message, ...]:
        """Name the other courses that answer what this one does not cover."""

        def named(message: m.Message) -> m.Message:
            if not isinstance(message, m.NotCovered) or message.reply:
                return message
            titles = tuple(
                at.title
                for at in self._installed
                if at.id != self.course.id
                and self._ready(at)
                and (other := self._usable(at)) is not None
                and isinstance(decide(other.index, text), Answer)
            )
            return msgspec.structs.replace(message, elsewhere=titles)

        return tuple(named(message) for message in messages)

    def _usable(self, at: CourseAt) -> Subject | None:
        """A course of those installed; None where its files are wrong."""
        from tutor.course.load import CourseError

        try:
            return self._open(at)
        except CourseError:
            return None

    def _run(self, command: Command, argument: str) -> tuple[m.Message, ...]:
        match command.name:
            case "courses":
                said: m.Message = views.courses(self._installed, self.course.id)
            case "course":
                return self._switch(argument)
            case _:
                said = self._save(argument)
        return (said, self.prompt)

    def _switch(self, course: str) -> tuple[m.Message, ...]:
        if not course:
            return (views.courses(self._installed, self.course.id), self.prompt)
        at = next((at for at in self._installed if at.id == course), None)
        if at is None:
            return (views.no_such_course(self._installed, course), self.prompt)
        if self._usable(at) is None:
            return (views.course_broken(course), self.prompt)
        self._enter(course)
        return self.start()

    def _save(self, argument: str) -> m.Notice:
        path = Path(argument).expanduser() if argument else Path(f"tutor-{self.course.id}.md")
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(self.transcript())
        except FileExistsError:
            return m.Notice(f"{path} is there already. Give another name: /save FILE")
        except OSError as error:
            return m.Notice(f"{path} could not be written: {error.strerror}. Try /save FILE")
        return m.Notice(f"Saved to {path.absolute()}")
