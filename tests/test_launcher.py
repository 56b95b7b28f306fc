from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.launching import ROOT, load_launcher


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The launcher as a module, in a folder of its own with two lock files."""
    module = load_launcher()
    (tmp_path / "pyproject.toml").write_text("[project]")
    locks = {name: tmp_path / f"{name}.lock" for name in ("run", "test")}
    for name, path in locks.items():
        path.write_text(f"{name}==1")
    python = tmp_path / "python"
    python.touch()
    for name, value in {
        "ROOT": tmp_path,
        "LOCKS": locks,
        "PYTHON": python,
        "STAMP": tmp_path / "stamp",
        "LINUX": True,
    }.items():
        monkeypatch.setattr(module, name, value)
    return module


@pytest.mark.parametrize("arguments", [[], ["--demo"], ["--household", "ours.db"]])
def test_options_alone_open_the_window(run: Any, arguments: list[str]) -> None:
    assert run.wants_window(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["print", "emergency", "--demo", "-o", "out.pdf"],
        ["import", "ours.json"],
        ["export", "--demo"],
        ["check", "ours.json"],
        ["--version"],
        ["--demo", "--help"],
        ["no-such-command"],
    ],
)
def test_a_command_needs_no_window(run: Any, arguments: list[str]) -> None:
    assert not run.wants_window(arguments)


@pytest.mark.parametrize(
    "environment",
    [
        {"DISPLAY": ":0"},
        {"WAYLAND_DISPLAY": "wayland-0"},
        {"QT_QPA_PLATFORM": "offscreen"},
        {"QT_QPA_PLATFORM": "vnc:size=800x600"},
    ],
)
def test_a_display_or_a_platform_chosen_by_hand_is_a_screen(run: Any, environment: dict[str, str]) -> None:
    assert run.has_screen(environment)


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": "xcb"}])
def test_linux_without_a_display_has_no_screen(run: Any, environment: dict[str, str]) -> None:
    assert not run.has_screen(environment)


def test_windows_and_macos_always_have_a_screen(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "LINUX", False)
    assert run.has_screen({})


def test_a_library_that_is_not_there_is_found_missing(run: Any) -> None:
    assert not run.is_here("libnothing-of-that-name.so.9")


def test_a_finished_set_up_is_not_done_again(run: Any) -> None:
    run.STAMP.write_text(run.mark("run"))
    assert run.is_ready("run")


def test_a_set_up_for_the_program_is_not_enough_for_the_tests(run: Any) -> None:
    run.STAMP.write_text(run.mark("run"))
    assert not run.is_ready("test")


def test_an_interrupted_set_up_is_not_ready(run: Any) -> None:
    run.STAMP.write_text("")
    assert not run.is_ready("run")


def test_an_environment_whose_python_is_gone_is_not_ready(run: Any) -> None:
    run.STAMP.write_text(run.mark("run"))
    run.PYTHON.unlink()
    assert not run.is_ready("run")


@pytest.mark.parametrize("changed", ["run.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_set_up_again(run: Any, changed: str) -> None:
    run.STAMP.write_text(run.mark("run"))
    (run.ROOT / changed).write_text("changed")
    assert not run.is_ready("run")


def test_a_copy_in_another_folder_is_set_up_again(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is installed by the path of its folder."""
    run.STAMP.write_text(run.mark("run"))
    monkeypatch.setattr(run, "ROOT", run.ROOT / ".." / run.ROOT.name)
    assert not run.is_ready("run")


def test_an_old_python_is_refused_in_one_sentence(
    run: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit) as stopped:
        run.main([])
    assert stopped.value.code == 1
    assert capsys.readouterr().err.startswith("This program needs Python 3.11 or newer")


@pytest.mark.parametrize("group", ["DRAWING", "SCREEN"])
def test_every_library_has_a_package_for_each_manager(run: Any, group: str) -> None:
    for library in getattr(run, group):
        assert all(library)
        assert all(hasattr(library, manager) for manager in run.INSTALL)


@pytest.mark.parametrize(
    "arguments",
    [["tests/x.py"], ["tests/x.py::test_y", "-x"], ["-n0"], ["-n", "4"], ["--pdb"], ["tests/ui", "-s"]],
)
def test_one_file_of_tests_and_a_debugger_stay_in_one_process(run: Any, arguments: list[str]) -> None:
    assert run.on_cores(arguments) == []


@pytest.mark.parametrize("arguments", [[], ["tests/ui"], ["-k", "dose"], ["-x", "--nightly"]])
def test_all_other_tests_use_each_core_there_is(
    run: Any, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr(run, "LINUX", False)
    monkeypatch.setattr(run.os, "cpu_count", lambda: 6)
    assert run.on_cores(arguments) == ["-n6", "--dist=worksteal"]


def test_a_folder_that_no_longer_agrees_with_the_lock_is_made_anew(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An earlier lock brought a package that cannot live with what this one brings."""
    tries = []

    def fill(purpose: str, *, anew: bool) -> None:
        tries.append((purpose, anew))
        if not anew:
            raise subprocess.CalledProcessError(1, "pip check")

    monkeypatch.setattr(run, "has_own_pip", lambda: True)
    monkeypatch.setattr(run, "fill_venv", fill)
    run.make_venv("test")
    assert tries == [("test", False), ("test", True)]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no sudo on Windows")
class TestWithoutAnAdministrator:
    @pytest.fixture(autouse=True)
    def _a_normal_user_without_sudo(self, run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(run.os, "geteuid", lambda: 1000)
        monkeypatch.setenv("PATH", str(tmp_path))

    def test_the_whole_command_is_shown_and_nothing_is_run(
        self, run: Any, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as stopped:
            run.as_administrator(["apt-get update", "apt-get install --yes libgl1"])
        assert stopped.value.code == 1
        assert "sudo apt-get update && sudo apt-get install --yes libgl1" in capsys.readouterr().err

    def test_a_system_without_a_known_package_manager_is_tried_as_it_is(
        self, run: Any, capsys: pytest.CaptureFixture[str]
    ) -> None:
        run.install_system_packages(run.DRAWING, venv=True)
        assert "libEGL.so.1" in capsys.readouterr().err


def test_the_launcher_runs_without_any_installed_package() -> None:
    code = f"import runpy; runpy.run_path({str(ROOT / 'run')!r}, run_name='not_main')"
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True, timeout=60)
