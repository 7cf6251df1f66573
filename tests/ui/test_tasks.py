"""Threads: answers arrive on the interface's thread, and nothing personal leaves an error nobody foresaw."""

import gc
import threading
import weakref
from functools import partial

import pytest
from PySide6.QtCore import QObject

from desktop.ui.tasks import InlineTasks, Job, Lane, PoolTasks, Unexpected

MARKER = "Hartley-Okoro"


class Foreseen(Exception):
    pass


class Heard(QObject):
    """Keeps what it is told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[int] = set()

    def done(self, answer: object) -> None:
        self.threads.add(threading.get_ident())
        self.answers.append(answer)

    def failed(self, error: Exception) -> None:
        self.errors.append(error)


@pytest.fixture
def unforeseen():
    return []


@pytest.fixture
def pool(qapp, unforeseen):
    made = PoolTasks((Foreseen,), unforeseen.append)
    yield made
    made.close()


def _thread_and(answer: object, where: list[int]):
    """Work that notes its thread and answers."""

    def work() -> object:
        where.append(threading.get_ident())
        return answer

    return work


def _fails_with(error: Exception):
    def work():
        raise error

    return work


def test_work_is_done_elsewhere_and_answered_here(pool, qtbot):
    heard = Heard()
    where: list[int] = []

    pool.run(_thread_and(7, where), heard.done, heard.failed)
    qtbot.waitUntil(lambda: bool(heard.answers))

    assert heard.answers == [7]
    assert heard.threads == {threading.get_ident()}
    assert where != [threading.get_ident()]


def test_the_store_has_one_thread_and_keeps_its_order(pool, qtbot):
    heard = Heard()
    where: list[int] = []

    for number in range(50):
        pool.run(_thread_and(number, where), heard.done, heard.failed)
    qtbot.waitUntil(lambda: len(heard.answers) == 50)

    assert heard.answers == list(range(50))
    assert len(set(where)) == 1


def test_a_slow_network_does_not_hold_up_a_save(pool, qtbot):
    heard, reachable = Heard(), threading.Event()

    pool.run(lambda: reachable.wait(5), heard.done, heard.failed, Lane.NETWORK)
    pool.run(lambda: "saved", heard.done, heard.failed, Lane.STORE)
    qtbot.waitUntil(lambda: bool(heard.answers))

    assert heard.answers == ["saved"]
    reachable.set()


def test_a_foreseen_error_reaches_the_page_as_it_is(pool, qtbot, unforeseen):
    heard = Heard()

    pool.run(_fails_with(Foreseen()), heard.done, heard.failed)
    qtbot.waitUntil(lambda: bool(heard.errors))

    assert isinstance(heard.errors[0], Foreseen)
    assert not unforeseen


@pytest.mark.parametrize("inline", [True, False])
def test_an_error_nobody_foresaw_is_told_by_its_type_alone(pool, qtbot, unforeseen, inline):
    heard = Heard()
    tasks = InlineTasks((Foreseen,), unforeseen.append) if inline else pool

    tasks.run(_fails_with(ValueError(MARKER)), heard.done, heard.failed)
    qtbot.waitUntil(lambda: bool(heard.errors))

    assert unforeseen == ["ValueError"]
    assert isinstance(heard.errors[0], Unexpected)
    assert MARKER not in repr(heard.errors[0])
    assert heard.errors[0].__cause__ is None


def test_an_answer_for_a_page_that_is_gone_is_dropped(pool, qtbot):
    gone, still_here = Heard(), Heard()
    proceed = threading.Event()

    pool.run(lambda: proceed.wait(5), gone.done, gone.failed)
    pool.run(lambda: "later", still_here.done, still_here.failed)
    gone.deleteLater()
    qtbot.waitSignal(gone.destroyed, timeout=2000).wait()
    proceed.set()
    qtbot.waitUntil(lambda: bool(still_here.answers))

    assert gone.answers == []


def test_progress_is_reported_in_order(pool, qtbot):
    heard, steps = Heard(), Heard()

    def work(job: Job) -> str:
        for step in range(5):
            job.report(step)
        return "done"

    pool.follow(work, heard.done, heard.failed, steps.done)
    qtbot.waitUntil(lambda: bool(heard.answers))

    assert steps.answers == [0, 1, 2, 3, 4]


def test_cancelled_work_stops_where_it_can_and_answers_nobody(pool, qtbot):
    heard, begun, stopped = Heard(), threading.Event(), threading.Event()

    def work(job: Job) -> None:
        begun.set()
        try:
            while True:
                job.check()
        finally:
            stopped.set()

    job = pool.follow(work, heard.done, heard.failed, heard.done)
    assert begun.wait(5)
    job.cancel()
    assert stopped.wait(5)
    pool.run(lambda: "next", heard.done, heard.failed)
    qtbot.waitUntil(lambda: bool(heard.answers))

    assert heard.answers == ["next"]
    assert not heard.errors


def test_closing_wakes_whoever_listens_and_waits_for_nothing(qapp):
    pool = PoolTasks((), print)
    heard, begun, hung_up = Heard(), threading.Event(), threading.Event()

    def listen(job: Job) -> None:
        job.on_cancel(hung_up.set)
        begun.set()
        hung_up.wait()

    pool.follow(listen, heard.done, heard.failed, heard.done, Lane.LISTENING)
    assert begun.wait(5)
    pool.close()

    assert hung_up.is_set()
    assert not heard.answers


def test_work_that_is_cancelled_before_it_waits_does_not_begin_to(qapp):
    hung_up = threading.Event()
    job = Job(print)

    job.cancel()
    job.on_cancel(hung_up.set)

    assert hung_up.is_set()


def test_closing_finishes_every_save_that_was_given(qapp):
    pool = PoolTasks((), print)
    saved: list[int] = []
    heard = Heard()

    for number in range(100):
        pool.run(partial(saved.append, number), heard.done, heard.failed)
    pool.close()

    assert saved == list(range(100))


def test_garbage_is_collected_in_the_interfaces_thread_whoever_makes_it(pool, qtbot):
    heard, page = Heard(), Heard()
    where: list[int] = []
    page.answers.append(page)
    weakref.finalize(page, lambda: where.append(threading.get_ident()))
    del page

    def work() -> object:
        made: list[list[int]] = [[] for _ in range(200_000)]
        heard.threads.update(where)
        return made

    pool.run(work, heard.answers.append, heard.failed)
    qtbot.waitUntil(lambda: bool(heard.answers) and bool(where))

    assert not heard.threads
    assert where == [threading.get_ident()]


def test_a_page_that_only_its_work_still_held_is_let_go_in_the_interfaces_thread(pool, qtbot):
    where: list[int] = []
    begun, proceed = threading.Event(), threading.Event()
    page = Heard()
    weakref.finalize(page, lambda: where.append(threading.get_ident()))

    def work(held: Heard) -> None:
        begun.set()
        assert proceed.wait(5)
        held.answers.clear()

    pool.run(partial(work, page), page.done, page.failed)
    assert begun.wait(5)
    del page
    proceed.set()
    qtbot.waitUntil(lambda: bool(where))

    assert where == [threading.get_ident()]


def test_closing_without_work_leaves_garbage_to_python_again(qapp):
    pool = PoolTasks((), print)
    assert not gc.isenabled()

    pool.close()

    assert gc.isenabled()
