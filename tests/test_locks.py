"""What is locked is what is installed: today, and after everything in it has been released anew."""

from __future__ import annotations

import base64
import ensurepip
import hashlib
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.launching import load_launcher

ROOT: Final = Path(__file__).resolve().parent.parent
LOCKS: Final = {
    "build": ROOT / "resources/packaging/requirements.lock",
    "dev": ROOT / "resources/packaging/requirements-dev.lock",
    "bench": ROOT / "resources/packaging/requirements-bench.lock",
}
DEBIAN_12: Final = "pip==23.0.1"
# As the tests were started, before each gets a home of its own: the way to this machine's package index.
OUTSIDE: Final = dict(os.environ)


@dataclass(frozen=True, slots=True)
class Locked:
    """One entry of a lock."""

    version: Version
    extras: set[str]
    hashes: list[str]
    applies: bool


def read_lock(lock: Path) -> dict[str, Locked]:
    entries: dict[str, Locked] = {}
    for line in lock.read_text("utf-8").replace("\\\n", " ").splitlines():
        text, *hashes = re.split(r"\s+--hash=sha256:", line.strip())
        requirement = Requirement(text)
        [exactly] = requirement.specifier
        assert exactly.operator == "=="
        name = canonicalize_name(requirement.name)
        assert name not in entries
        applies = requirement.marker is None or requirement.marker.evaluate()
        entries[name] = Locked(Version(exactly.version), requirement.extras, hashes, applies)
    return entries


# ------------------------------------------------------------------------------------- an index of fake packages


@dataclass(frozen=True, slots=True)
class Wheel:
    name: str
    version: str
    requires: tuple[str, ...] = ()
    extras: tuple[str, ...] = field(default=())

    def path(self, folder: Path) -> Path:
        return folder / f"{self.name}-{self.version}-py3-none-any.whl"

    def write(self, folder: Path) -> None:
        stem = f"{self.name}-{self.version}"
        about = [
            *("Metadata-Version: 2.1", f"Name: {self.name}", f"Version: {self.version}"),
            *(f"Provides-Extra: {extra}" for extra in self.extras),
            *(f"Requires-Dist: {each}" for each in self.requires),
        ]
        files = {
            f"{self.name}.py": "",
            f"{stem}.dist-info/METADATA": "\n".join(about) + "\n",
            f"{stem}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        sums = {name: hashlib.sha256(text.encode()).digest() for name, text in files.items()}
        lines = [
            f"{name},sha256={base64.urlsafe_b64encode(digest).decode().rstrip('=')},"
            for name, digest in sums.items()
        ]
        files[f"{stem}.dist-info/RECORD"] = "\n".join([*lines, f"{stem}.dist-info/RECORD,,", ""])
        with zipfile.ZipFile(self.path(folder), "w") as packed:
            for name, text in files.items():
                packed.writestr(name, text)


OLD: Final = (
    Wheel("outer", "1", ("inner[more]>=1",)),
    Wheel("inner", "1", ("needed ; extra == 'more'",), ("more",)),
    Wheel("needed", "1"),
)
NEW: Final = (
    Wheel("outer", "2", ("inner[more]>=2", "unheard")),
    Wheel("inner", "2", ("needed>=2 ; extra == 'more'",), ("more",)),
    Wheel("needed", "2"),
    Wheel("unheard", "1"),
)


@pytest.fixture(scope="module")
def oldest_pip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one that this Python brings into each .venv, or an older one of the system's own Python."""
    folders = [Path(ensurepip.__file__).parent / "_bundled", Path("/usr/share/python-wheels")]
    if own := sysconfig.get_config_var("WHEEL_PKG_DIR"):
        folders.append(Path(own))
    found = [path for folder in folders for path in folder.glob("pip-*.whl")]
    unpacked = tmp_path_factory.mktemp("pip")
    with zipfile.ZipFile(min(found, key=lambda path: Version(path.name.split("-")[1]))) as wheel:
        wheel.extractall(unpacked)
    return unpacked


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The launcher, a .venv without anything, the oldest pip, and an index with newer releases of everything."""
    run = load_launcher()
    index, venv = tmp_path / "index", tmp_path / "venv"
    index.mkdir()
    for wheel in (*OLD, *NEW):
        wheel.write(index)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    monkeypatch.setattr(run, "PYTHON", python_of(venv))
    for name in [each for each in os.environ if each.startswith(("PIP_", "PYTHON"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    return run


def python_of(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def lock_of(index: Path, *lines: str) -> Path:
    """A lock of such lines with the hashes of the old releases."""
    lock = index.with_name("requirements.lock")
    sums = {wheel.name: hashlib.sha256(wheel.path(index).read_bytes()).hexdigest() for wheel in OLD}
    names = [re.split(r"\W", line)[0] for line in lines]
    text = [f"{line} \\\n    --hash=sha256:{sums[name]}\n" for line, name in zip(lines, names, strict=True)]
    lock.write_text("".join(text), "utf-8")
    return lock


def install(run: Any, lock: Path, pip: Path) -> None:
    """As the launcher does it, but with a pip from where it lies."""
    environment = {**run.environment_for_pip(), "PYTHONPATH": str(pip)}
    subprocess.run(run.install_locked(lock), check=True, env=environment)


def installed_in(venv: Path) -> dict[str, str]:
    [packages] = {
        Path(each)
        for each in (venv / "Lib/site-packages", *venv.glob("lib/*/site-packages"))
        if each.is_dir()
    }
    return {each.name: each.version for each in metadata.distributions(path=[str(packages)])}


@pytest.mark.parametrize("inner", ["inner[more]", "inner"])
def test_what_is_locked_is_installed_also_when_all_of_it_was_released_anew(
    run: Any, tmp_path: Path, oldest_pip: Path, inner: str
) -> None:
    lock = lock_of(tmp_path / "index", "outer==1", f"{inner}==1", "needed==1")
    install(run, lock, oldest_pip)
    assert installed_in(tmp_path / "venv") == {"outer": "1", "inner": "1", "needed": "1"}


def test_what_pip_is_told_on_this_machine_changes_nothing_but_where_its_index_is(
    run: Any, tmp_path: Path, oldest_pip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    constraints, config = tmp_path / "constraints.txt", tmp_path / "pip.conf"
    constraints.write_text("inner==2\n")
    config.write_text(f"[global]\nconstraint = {constraints}\nno-binary = :all:\n[install]\nuser = true\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    monkeypatch.setenv("PIP_TARGET", str(tmp_path / "elsewhere"))
    install(run, lock_of(tmp_path / "index", "outer==1", "inner==1", "needed==1"), oldest_pip)
    assert installed_in(tmp_path / "venv") == {"outer": "1", "inner": "1", "needed": "1"}


# ------------------------------------------------------------------------------------------------ the real locks


def asked_for(*groups: str) -> list[Requirement]:
    """What pyproject.toml asks for, here, of the program and of groups."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    texts = [*project["project"]["dependencies"]]
    texts += [each for group in groups for each in project["dependency-groups"][group]]
    return [each for each in map(Requirement, texts) if each.marker is None or each.marker.evaluate()]


def needed_by(name: str, extras: set[str]) -> list[Requirement]:
    """What an installed package asks for, here, with some of its extras."""
    found = map(Requirement, metadata.requires(name) or [])
    return [
        each
        for each in found
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in (*extras, ""))
    ]


def is_held(requirement: Requirement, lock: dict[str, Locked]) -> bool:
    """Whether the lock brings it here, in that version and with those extras."""
    entry = lock.get(canonicalize_name(requirement.name))
    return bool(
        entry
        and entry.applies
        and requirement.specifier.contains(entry.version, prereleases=True)
        and requirement.extras <= entry.extras
    )


@pytest.mark.parametrize("groups", [("build",), ("build", "dev")], ids=["run", "test"])
def test_a_lock_holds_all_that_what_is_in_it_asks_for(groups: tuple[str, ...]) -> None:
    """Nothing is looked for that is not in it, so what is not in it is missing on a fresh machine."""
    lock = read_lock(LOCKS[groups[-1]])
    wanted = {"pyproject.toml": asked_for(*groups)}
    wanted |= {name: needed_by(name, entry.extras) for name, entry in lock.items() if entry.applies}
    missing = {name: [str(each) for each in some if not is_held(each, lock)] for name, some in wanted.items()}
    assert {name: some for name, some in missing.items() if some} == {}


@pytest.mark.parametrize("name", LOCKS)
def test_every_entry_has_hashes_and_no_line_names_a_package_index(name: str) -> None:
    lock = read_lock(LOCKS[name])
    assert [name for name, entry in lock.items() if not entry.hashes] == []
    assert all(re.fullmatch("[0-9a-f]{64}", each) for entry in lock.values() for each in entry.hashes)
    assert not re.search(r"://|^ *-(?!-hash)", LOCKS[name].read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("smaller", "larger"), [("build", "dev"), ("dev", "bench")])
def test_a_larger_lock_holds_all_of_a_smaller_one(smaller: str, larger: str) -> None:
    """So a .venv that was made for one purpose serves the next, and nothing in it is taken back."""
    more = read_lock(LOCKS[larger])
    for name, entry in read_lock(LOCKS[smaller]).items():
        assert (more[name].version, more[name].hashes) == (entry.version, entry.hashes)
        assert entry.extras <= more[name].extras


@pytest.mark.nightly
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", LOCKS)
def test_with_the_oldest_pip_of_debian_12_the_lock_is_installed_whole(tmp_path: Path, name: str) -> None:
    """Needs the package index."""
    run, venv = load_launcher(), tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    run.PYTHON = python_of(venv)
    pip = [str(run.PYTHON), "-m", "pip"]
    subprocess.run([*pip, "install", "--quiet", DEBIAN_12], check=True, env=OUTSIDE)
    subprocess.run(run.install_locked(LOCKS[name]), check=True, env=OUTSIDE)
    subprocess.run([*pip, "check"], check=True, env=OUTSIDE)
    want = {key: entry.version for key, entry in read_lock(LOCKS[name]).items() if entry.applies}
    got = {str(canonicalize_name(each)): Version(version) for each, version in installed_in(venv).items()}
    assert want.items() <= got.items()
