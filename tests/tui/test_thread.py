"""Calls in a thread of one's own: in order, and none of them holds the program up."""

import asyncio
from threading import Event, current_thread, main_thread

import pytest

from tutor.tui.thread import OwnThread


async def test_calls_are_taken_in_the_order_in_which_they_come() -> None:
    thread, taken = OwnThread("test"), []

    def call(number: int) -> int:
        taken.append(number)
        return number * 10

    given = await asyncio.gather(*(thread.run(lambda n=n: call(n)) for n in range(20)))
    assert taken == list(range(20))
    assert given == [n * 10 for n in range(20)]


async def test_a_call_does_not_run_in_the_main_thread() -> None:
    assert await OwnThread("test").run(current_thread) is not main_thread()


async def test_what_a_call_raises_is_raised_where_it_is_awaited() -> None:
    def call() -> None:
        raise ValueError("dough")

    thread = OwnThread("test")
    with pytest.raises(ValueError, match="dough"):
        await thread.run(call)
    assert await thread.run(lambda: "next") == "next"


async def test_a_call_cancelled_before_its_turn_is_left_out() -> None:
    thread, let, taken = OwnThread("test"), Event(), []
    first = asyncio.ensure_future(thread.run(lambda: let.wait(30)))
    second = asyncio.ensure_future(thread.run(lambda: taken.append("second")))
    await asyncio.sleep(0)
    second.cancel()
    let.set()
    await first
    await thread.run(lambda: taken.append("third"))
    assert taken == ["third"]
