"""Child processes that can be killed at any moment, and start in no time.

One helper process has everything imported and holds no lock and no open household; each child is a fork of it.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NoReturn, Self

_ROOT: Final = Path(__file__).parents[2]
_LONGEST_REQUEST: Final = 65_536
_PATIENCE: Final = 60


class TooSlowError(Exception):
    """A child said nothing for a minute."""


class FailedByItselfError(Exception):
    """A child met an error before it was killed; standard error says which."""


class Nursery:
    """The helper process. A context manager."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._helper = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.children", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                cwd=_ROOT,
            )
        self._socket = ours
        self._alive: set[Child] = set()
        self._answers = ours.makefile("r")
        assert self._answers.readline()

    def start(self, workload: str, path: Path, **wishes: Any) -> Child:
        """A child that waits for ``go``."""
        # Not a pipe: a fault in "write" must not meet what the child tells.
        ours, theirs = socket.socketpair()
        go_r, go_w = os.pipe()
        request = {
            "workload": workload,
            "path": str(path),
            "wishes": wishes,
            "home": os.environ["XDG_DATA_HOME"],
        }
        socket.send_fds(self._socket, [json.dumps(request).encode()], [theirs.fileno(), go_r])
        theirs.close()
        os.close(go_r)
        child = Child(self, int(self._answers.readline()), ours, go_w)
        self._alive.add(child)
        return child

    def bury(self) -> None:
        """Ends those that a failed test left."""
        for child in tuple(self._alive):
            os.kill(child.pid, signal.SIGKILL)
            child.end()

    def reap(self, child: Child) -> int:
        """How the child ended: its exit code, or minus the signal."""
        self._alive.remove(child)
        self._socket.sendall(json.dumps({"reap": child.pid}).encode())
        return os.waitstatus_to_exitcode(int(self._answers.readline()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._helper.wait(timeout=_PATIENCE)
        self._answers.close()
        self._socket.close()


@dataclass(slots=True, eq=False)
class Child:
    """``told`` is what it acknowledged so far."""

    nursery: Nursery
    pid: int
    _told: socket.socket
    _go_w: int
    told: list[str] = field(default_factory=list)
    _rest: bytes = b""

    def go(self) -> None:
        """Lets it go on from where it waits."""
        os.write(self._go_w, b"g")

    def listen(self, seconds: float = _PATIENCE) -> bool:
        """Waits until it tells something; ``False`` when it ended or time is up."""
        if not select.select([self._told], [], [], seconds)[0]:
            return False
        try:
            data = self._told.recv(65_536)
        except ConnectionResetError:  # killed before it had read everything
            data = b""
        *lines, self._rest = (self._rest + data).split(b"\n")
        self.told += [line.decode() for line in lines]
        return bool(data)

    def hear(self) -> str:
        """The next thing that it tells."""
        known = len(self.told)
        while len(self.told) == known:
            if not self.listen():
                raise TooSlowError(self.told)
        return self.told[known]

    def kill(self) -> list[str]:
        """As ``kill -9`` does; returns all that it had acknowledged."""
        os.kill(self.pid, signal.SIGKILL)
        if self.end() > 0:
            raise FailedByItselfError(self.told)
        return self.told

    def end(self) -> int:
        """Waits for its end; returns its exit code or minus the signal."""
        code = self.nursery.reap(self)
        while self.listen(0):
            pass
        self._told.close()
        os.close(self._go_w)
        return code


def serve(descriptor: int) -> None:
    """The helper's whole life: forks and reaps as it is asked."""
    from tests.faults.workloads import WORKLOADS

    _warm_up()
    with socket.socket(fileno=descriptor) as test:
        test.sendall(b"ready\n")
        while True:
            request, descriptors, _flags, _address = socket.recv_fds(test, _LONGEST_REQUEST, 2)
            if not request:
                return
            wanted = json.loads(request)
            if "reap" in wanted:
                test.sendall(b"%d\n" % os.waitpid(wanted["reap"], 0)[1])
                continue
            pid = os.fork()
            if pid == 0:
                test.close()
                _live(WORKLOADS[wanted["workload"]], wanted, *descriptors)
            for each in descriptors:
                os.close(each)
            test.sendall(b"%d\n" % pid)


def _live(workload: Any, wanted: dict[str, Any], told: int, go_r: int) -> NoReturn:
    code = 1
    try:
        os.environ["XDG_DATA_HOME"] = wanted["home"]
        test = socket.socket(fileno=told)

        def wait() -> None:
            os.read(go_r, 1)

        def tell(text: str) -> None:
            test.sendall(f"{text}\n".encode())

        wait()
        workload(Path(wanted["path"]), tell, wait, wanted["wishes"])
        code = 0
    except BaseException:  # noqa: BLE001 - the test sees it, and the fork of a server must not go on as one
        traceback.print_exc()
    finally:
        os._exit(code)


def _warm_up() -> None:
    """Loads what the program loads late, so that no child is killed while it is only importing."""
    import tempfile

    from tests.faults.households import NAME, make, number_at

    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        path = Path(folder) / NAME
        make(path)
        number_at(path)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
