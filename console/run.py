"""All roles in one loop: each gets its turn, and what can't be reached for a while is waited for."""

import gc
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from events.errors import LogUnavailable, Overtaken, SitrepError, StoreUnavailable

logger = logging.getLogger("sitrep.run")

IDLE = 0.25
COLLECT_EVERY = 120.0  # seconds
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
TRIES_ONCE = 4
PASSING = (LogUnavailable, StoreUnavailable)


class Worker(Protocol):
    """What plays a role."""

    def run_batch(self, wait: float = 0.0) -> int:
        """Handles what is there now, and says how many inputs that was."""

    def lag(self) -> int:
        """Inputs not yet handled."""

    def close(self) -> None: ...


class Role(NamedTuple):
    """One worker of the pipeline; `name` is for people, e.g. "g1 cluster"."""

    name: str
    worker: Worker


@contextmanager
def collected_rarely() -> Iterator[None]:
    """Without the cyclic garbage collector: the steps' states live long, and looking through all of them again and again took a
    tenth of the time. A Loop collects by itself now and then."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Loop:
    """Round robin over roles. `find_roles` is asked again now and then, because generations come and go."""

    def __init__(self, find_roles: Callable[[], Sequence[Role]], stop: threading.Event, refresh: float = 5.0) -> None:
        self._find_roles = find_roles
        self._stop = stop
        self._refresh = refresh
        self._failures = 0
        self.roles: Sequence[Role] = ()
        self.handled = 0
        self._collected = time.monotonic()

    def run_once(self, advance: Callable[[int, int], None]) -> None:
        """Until every role has caught up. Raises what doesn't pass after a few tries."""
        with collected_rarely():
            self._catch_up(advance)

    def _catch_up(self, advance: Callable[[int, int], None]) -> None:
        self.roles = self._find_roles()
        while not self._stop.is_set():
            try:
                if self._turn():
                    advance(self.handled, self.handled + self.remaining())
                elif self.remaining() == 0:
                    return
                else:
                    self._stop.wait(IDLE)
                self._failures = 0
            except PASSING as error:
                self._back_off(error, TRIES_ONCE)

    def run_forever(self) -> None:
        """Until `stop` is set; what passes is waited out however long it takes."""
        with collected_rarely():
            self._go_on()

    def _go_on(self) -> None:
        idle = self._refresh
        while not self._stop.is_set():
            try:
                if idle >= self._refresh:
                    self.roles, idle = self._find_roles(), 0.0
                idle += IDLE
                if not self._turn():
                    self._stop.wait(IDLE)
                self._failures = 0
            except PASSING as error:
                self._back_off(error, None)

    def remaining(self) -> int:
        """Inputs still to be handled: what waits for a step has the later ones before it, too."""
        return sum(role.worker.lag() for role in self.roles)

    def _turn(self) -> int:
        handled = 0
        for role in self.roles:
            if self._stop.is_set():
                break
            try:
                handled += role.worker.run_batch()
            except Overtaken as error:
                logger.info("another worker leads", extra={"role": role.name, "reason": str(error)})
        self.handled += handled
        if time.monotonic() - self._collected > COLLECT_EVERY:
            gc.collect()
            self._collected = time.monotonic()
        return handled

    def _back_off(self, error: SitrepError, tries: int | None) -> None:
        self._failures += 1
        if tries is not None and self._failures >= tries:
            raise error
        pause = min(FIRST_PAUSE * 2 ** (self._failures - 1), LONGEST_PAUSE)
        logger.warning("trying again", extra={"error": str(error), "seconds": pause, "failures": self._failures})
        self._stop.wait(pause)


@contextmanager
def beside(work: Callable[[], None], stop: threading.Event, end: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Does `work` in a thread; if it fails, everything stops and the failure is raised here. `end` asks it to come to its end."""
    failures: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - it is raised again in the thread that waits
            failures.append(error)
        stop.set()

    thread = threading.Thread(target=guarded, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        end()
        thread.join()
    if failures:
        raise failures[0]
