"""The edge of a conversation: the clock, the store, and one transaction a turn."""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from tutor.answer.decide import Suggestion
from tutor.answer.suggest import suggest
from tutor.conversation import elsewhere, typed, views, wording
from tutor.conversation import messages as m
from tutor.conversation.clock import session_id, utc_now
from tutor.conversation.commands import COMMANDS, Command, find
from tutor.conversation.notes import transcript
from tutor.conversation.route import Ask, Pick, Run, Turn, read
from tutor.conversation.state import LAST_COURSE, State, Step, Subject
from tutor.conversation.step import begin, step
from tutor.course.library import CourseAt
from tutor.course.model import Course
from tutor.learner.coverage import Coverage
from tutor.learner.history import current
from tutor.learner.progress import Progress
from tutor.learner.review import Overview, overview
from tutor.learner.store import Store
from tutor.learner.timeline import Day, timeline

MOST_REMEMBERED = 5_000
"""Messages that ``/save`` writes down; the oldest are let go, so that a long sitting needs no more
memory than a short one."""


class Session:
    """One learner in one sitting. Every face talks to this and to nothing else.

    ``send`` commits what a turn leads to before it returns the messages, so an answer that was
    seen is never lost. Calls must not overlap; a face with threads sends them one by one.

    A learner may have several sittings open at once, each in a terminal of its own. What they
    know is one for all, and each sees the others' answers from its next turn on. Where they are
    is each sitting's own: it goes on from its own prompt, whatever another does, in the same
    lesson too, and takes back only its own turns. Of the places written down, the last counts for
    the next start.
    """

    commands: tuple[Command, ...] = COMMANDS

    def __init__(
        self,
        course: str,
        *,
        installed: Sequence[CourseAt],
        opened: Callable[[CourseAt], Subject],
        store: Store,
        learner: str = "me",
        folder: Path,
        clock: Callable[[], datetime] = utc_now,
        notices: Sequence[str] = (),
        known: elsewhere.Known = lambda _at: None,
        saves: bool = True,
    ) -> None:
        """Open a course, for a learner. ``opened`` reads a course; ``folder`` keeps files.

        ``known`` gives the index of a course that is compiled already. ``saves``: the conversation
        may be written to a file that the learner names.

        Raises ``CourseError`` where the course's files are wrong.
        """
        self._installed = tuple(installed)
        self._open = opened
        self._known = known
        self._store = store
        self._clock = clock
        self._notices = [m.Notice(text) for text in notices]
        self._saves = saves
        self.learner = learner
        self.folder = folder
        self.history_path = typed.file_of(folder, learner)
        self._transcript: deque[m.Message] = deque(maxlen=MOST_REMEMBERED)
        self._enter(course)

    def _enter(self, course: str) -> None:
        at = next(c for c in self._installed if c.id == course)
        self._subject = self._open(at)
        self._progress = Progress(self._store, self.learner, self._subject.course)
        self._state = State(session=session_id(), coverage=self._progress.coverage)
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

    @property
    def kept(self) -> bool:
        """Whether all that was done so far is in the learner's file."""
        return self._store.kept

    @property
    def parting(self) -> str:
        """What has become of this sitting's progress, for who leaves now."""
        return wording.KEPT if self.kept else wording.NOT_KEPT

    def now(self) -> datetime:
        """The time by the clock of this session."""
        return self._clock()

    def timeline(self) -> tuple[Day, ...]:
        """How far the learner was on each day so far. Reads the whole log."""
        records = current(self.course, self._store.records(self.learner, self.course.id))
        return timeline(self.course, records, self._clock())

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
                return self._noted(self._run(command, turn.argument))
        if isinstance(turn, Pick) and turn.key in self._courses_to_ask():
            return self._ask_there(turn.key.partition(":")[2])
        taken = step(self._subject, self._state, turn, self._clock())
        return self._commit(self._with_elsewhere(taken) if isinstance(turn, Ask) else taken)

    def suggest(self, typed: str) -> tuple[Suggestion, ...]:
        """The entries that what is typed so far may become; none before they are learned."""
        if not self._subject.learned.is_ready:
            return ()
        return suggest(self._subject.index, typed)

    def transcript(self) -> str:
        """The conversation so far, as Markdown."""
        whole = len(self._transcript) < MOST_REMEMBERED
        return transcript(self.course, self._transcript, whole=whole)

    def close(self) -> None:
        """Let go of the store. Everything is saved already."""
        self._store.close()

    def _commit(self, taken: Step) -> tuple[m.Message, ...]:
        """Write the turn's events; what is known then is what the log holds, ours and others'."""
        if taken.events:
            turn, now = taken.state.turn, self._clock()
            self._store.append(
                self.learner, self.course.id, taken.state.session, turn, now, taken.events
            )
        self._state = msgspec.structs.replace(taken.state, coverage=self._progress.catch_up())
        trouble = self._store.take_notice()
        said = map(self._truly, taken.messages)
        return self._noted((*((m.Notice(trouble),) if trouble else ()), *said))

    def _truly(self, message: m.Message) -> m.Message:
        """A goodbye does not say that progress is kept where it is not."""
        if not isinstance(message, m.Goodbye) or self.kept:
            return message
        return m.Goodbye(message.text.replace(wording.KEPT, wording.NOT_KEPT))

    def _noted(self, messages: tuple[m.Message, ...]) -> tuple[m.Message, ...]:
        self._transcript.extend(messages)
        return messages

    def _with_elsewhere(self, taken: Step) -> Step:
        """Name the other courses that answer what this one does not cover."""
        others = [at for at in self._installed if at.id != self.course.id]

        def look(question: str) -> tuple[m.OtherCourse, ...]:
            return elsewhere.answering(question, others, self._known)

        *said, prompt = elsewhere.named(taken.messages, look)
        if not isinstance(prompt, m.AskAnything):
            return msgspec.structs.replace(taken, messages=(*said, prompt))
        state = msgspec.structs.replace(taken.state, prompt=prompt)
        return msgspec.structs.replace(taken, state=state, messages=(*said, prompt))

    def _courses_to_ask(self) -> frozenset[str]:
        """The choices now that ask the last question again in another course."""
        keys = (choice.key for choice in m.choices_of(self.prompt))
        return frozenset(key for key in keys if key.startswith(f"{elsewhere.ASK_THERE}:"))

    def _ask_there(self, course: str) -> tuple[m.Message, ...]:
        """Change to a course, and ask there what was asked here."""
        question, before = self._state.asked, self.course.id
        self._enter(course)
        there = m.Notice(f"This is {self.course.title}. /course {before} goes back.")
        return (*self._noted((there,)), *self.send(Ask(question)))

    def _usable(self, at: CourseAt) -> Subject | None:
        """A course of those installed; None where its files are wrong."""
        from tutor.course.ready import CourseError

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
        if not self._saves:
            return m.Notice("Nothing can be saved from here. Select what you want, and copy it.")
        path = Path(argument).expanduser() if argument else Path(f"tutor-{self.course.id}.md")
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(self.transcript())
        except FileExistsError:
            return m.Notice(f"{path} is there already. Give another name: /save FILE")
        except OSError as error:
            return m.Notice(f"{path} could not be written: {error.strerror}. Try /save FILE")
        return m.Notice(f"Saved to {path.absolute()}")
