"""What the program keeps from others, looked at from another process of the same plain user."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_NOBODY = 65534
_PROGRAM = "{before}\nfrom caregiver_app.hardening import harden\n{harden}\nprint('up', flush=True)\ninput()"
# Root may read everything. A process that stopped being root cannot be read either, until it says it can.
_PLAIN_USER = f"""
import ctypes, os
if os.geteuid() == 0:
    os.setgroups([]); os.setresgid(*[{_NOBODY}] * 3); os.setresuid(*[{_NOBODY}] * 3)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
"""
_LOOK = "import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())"


def environment_seen_by_a_neighbour(harden: str) -> subprocess.CompletedProcess[bytes]:
    program = _PROGRAM.format(before="import caregiver_app.hardening" + _PLAIN_USER, harden=harden)
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "MARKER": "a-secret"},
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"up\n"
        look = [sys.executable, "-c", _PLAIN_USER + _LOOK, f"/proc/{running.pid}/environ"]
        seen = subprocess.run(look, cwd=ROOT, capture_output=True, check=False)
        running.kill()
    return seen


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows a process in /proc")
def test_another_program_of_the_same_person_cannot_read_this_one() -> None:
    assert b"MARKER=a-secret" in environment_seen_by_a_neighbour("").stdout  # so the test can fail
    seen = environment_seen_by_a_neighbour("harden()")
    assert not seen.stdout
    assert b"PermissionError" in seen.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead")
def test_new_files_and_folders_are_the_owners_alone_and_no_memory_is_dumped(tmp_path: Path) -> None:
    make = (
        "import os, resource; os.umask(0); harden(); open('file', 'w').close(); os.mkdir('folder');"
        "assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)"
    )
    code = _PROGRAM.format(before="", harden=make)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        check=True,
        input=b"\n",
        capture_output=True,
        env=environment,
    )
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "folder").stat().st_mode) == 0o700


@pytest.mark.parametrize("system", ["win32", "darwin", "linux", "haiku"])
def test_a_system_that_refuses_or_lacks_it_stops_nothing(system: str) -> None:
    code = (
        "import ctypes, os, sys\n"
        f"sys.platform = {system!r}; sys.modules['resource'] = None\n"
        "def refuse(*_): raise OSError\n"
        "os.umask = ctypes.CDLL = refuse\n"
        "from caregiver_app.hardening import harden; harden(); harden()"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
