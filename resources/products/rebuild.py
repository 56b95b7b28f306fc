"""Rebuilds ``products.tsv.gz`` and, in ``../reference``, ``substances.txt`` and ``brand_names.txt`` from the FDA list.

Not part of the program.

Run by hand: python resources/products/rebuild.py us_products_2019.tsv.gz
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rapidfuzz import fuzz

from caregiver_app.domain.route import Route
from caregiver_app.reference import load_reference
from caregiver_app.reference.names import words_of
from caregiver_app.reference.product_forms import routes_of
from caregiver_app.reference.product_names import (
    base_name,
    calm_capitals,
    folded,
    tidy_ingredient,
)

SHORT = {"hcl": "hydrochloride", "hci": "hydrochloride", "hbr": "hydrobromide"}
FORM_WORDS_TEXT = """
tablet tablets capsule capsules injection solution suspension er usp intensol extended-release release
coated spray cream gel concentrate system transdermal delayed-release orally disintegrating lozenge drops
syrup ophthalmic nasal oral topical ointment lotion patch odt xr dr film extended delayed mg
"""
FORM_WORDS = set(FORM_WORDS_TEXT.split())
SCHEDULES = ["", "CV", "CIV", "CIII", "CII"]
LONGEST_NAME = 90
TYPO_ROWS, TYPO_LIKENESS = 4, 85
CUT_AT = 118  # the source cuts its generic names at 120 letters
ENOUGH_TO_JUDGE, FAR = 3, 30
SHORTEST_BRAND = 5
TRUE_GENERICS = {"simethicone"}
Row = tuple[str, ...]


def read(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        next(lines)
        return [tuple(line.rstrip("\n").split("\t")) for line in lines]


def tidy_generic(text: str) -> str:
    text = re.sub(r"\s*\(nsaid\)|\busp\b", "", tidy_ingredient(text)).replace("/", " and ")
    words = [SHORT.get(word.strip(",;"), word) for word in text.split()]
    while len(words) > 1 and (words[-1].strip(",") in FORM_WORDS or re.fullmatch(r"[\d.]+ ?m?g?", words[-1])):
        words.pop()
    return " ".join(words).strip(" ,;()")


def plain_words(text: str) -> frozenset[str]:
    return frozenset(folded(text).split()) - {"and", "with"}


def generic_name(row: Row, seen: Counter[str]) -> tuple[str, bool]:
    """The generic name and whether it truly is one.

    Rare names (misspellings, "383 ibuprofen") are written as their own row's substance; a name that shares no
    word with its substance ("calgest") is a trade name.
    """
    substances = [tidy_ingredient(part) for part in row[0].split("; ")]
    spellings = (join([base_name(part) for part in substances]), join(substances))
    name = tidy_generic(row[1])
    words = plain_words(name)
    if name in TRUE_GENERICS or words in [plain_words(text) for text in spellings]:
        return name, True
    nearest = max(spellings, key=lambda text: fuzz.ratio(text, name))
    related = bool(words & plain_words(nearest)) or fuzz.ratio(nearest, name) >= TYPO_LIKENESS
    if len(row[1]) >= CUT_AT or (related and seen[row[1]] <= TYPO_ROWS):
        return nearest, True
    return name, related


def join(parts: list[str]) -> str:
    unique = list(dict.fromkeys(parts))
    return unique[0] if len(unique) == 1 else ", ".join(unique[:-1]) + " and " + unique[-1]


def brand_name(row: Row) -> str:
    """The brand without its ingredient in brackets; empty when it only repeats the generic name."""
    brand = calm_capitals(re.sub(r"\s*\([^)]*\)?\s*$", "", row[2]).strip() or row[2])
    substances = [tidy_ingredient(part) for part in row[0].split("; ")]
    same = [
        row[1],
        row[0],
        tidy_generic(row[1]),
        join(substances),
        join([base_name(part) for part in substances]),
    ]
    repeats = plain_words(tidy_generic(brand.lower())) in [plain_words(text) for text in same]
    return "" if repeats or re.search(r"\d\s*m?c?g\b", brand) else brand


def paired(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Substances in alphabetical order, strengths alike; no strengths when they do not fit one to one."""
    substances = [tidy_ingredient(part) for part in row[0].split("; ")]
    strengths = row[5].split("; ")
    if len(set(substances)) != len(substances) or len(strengths) != len(substances):
        return tuple(sorted(set(substances))), ()
    pairs = sorted(zip(substances, strengths, strict=True))
    return tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)


def as_written(bases: tuple[str, ...], names: list[str]) -> list[int]:
    """The order in which the first of ``names`` with all ingredients says them: "10/325" must not turn."""
    for name in names:
        places = [name.lower().find(base.split(",")[0]) for base in bases]
        if min(places) >= 0 and len(set(places)) == len(places):
            return sorted(range(len(bases)), key=places.__getitem__)
    return list(range(len(bases)))


class Entry:
    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.generics: Counter[str] = Counter()
        self.substances: Counter[tuple[str, ...]] = Counter()
        self.schedules: Counter[str] = Counter()
        self.presentations: dict[tuple[str, str], Counter[tuple[str, ...]]] = defaultdict(Counter)

    def add(self, name: str, row: Row) -> None:
        substances, strengths = paired(row)
        self.names[name] += 1
        self.generics[row[1]] += 1
        self.substances[substances] += 1
        self.schedules[row[6]] += 1
        self.presentations[row[3], row[4]][strengths] += 1

    def name(self) -> str:
        return min(self.names, key=lambda text: (-self.names[text], text))


Key = tuple[str, tuple[str, ...], tuple[str, ...]]


def group(rows: list[Row]) -> dict[Key, Entry]:
    entries: dict[Key, Entry] = defaultdict(Entry)
    seen = Counter(row[1] for row in rows)
    for row in rows:
        bases = tuple(base_name(part) for part in paired(row)[0])
        brand, (generic, is_generic) = brand_name(row), generic_name(row, seen)
        named = [("b", brand)] if brand else []
        if not brand or (is_generic and (row[7] == "rx" or len(bases) == 1)):
            named.append(("g" if is_generic else "b", generic))
        for kind, name in named:
            if name and len(name) <= LONGEST_NAME:
                entries[kind, tuple(sorted(plain_words(name))), bases].add(name, row)
    return {key: entry for key, entry in entries.items() if is_main(key, entries)}


def is_main(key: Key, entries: dict[Key, Entry]) -> bool:
    """One generic name may be filed under several substances (bacitracin zinc too): the commonest stays."""
    if key[0] == "b":
        return True
    rivals = [other for other in entries if other[:2] == key[:2]]
    best = min(rivals, key=lambda other: (-sum(entries[other].names.values()), other))
    return key == best


def outliers(strengths: Counter[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Strengths listed once and far from every other: slips of the directory such as "325 g" of aspirin."""
    sizes = {raw: size(raw[0]) for raw in strengths if len(raw) == 1 and size(raw[0])}
    if len(sizes) < ENOUGH_TO_JUDGE:
        return set()
    return {
        raw
        for raw, own in sizes.items()
        if strengths[raw] == 1
        and all(max(own / other, other / own) >= FAR for text, other in sizes.items() if text != raw)
    }


def size(raw: str) -> float:
    match = re.fullmatch(r"(\d*\.?\d+) (g|mg|ug)/1", raw)
    return float(match[1]) * {"g": 1e6, "mg": 1e3, "ug": 1.0}[match[2]] if match else 0.0


def line(key: Key, entry: Entry) -> str:
    kind, _, bases = key
    substances = next(iter(entry.substances)) if len(entry.substances) == 1 else bases
    names = [entry.name(), *sorted(entry.generics, key=lambda text: (-entry.generics[text], text))]
    order = as_written(bases, names)
    enough = max(1, sum(entry.schedules.values()) // 5)
    schedule = max((text for text, count in entry.schedules.items() if count >= enough), key=SCHEDULES.index)
    shown = "; ".join(substances[place] for place in order)
    return "\t".join((entry.name(), kind, schedule, shown, presentations(entry, order)))


def presentations(entry: Entry, order: list[int]) -> str:
    groups = []
    for (form, route), strengths in sorted(entry.presentations.items()):
        dropped = outliers(strengths)
        for raw in dropped:
            print("left out:", entry.name(), form, raw, sorted(strengths)[:6], file=sys.stderr)
        texts = [
            ("; ".join(raw[place] for place in order) if raw else "", count)
            for raw, count in sorted(strengths.items())
            if raw not in dropped
        ]
        groups.append(f"{form}@{route}:" + ",".join(f"{text}*{count}" for text, count in texts))
    return "|".join(groups)


def rank(key: Key, entry: Entry, common: Counter[tuple[str, ...]]) -> tuple[object, ...]:
    """Single ingredients first, then generic names, then what the directory lists most often."""
    kind, words, bases = key
    weight = common[bases] if kind == "g" else sum(entry.names.values())
    own = words == tuple(sorted(plain_words(" ".join(bases))))
    return (min(len(bases), 3), kind == "b", -weight, not own, words, bases)


def main(source: Path) -> None:
    rows = read(source)
    entries = group(rows)
    common = Counter(tuple(base_name(part) for part in paired(row)[0]) for row in rows)
    keys = sorted(entries, key=lambda key: rank(key, entries[key], common))
    lines = [line(key, entries[key]) for key in keys]
    text = "\n".join([f"products\t1\t{len(lines)}", *lines]) + "\n"
    target = Path(__file__).with_name("products.tsv.gz")
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(len(lines), len(text), target.stat().st_size)
    substances = sorted({base_name(part) for each in lines for part in each.split("\t")[3].split("; ")})
    listed = Path(__file__).parents[1] / "reference" / "substances.txt"
    controlled = schedules(lines)
    shown = [f"{each}\t{controlled[each]}" if each in controlled else each for each in substances]
    listed.write_text("\n".join(shown) + "\n", encoding="utf-8")
    named = listed.with_name("brand_names.txt")
    named.write_text("\n".join(brand_names(lines, substances, set(controlled))) + "\n", encoding="utf-8")


def schedules(lines: list[str]) -> dict[str, str]:
    """DEA schedule, II to IV, of each substance that most names it is sold under by itself stand in."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for _name, _kind, schedule, shown, _presented in (each.split("\t") for each in lines):
        if ";" not in shown:
            found[base_name(shown)][schedule] += 1
    usual = {name: count.most_common(1)[0][0] for name, count in found.items()}
    return {name: schedule for name, schedule in usual.items() if schedule in SCHEDULES[2:]}


def brand_names(lines: list[str], substances: list[str], controlled: set[str]) -> list[str]:
    """First words of trade names, with the ingredients of the reference that every product of that word holds.

    Only of high-risk medicines given in a way the entry knows, and of opioids: these must not be missed where a bottle
    says no more than "Vicodin". What the entries' own brands say already is left out. And controlled substances that
    the reference has no entry for, to be named ("Nucynta").
    """
    held: dict[str, list[frozenset[str]]] = defaultdict(list)
    routes: dict[str, set[Route]] = defaultdict(set)
    first = set()
    for name, kind, _schedule, shown, presented in (each.split("\t") for each in lines):
        words = words_of(name)
        for word in set(words):
            held[word].append(frozenset(base_name(part) for part in shown.split("; ")))
            ways = {part.partition("@")[2].partition(":")[0] for part in presented.split("|")}
            routes[word].update(route for way in ways for route in routes_of(way))
        if kind == "b" and len(words[0]) >= SHORTEST_BRAND:
            first.add(words[0])
    medicines = load_reference(Path(__file__).parents[1] / "reference").medicines
    own = {
        (words_of(brand), name) for each in medicines for brand in each.brands for name in each.ingredients
    }
    found = []
    for word in sorted(first - {word for each in substances for word in words_of(each)}):
        shared = frozenset.intersection(*held[word])
        urgent = any(
            each.opioid or (each.is_high_risk and routes[word] & set(each.routes))
            for each in medicines
            if not shared.isdisjoint(each.ingredients)
        )
        fitting = [each for each in medicines if not each.strict_routes or routes[word] & set(each.routes)]
        missing = sorted(
            name
            for each in fitting
            for name in each.ingredients
            if name in shared and ((word,), name) not in own
        )
        without = sorted(shared & controlled - {name for each in medicines for name in each.ingredients})
        named = [*(missing if urgent else ()), *without]
        if named:
            found.append(f"{word}\t{'; '.join(dict.fromkeys(named))}")
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
