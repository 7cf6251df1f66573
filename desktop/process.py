"""Process hygiene (F11): the first thing that runs, before any import that reads the environment or holds a secret.

`harden` drops variables by which a library can be told to load, trust or write something else, keeps files private and memory out
of reach of core dumps and other processes. `replace` is the lock: a fresh process is the only certain way to forget keys.
"""

import os
import sys
from collections.abc import MutableMapping, Sequence
from typing import NoReturn

_DROPPED = ("SSLKEYLOGFILE", "OPENSSL_MODULES", "QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH")
_DROPPED_PREFIXES = ("PYTHON", "SSL_CERT_")
_PR_SET_DUMPABLE = 4
_LOAD_LIBRARY_SEARCH_DEFAULT_DIRS = 0x1000


def harden() -> None:
    """Make this process a poor place to look for secrets. Call before other imports."""
    clean(os.environ)
    os.umask(0o077)
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetDefaultDllDirectories(_LOAD_LIBRARY_SEARCH_DEFAULT_DIRS)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def clean(environment: MutableMapping[str, str]) -> None:
    """Remove what could make OpenSSL, Qt or Python write keys, load code or trust certificates on a stranger's word."""
    for name in list(environment):
        if name in _DROPPED or name.startswith(_DROPPED_PREFIXES) or _is_qml_path(name):
            del environment[name]
    environment["OPENSSL_CONF"] = os.devnull  # the wheels look for a configuration at their build machine's path
    if not any(environment.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
        environment["LC_CTYPE"] = "C.UTF-8"  # as Python does for itself, but not when frozen; Qt complains of plain C


def _is_qml_path(name: str) -> bool:
    return name.startswith("QML") and name.endswith("_IMPORT_PATH")


def command(arguments: Sequence[str]) -> list[str]:
    """How this program is started again: itself when frozen, else by the interpreter that runs it."""
    own = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "desktop"]
    return [*own, *arguments]


def replace(argv: Sequence[str]) -> NoReturn:
    """Become a fresh process, usually `command(...)`. Nothing of this one's memory or open files is left."""
    if getattr(sys, "frozen", False):
        os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"  # else its loader takes it for a child of this one
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen(argv, close_fds=True)
        os._exit(0)
    os.execv(argv[0], list(argv))  # noqa: S606  (our own executable, no shell)


def end(status: int) -> NoReturn:
    """End now, with everything saved and closed. To take Python and Qt apart first, piece by piece, helps nobody and has crashed."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a program with windows may have none
            stream.flush()
    os._exit(status)
