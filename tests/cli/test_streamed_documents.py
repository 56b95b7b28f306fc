"""Large documents at the command line: how far it is, and Ctrl+C at any moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from caregiver_app.cli import main
from caregiver_app.cli.progress import ProgressLine, progress_line
from caregiver_app.domain.events import Event
from caregiver_app.domain.household import Household
from caregiver_app.domain.observations import Observed, ObservedThing
from caregiver_app.domain.people import CareRecipient
from caregiver_app.interop.household_document import write_document
from tests.clock import NOON
from tests.open_files import has_open_file_in
from tests.scale import scale

MANY = 6_000
HOUSEHOLD = Household(care_recipients=(CareRecipient("theo", "Theo"),))
EARLIER = '{"format": "caregiver-household", "id": "theo"}'


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """It takes some seconds to read."""
    words = Observed(ObservedThing.OTHER, words="Ate well")
    events = (Event(f"e{number}", NOON - timedelta(hours=number), words, "theo") for number in range(MANY))
    path = tmp_path_factory.mktemp("document") / "in.json"
    path.write_bytes(write_document(HOUSEHOLD, events))
    return path


@pytest.fixture
def keyed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    file = tmp_path_factory.mktemp("secret") / "passphrase"
    file.write_text("maple tundra oboe kettle prism\n", "utf-8")
    return ["--passphrase-file", str(file)]


# A fast machine is done before there is anything to tell.
AT_ONCE = """
import sys
from caregiver_app.cli import main, progress
progress._PAUSE = 0.0
sys.exit(main())
"""


@pytest.fixture(autouse=True)
def _hears_ctrl_c() -> Iterator[None]:
    """A shell that runs the tests in its background takes Ctrl+C from all they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def begun(*words: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "caregiver_app", *map(str, words)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def told(*words: str | Path) -> str:
    """What a person sees at a terminal while a command runs."""
    from pty import openpty

    try:
        ours, theirs = openpty()
    except OSError:
        pytest.skip("this system has no terminals, as a bare root without /dev/pts has none")
    with subprocess.Popen([sys.executable, "-c", AT_ONCE, *map(str, words)], stderr=theirs) as running:
        os.close(theirs)
        seen = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # Linux says so at the end of a terminal
                break
            if not piece:
                break
            seen += piece
    os.close(ours)
    assert running.returncode == 0
    return seen.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_a_terminal_shows_how_far_it_is_on_one_line_that_goes_away(document: Path) -> None:
    seen = told("check", document)
    assert "\rReading the document: " in seen
    assert "\n" not in seen
    shares = [int(each.split()[-1]) for each in seen.split("%")[:-1]]
    assert shares == sorted(shares)
    assert seen.endswith("\r")
    assert not seen.split("\r")[-2].strip()


def test_nothing_is_shown_where_standard_error_is_no_terminal(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(document)]) == 0
    assert capsys.readouterr() == ("", "")


def test_the_line_is_taken_away_where_the_work_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr("caregiver_app.cli.progress._PAUSE", 0.0)

    def work() -> None:
        with progress_line("Reading:") as line:
            line(0.5)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert capsys.readouterr().err == "\rReading: 50%\r            \r"


def test_the_line_is_not_written_more_often_than_it_can_be_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    line = ProgressLine("Reading:")
    for _each in range(1000):
        line(0.5)
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize("moment", range(scale(4)))
def test_ctrl_c_at_any_moment_of_an_import_leaves_nothing(
    tmp_path: Path, document: Path, keyed: list[str], moment: int
) -> None:
    after = 0.8 + moment / scale(4) * 3
    with begun("import", document, "--household", tmp_path / "h", *keyed) as running:
        with suppress(subprocess.TimeoutExpired):
            running.wait(after)
        running.send_signal(signal.SIGINT)
        _out, err = running.communicate()
    if err != "Stopped. Nothing was left half done.\n":  # it came too late, as late as when Python ends
        assert "print" in err  # the recovery key, which nobody has on paper yet
        assert main(["verify", "--household", str(tmp_path / "h"), *keyed]) == 0
        return
    # Where the signal comes while Python makes a dataclass, Python ends by it: a shell calls both 130.
    assert running.returncode in {130, -signal.SIGINT}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_ctrl_c_in_an_export_leaves_the_earlier_one(tmp_path: Path, document: Path, keyed: list[str]) -> None:
    with begun("import", document, "--household", tmp_path / "h", *keyed) as running:
        assert running.wait() == 0
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" / "out.json"
    target.write_text(EARLIER)
    with begun("export", "--household", tmp_path / "h", *keyed, "-o", target) as running:
        while running.poll() is None and not has_open_file_in(running.pid, target.parent):
            pass
        running.send_signal(signal.SIGINT)
        _out, err = running.communicate()
    assert (running.returncode, err) == (130, "Stopped. Nothing was left half done.\n")
    assert [each.name for each in target.parent.iterdir()] == ["out.json"]
    assert target.read_text() == EARLIER
