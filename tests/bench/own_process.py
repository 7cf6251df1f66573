"""Python processes beside this one that share nothing with it, and what a process spends."""

import gc
import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_SPAWN = multiprocessing.get_context("spawn")


@contextmanager
def running(act: Callable[P, None], *arguments: P.args, **named: P.kwargs) -> Iterator[int]:
    """Something that goes on beside the block, and is ended after it; its process."""
    process = _SPAWN.Process(target=act, args=arguments, kwargs=named)
    process.start()
    assert process.pid is not None
    try:
        yield process.pid
    finally:
        process.terminate()
        process.join()


def called(act: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What a function returns that runs by itself in a fresh process."""
    with ProcessPoolExecutor(1, _SPAWN) as pool:
        return pool.submit(act, *arguments, **named).result()


@dataclass(frozen=True)
class Spent:
    """What something took, in milliseconds: by the clock, and of the processors here and in the process that served it.

    On a machine that others use too, the processors' time says more than the clock's.
    """

    clock: float
    here: float
    there: float


def spent(act: Callable[[], object], server: int) -> Spent:
    """Do it, served by this process. What lies here from before is not looked through for garbage meanwhile."""
    gc.collect()
    gc.freeze()
    there, here, begun = _processor(server), time.process_time(), time.perf_counter()
    act()
    return Spent(
        *(1000 * took for took in (time.perf_counter() - begun, time.process_time() - here, _processor(server) - there))
    )


def _processor(process: int) -> float:
    """Seconds that all threads of a process ran, by the clock that clock_getcpuclockid(3) gives for it; Python lacks the call."""
    return time.clock_gettime(~process << 3 | 2)
