"""A laptop of the demonstration seen from outside: a process that is told a step and answers when it is done."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


class StepFailed(Exception):
    """A step of the day could not be done."""


class Laptop:
    """One laptop, with a folder of its own."""

    def __init__(
        self,
        root: Path,
        demo: Path,
        pictures: Path,
        prefix: str,
        environment: Mapping[str, str],
        *,
        keys: bool,
        program: Path,
    ) -> None:
        """`keys`: its worker uses no mouse. `program` is laptop.py, or one that measures as well."""
        self.root, self.demo = root, demo
        self._command = [sys.executable, str(program), "--pictures", str(pictures),
                         "--prefix", prefix, "--root", str(root), "--demo", str(demo), *(["--keys"] if keys else [])]  # fmt: skip
        self._environment = dict(environment)
        self._process: subprocess.Popen[str] | None = None

    def switch_on(self) -> None:
        """Start the application."""
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=self._environment
        )

    def do(self, step: str, **arguments: object) -> object:
        """Have one step of `day.py` done; its answer.

        Raises:
            StepFailed: it could not be done.
        """
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise StepFailed(f"{step}: the laptop is off")
        process.stdin.write(json.dumps({"step": step, "with": arguments}) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        answer = json.loads(line) if line else {"failed": "the laptop stopped", "about": str(process.wait())}
        if "failed" in answer:
            raise StepFailed(f"{step}: {answer['failed']} {answer['about']}\n{answer.get('where', '')}")
        return answer["done"]

    def switch_off(self) -> None:
        """Close the window; the process must end by itself."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            if self._process.wait(timeout=30):
                raise StepFailed(f"the laptop ended with {self._process.returncode}")
            self._process = None

    def drop(self) -> None:
        """However things stand, leave nothing running."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
