"""Times the emergency sheet: python tests/benchmarks/bench_emergency.py. Milliseconds and ratios of one run.

The rivals draw the very text lines of the finished sheet, already broken and placed: bare ReportLab and fpdf2
at the same points, WeasyPrint as absolutely placed lines. None of them measures, chooses a step, draws frames
or makes a code.
"""

from __future__ import annotations

import html
import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from caregiver_app.domain.preferences import Paper  # noqa: E402 - the path comes first
from caregiver_app.paths import resources  # noqa: E402 - the same
from caregiver_app.printing.documents.emergency import emergency_pdf  # noqa: E402 - the same
from caregiver_app.printing.engine.sheet import Sheet  # noqa: E402 - the same
from caregiver_app.wording.summary import EmergencySummary  # noqa: E402 - the same
from tests.printing.samples import summary_of  # noqa: E402 - the same

Placed = tuple[float, float, float, str, str]
_HEIGHT = 792.0
_EMPTY_PAGE = (
    "from reportlab.pdfgen import canvas; import io\nc = canvas.Canvas(io.BytesIO()); c.showPage(); c.save()"
)
_FIRST_SHEET = (
    "from caregiver_app.domain.preferences import Paper\n"
    "from caregiver_app.printing.documents.emergency import emergency_pdf\n"
    "from tests.printing.samples import summary_of\n"
    "emergency_pdf(summary_of(12), Paper.LETTER)"
)
_SAME_IMPORTS = (
    "from caregiver_app.domain import household\n"
    "from tests.printing.samples import summary_of\n"
    "summary_of(12)\n"
)


def main() -> None:
    summary = summary_of(12)
    lines = placed_lines(summary)
    print(
        f"{len(lines)} pieces of text, {sum(len(line[4]) for line in lines)} characters, 12 medicines, Letter"
    )
    number = iter(range(1_000_000))

    def renamed() -> object:
        return emergency_pdf(replace(summary, person=f"Theo {next(number)}"), Paper.LETTER)

    times = timed(
        {
            "emergency_pdf": lambda: emergency_pdf(summary, Paper.LETTER),
            "emergency_pdf, another name each time": renamed,
            "bare ReportLab as it comes, same lines": lambda: bare_reportlab(lines, ascii85=True),
            "bare ReportLab writing bytes, as ours": lambda: bare_reportlab(lines, ascii85=False),
            "fpdf2, the same lines": lambda: fpdf2(lines),
            "WeasyPrint, the same lines": lambda: weasyprint(lines),
        },
        rounds=25,
    )
    ours = times["emergency_pdf"]
    for name, value in times.items():
        print(f"{name:40} {value:7.1f} ms   ours is {ours / value:5.2f} of it")
    cold()


def placed_lines(summary: EmergencySummary) -> list[Placed]:
    """Every piece of text of the finished sheet: left end, baseline, size, font, text."""
    kept: list[Placed] = []
    end_page = Sheet.end_page

    def note(sheet: Sheet) -> None:
        for x, y, size, _grey, line in sheet._text:
            left = x
            for font, text in line:
                kept.append((left, y, size, font, text))
                left += width(text, font, size)
        end_page(sheet)

    Sheet.end_page = note  # type: ignore[method-assign,assignment]
    emergency_pdf(summary, Paper.LETTER)
    Sheet.end_page = end_page  # type: ignore[method-assign]
    return kept


def width(text: str, font: str, size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return stringWidth(text, font, size)


def bare_reportlab(lines: list[Placed], *, ascii85: bool) -> bytes:
    """``ascii85`` is ReportLab's own default; the program turns it off. The fonts are as ReportLab makes them."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for font in {line[3] for line in lines}:
        # registerFont would take ours, which has the same face
        registered = vars(pdfmetrics)["_fonts"]
        if f"bare {font}" not in registered:
            file_name = str(resources() / "fonts" / f"{font}.ttf")
            registered[f"bare {font}"] = TTFont(f"bare {font}", file_name)
    rl_config.useA85 = int(ascii85)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(612, _HEIGHT), invariant=1)
    for x, y, size, font, text in lines:
        canvas.setFont(f"bare {font}", size)
        canvas.drawString(x, y, text)
    canvas.showPage()
    canvas.save()
    rl_config.useA85 = 0
    return file.getvalue()


def fpdf2(lines: list[Placed]) -> bytes:
    from fpdf import FPDF

    pdf = FPDF(unit="pt", format=(612, _HEIGHT))
    for font in sorted({line[3] for line in lines}):
        pdf.add_font(font, fname=str(resources() / "fonts" / f"{font}.ttf"))
    pdf.add_page()
    for x, y, size, font, text in lines:
        pdf.set_font(font, size=size)
        pdf.text(x, _HEIGHT - y, text)
    return bytes(pdf.output())


def weasyprint(lines: list[Placed]) -> bytes:
    from weasyprint import HTML

    spans = "".join(
        f'<span style="left:{x:.1f}pt;top:{_HEIGHT - y - size:.1f}pt;font:{size:g}pt {font}">'
        f"{html.escape(text)}</span>"
        for x, y, size, font, text in lines
    )
    fonts = "".join(
        f"@font-face{{font-family:{font};src:url({(resources() / 'fonts' / font).as_uri()}.ttf)}}"
        for font in sorted({line[3] for line in lines})
    )
    style = f"<style>{fonts}@page{{size:Letter;margin:0}}span{{position:absolute;white-space:pre}}</style>"
    return bytes(HTML(string=style + spans).write_pdf())


def timed(jobs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Medians in milliseconds, the jobs by turns, so that a busy moment hits all of them."""
    found: dict[str, list[float]] = {name: [] for name in jobs}
    for job in jobs.values():
        job()
    for _ in range(rounds):
        for name, job in jobs.items():
            start = perf_counter()
            job()
            found[name].append((perf_counter() - start) * 1000)
    return {name: median(times) for name, times in found.items()}


def cold() -> None:
    """Fresh processes: what drawing adds to a program that has its summary already."""
    jobs = {
        "empty page by ReportLab": _EMPTY_PAGE,
        "the summary alone, no PDF": _SAME_IMPORTS,
        "the summary and an empty page": _SAME_IMPORTS + _EMPTY_PAGE,
        "the summary and its first sheet": _FIRST_SHEET,
    }

    def run(script: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)

    times = timed({name: run(script) for name, script in jobs.items()}, rounds=9)
    sheet = times["the summary and its first sheet"]
    print("cold:")
    for name, value in times.items():
        print(f"{name:40} {value:7.1f} ms   sheet is {sheet / value:5.2f} of it")


if __name__ == "__main__":
    main()
