from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.faults.tracing import why_not

if TYPE_CHECKING:
    from collections.abc import Iterator


ROOT: Final = Path(__file__).resolve().parents[2]
CALLS: Final = (
    "open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,truncate,"
    "socket,connect,execve,execveat"
)


@dataclass
class Sandbox:
    """A home of its own for the program. What it was asked to write goes to ``exports``."""

    root: Path
    exports: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def household(self) -> Path:
        return self.root / "home/.local/share/caregiver-app/household.caregiver"

    @property
    def faults(self) -> Path:
        return self.household.with_name("faults.log")


def make_sandbox(tmp_path: Path) -> Sandbox:
    # Folders are often called after people; the name of this one is a marker as well.
    root, exports = tmp_path / "all", tmp_path / "Wq000zjk asked for"
    folders = {
        "HOME": "home",
        "XDG_CONFIG_HOME": "home/.config",
        "XDG_DATA_HOME": "home/.local/share",
        "XDG_STATE_HOME": "home/.local/state",
        "XDG_CACHE_HOME": "home/.cache",
        "XDG_RUNTIME_DIR": "run",
        "TMPDIR": "tmp",
    }
    for folder in (*folders.values(), "cwd", "start"):
        (root / folder).mkdir(mode=0o700, parents=True)
    exports.mkdir()
    (root / "start/sitecustomize.py").write_text("import tests.journeys.marked_person\n")
    environment = {
        **{name: str(root / folder) for name, folder in folders.items()},
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        # To list printers is to ask the computer's print service, over the network unless it is told otherwise.
        "CUPS_SERVER": str(root / "run/cups.socket"),
    }
    return Sandbox(root, exports, environment)


def traced(log: Path) -> list[str]:
    """What goes before a command, so that ``log`` holds what it asks of the system; nothing where that cannot be."""
    options = ["-f", "--seccomp-bpf", "-v", "-s", "100000", "-o", str(log), "-e", f"trace={CALLS}"]
    return [] if why_not() else ["strace", *options]


def _process_files(pid: int, asked: Path) -> Iterator[tuple[str, bytes]]:
    """What other programs of the same person may read about a process, and files without a name.

    Not those in ``asked``, where the files go that were asked for: until they are whole, they have no name.
    """
    folder = Path(f"/proc/{pid}")
    for name in ("cmdline", "environ", "comm"):
        with suppress(OSError):  # only root reads all of a hardened process
            yield name, (folder / name).read_bytes()
    with suppress(OSError):
        for each in (folder / "fd").iterdir():
            target = str(each.readlink())
            yield f"the name of {each.name}", target.encode()
            if target.endswith(" (deleted)") and not target.startswith(f"{asked}/"):
                yield target, each.read_bytes()


class Calls:
    """What strace wrote down. A call that was interrupted counts as one that succeeded."""

    def __init__(self, log: str) -> None:
        self._lines = [
            line for line in log.splitlines() if "(" in line and not re.search(r"\) += -1 E", line)
        ]

    def of(self, *names: str) -> list[str]:
        return [line for line in self._lines if re.match(rf"\d+ +(?:{'|'.join(names)})\(", line)]

    def families(self) -> set[str]:
        """What kinds of sockets were made, whether anything came of them or not."""
        return {re.findall(r"AF_\w+|\d+", line.partition("(")[2])[0] for line in self.of("socket", "connect")}

    def programs(self) -> set[tuple[str, ...]]:
        return {tuple(_strings(re.findall(r"\[(.*?)\]", line)[0])) for line in self.of("execve", "execveat")}

    def written(self) -> list[str]:
        """The files that were opened to be written, made or moved."""
        opened = [
            each
            for each in self.of("open", "openat", "openat2")
            if re.search("O_WRONLY|O_RDWR|O_CREAT", each)
        ]
        others = self.of("creat", "mkdir\\w*", "rename\\w*", "link\\w*", "symlink\\w*", "truncate")
        paths = [path for line in (*opened, *others) for path in _strings(line)]
        # A file without a name is given one by its descriptor; where it was opened is in the list already.
        return sorted(
            {path for path in paths if path != os.devnull and not path.startswith("/proc/self/fd/")}
        )


def _strings(text: str) -> list[str]:
    return re.findall(r'"((?:[^"\\]|\\.)*)"', text)
