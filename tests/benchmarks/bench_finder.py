"""Times the medication finder: python tests/benchmarks/bench_finder.py. Prints milliseconds."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from caregiver_app.paths import resources
from caregiver_app.reference.products import load_products

_TYPED = (
    "baclofen",
    "Lioresal",
    "liorsal",
    "baclofin",
    "kepra",
    "lorazpam",
    "metoprolol succinate",
    "acetaminophen pm",
    "levetiractam 500 mg",
    "qqqqzzzz",
    "extra strength pain relief",
)
_ROUNDS = 5


def main() -> None:
    start = perf_counter()
    catalogue = load_products(resources() / "products")
    print(f"load               {_ms(start):6.1f} ms")
    start = perf_counter()
    catalogue.find("b")
    print(f"first letter       {_ms(start):6.1f} ms (not prepared)")
    start = perf_counter()
    catalogue.prepare()
    print(f"prepare            {_ms(start):6.1f} ms (loads rapidfuzz)")
    start = perf_counter()
    catalogue.find("liorsal")
    print(f"first misspelling  {_ms(start):6.1f} ms")
    times = []
    for text in _TYPED * _ROUNDS:
        for end in range(1, len(text) + 1):
            start = perf_counter()
            catalogue.find(text[:end])
            times.append((_ms(start), text[:end]))
    times.sort()
    print(f"keystroke median   {times[len(times) // 2][0]:6.2f} ms of {len(times)}")
    print(f"keystroke 95 %     {times[len(times) * 95 // 100][0]:6.2f} ms")
    print(f"keystroke slowest  {times[-1][0]:6.2f} ms ({times[-1][1]!r})")
    start = perf_counter()
    catalogue.options(catalogue.find("lisinopril")[0])
    print(f"options            {_ms(start):6.2f} ms")


def _ms(start: float) -> float:
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
