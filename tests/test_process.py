"""Process hygiene, seen from outside: each test starts a real process with a hostile environment."""

import json
import os
import subprocess
import sys

import pytest

from desktop import process

HOSTILE = {
    "SSLKEYLOGFILE": "keys.log",
    "OPENSSL_CONF": "evil.cnf",
    "OPENSSL_MODULES": "evil",
    "QT_PLUGIN_PATH": "evil",
    "QT_QPA_PLATFORM_PLUGIN_PATH": "evil",
    "QML_IMPORT_PATH": "evil",
    "QML2_IMPORT_PATH": "evil",
    "PYTHONPATH": "evil",
    "PYTHONSTARTUP": "evil.py",
    "SSL_CERT_FILE": "evil.pem",
    "SSL_CERT_DIR": "evil",
}
REPORT = """
import json, os, resource, sys
from desktop import process
process.harden()
import ctypes
print(json.dumps({
    "environment": dict(os.environ), "umask": os.umask(0), "core": resource.getrlimit(resource.RLIMIT_CORE),
    "dumpable": ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), "modules": sorted(sys.modules),
}))
"""


@pytest.fixture(scope="module")
def hardened():
    """What a process says of itself after hardening."""
    shown = subprocess.run(
        [sys.executable, "-c", REPORT], env={**os.environ, **HOSTILE}, capture_output=True, text=True, check=True
    )
    return json.loads(shown.stdout)


def test_variables_that_load_log_or_trust_something_else_are_gone(hardened):
    assert HOSTILE.keys() & hardened["environment"].keys() == {"OPENSSL_CONF"}
    assert hardened["environment"]["OPENSSL_CONF"] == os.devnull


def test_variables_of_the_session_stay(hardened):
    assert hardened["environment"]["PATH"] == os.environ["PATH"]


def test_a_session_that_names_no_language_reads_and_writes_utf8():
    silent, british = dict[str, str](), {"LANG": "en_GB.UTF-8"}

    process.clean(silent)
    process.clean(british)

    assert silent["LC_CTYPE"] == "C.UTF-8"
    assert "LC_CTYPE" not in british


def test_files_are_private_and_memory_is_not_dumped(hardened):
    assert hardened["umask"] == 0o077
    assert hardened["core"] == [0, 0]
    assert hardened["dumpable"] == 0


def test_hygiene_comes_before_anything_that_reads_the_environment(hardened):
    heavy = {"ssl", "cryptography", "PySide6", "sqlalchemy", "sqlcipher3"}

    assert heavy & set(hardened["modules"]) == set()


def test_replacing_the_process_keeps_its_number_and_loses_its_memory():
    after = "import os; print(os.getpid(), 'secret' in globals())"
    script = (
        "import os, sys; from desktop import process; secret = 'gone'; print(os.getpid(), flush=True);"
        "process.replace([sys.executable, '-c', sys.argv[1]])"
    )

    shown = subprocess.run([sys.executable, "-c", script, after], capture_output=True, text=True, check=True)

    before, said = shown.stdout.splitlines()
    assert said == f"{before} False"


def test_the_program_is_started_again_as_it_was():
    assert process.command(["--vault", "there"]) == [sys.executable, "-P", "-m", "desktop", "--vault", "there"]


def test_the_end_says_what_was_still_to_be_said():
    code = "import sys; from desktop import process; sys.stdout.write('said'); process.end(3)"

    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stdout, ended.stderr) == (3, "said", "")
