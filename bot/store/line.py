"""Units waiting in order of arrival, and the threads that run them. It knows no database."""

from __future__ import annotations

from asyncio import Future
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Protocol

from bot.store.transaction import Unit


class Asked:
    """One unit, who waits for it, and, once served, what came of it."""

    __slots__ = ("answer", "error", "future", "owed", "unit")

    def __init__(self, unit: Unit[Any], future: Future[Any]) -> None:
        self.unit = unit
        self.future = future
        self.answer: Any = None
        self.error: Exception | None = None
        self.owed = False

    def reply(self) -> None:
        """Tells the caller; only on the event loop. A caller who no longer waits is passed over."""
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(self.answer)
        elif isinstance(self.error, StopIteration):  # a future cannot carry it
            self.future.set_exception(RuntimeError("the unit raised StopIteration"))
        else:
            self.future.set_exception(self.error)


class Worker(Protocol):
    """Runs units on a connection of its own, always from the same thread."""

    most: int  # how many units may share one commit

    def serve(self, batch: list[Asked]) -> None:
        """Gives every unit of the batch its answer or its error. Returns only after the commit."""

    def close(self) -> None: ...


class Line:
    """A queue with one thread for each worker. `deliver` is called in the thread, once a batch."""

    def __init__(self, name: str, workers: Sequence[Worker], deliver: Callable[[list[Asked]], None]) -> None:
        self._waiting: SimpleQueue[Asked | None] = SimpleQueue()
        self._deliver = deliver
        # Daemons: a process that ends without closing the store must end. What was committed is safe.
        self._threads = [
            Thread(target=self._work, args=(worker,), name=f"{name}-{number}", daemon=True)
            for number, worker in enumerate(workers, 1)
        ]
        for thread in self._threads:
            thread.start()

    def add(self, asked: Asked) -> None:
        self._waiting.put(asked)

    def close(self) -> None:
        """Returns after everything that was waiting has been served."""
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self, worker: Worker) -> None:
        while (first := self._waiting.get()) is not None:
            batch = [first]
            while len(batch) < worker.most:
                try:
                    following = self._waiting.get_nowait()
                except Empty:
                    break
                if following is None:
                    self._waiting.put(None)
                    break
                batch.append(following)
            worker.serve(batch)
            self._deliver(batch)
        worker.close()
