"""Answers come in the order of the questions, or not at all."""

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm.values import Problem, WorldFault
from ui.kit.jobs import Job, Progress, stop_jobs
from ui.kit.worker import Worker


class NoBook:
    def query(self, query: Any) -> Any:
        raise AssertionError("not asked")


def wait_for(seen: Callable[[], object]) -> None:
    for _ in range(500):
        QApplication.processEvents()
        if seen():
            return
        QTest.qWait(5)
    pytest.fail("nothing came")


def test_an_older_answer_never_overwrites_a_newer_one(app: QApplication) -> None:
    worker, owner, gate = Worker(NoBook()), QObject(), Event()
    told: list[str] = []

    def slow() -> str:
        gate.wait(5)
        return "old"

    worker.work(owner, slow, told.append)
    worker.work(owner, lambda: "new", told.append)
    wait_for(lambda: told)
    gate.set()
    worker.settle()
    QTest.qWait(20)

    assert told == ["new"]


def test_a_fault_of_the_world_is_told_as_a_problem(app: QApplication) -> None:
    worker, owner = Worker(NoBook()), QObject()
    problems: list[Problem] = []
    worker.failed.connect(problems.append)

    def fails() -> None:
        raise WorldFault(Problem("disk-full", values={"file": "x"}))

    worker.work(owner, fails, lambda _answer: None)
    wait_for(lambda: problems)

    assert problems[0].code == "disk-full"


def test_a_job_shows_how_far_it_is_and_hands_over_its_result(app: QApplication) -> None:
    def work() -> Any:
        for step in range(3):
            yield Progress(step + 1, 3, "kit.cancel")
        return "all"

    job = Job(work)
    steps: list[int] = []
    ended: list[object] = []
    job.advanced.connect(lambda progress: steps.append(progress.done))
    job.done.connect(ended.append)

    job.start()
    wait_for(lambda: ended)
    job.wait()

    assert (steps, ended) == ([1, 2, 3], ["all"])


def test_a_cancelled_job_cleans_up_after_itself(app: QApplication) -> None:
    cleaned: list[bool] = []
    began = Event()

    def work() -> Any:
        try:
            while True:
                began.set()
                yield Progress(1, 0, "kit.cancel")
        finally:
            cleaned.append(True)

    job = Job(work)
    stopped: list[bool] = []
    job.stopped.connect(lambda: stopped.append(True))

    job.start()
    began.wait(5)
    job.cancel()
    wait_for(lambda: stopped)
    job.wait()

    assert cleaned == [True]


def test_no_job_outlives_the_window(app: QApplication) -> None:
    began, cleaned = Event(), Event()

    def work() -> Any:
        try:
            while True:
                began.set()
                yield Progress(1, 0, "kit.cancel")
        finally:
            cleaned.set()

    job = Job(work)
    job.start()
    began.wait(5)

    stop_jobs()

    assert cleaned.is_set()
    assert not job.thread_of_work.isRunning()
