"""Python processes beside this one that share nothing with it."""

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_SPAWN = multiprocessing.get_context("spawn")


@contextmanager
def running(act: Callable[P, None], *arguments: P.args, **named: P.kwargs) -> Iterator[None]:
    """Something that goes on beside the block, and is ended after it."""
    process = _SPAWN.Process(target=act, args=arguments, kwargs=named)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()


def called(act: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What a function returns that runs by itself in a fresh process."""
    with ProcessPoolExecutor(1, _SPAWN) as pool:
        return pool.submit(act, *arguments, **named).result()
