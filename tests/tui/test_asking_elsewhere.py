"""On the full screen a question that another course answers is taken there by a key."""

from pathlib import Path

from conversation.test_elsewhere import QUESTION, Kitchen
from tui.screens import pressed, settled, shown, typed

from tutor.tui.app import TutorApp


async def test_a_digit_asks_the_question_in_the_other_course(home: Path) -> None:
    app = TutorApp(Kitchen(home).session)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(app, pilot)
        await typed(app, pilot, QUESTION)
        assert "Another course here answers it: Cake (course cake)." in " ".join(shown(app).split())
        await pressed(app, pilot, "1")
        assert app.session.course.id == "cake"
        assert "Sugar and a little water." in shown(app)
