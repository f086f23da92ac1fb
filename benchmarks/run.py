"""`python -m benchmarks`: measure, print Markdown, write docs/performance.md and its picture."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks import experiments, feeds, page, picture, piped, telling, trial, year
from benchmarks.experiments import FULL, QUICK, Effort

_DOCS = Path(__file__).parent.parent / "docs"
_SIZES = (100, 1_000, 10_000, 100_000)
_MAIN = 10_000
_YEAR = (100, 2_000, 10_000, 100_000)
_QUICK_YEAR = (100, 1_000)
_ALONE = (
    ("load", max(_SIZES)),
    ("rulebook", _MAIN),
    ("reload", _MAIN),
    ("restart", _MAIN),
    ("hostile", _MAIN),
)
"""Measured in a process of its own: what, and at which size."""
_EXPERIMENTS = (
    "peers",
    "rules",
    "alarms",
    *dict(_ALONE),
    "telling",
    "year",
    "piped",
    "trial",
    "feeds",
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run all experiments or some; with all and in full, write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few stories, two list lengths")
    parser.add_argument("--only", choices=_EXPERIMENTS, action="append", help="may be repeated")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md as well")
    given = parser.parse_args(arguments)
    effort = QUICK if given.quick else FULL
    sizes = (1_000, _MAIN) if given.quick else _SIZES
    figures = measure(given.only or _EXPERIMENTS, sizes, effort)
    text = page.markdown(figures)
    print(text)
    if given.write:
        page.write_into(_DOCS / "performance.md", text)
        if figures.comparisons:
            drawn = picture.draw(page.series(figures.comparisons))
            (_DOCS / "performance.svg").write_text(drawn, encoding="utf-8")


def measure(only: Sequence[str], sizes: Sequence[int], effort: Effort) -> page.Figures:
    """The figures of the experiments named in `only`."""
    alone = {what: experiments.alone(what, size) for what, size in _ALONE if what in only}
    return page.Figures(
        tuple(experiments.compare(size, effort) for size in sizes) if "peers" in only else (),
        experiments.whole_path(_MAIN, effort) if "rules" in only else None,
        experiments.false_alarms(_MAIN, effort) if "alarms" in only else None,
        alone,
        telling.measure(_MAIN, effort) if "telling" in only else None,
        year.measure(_QUICK_YEAR if effort is QUICK else _YEAR) if "year" in only else None,
        piped.measure(_MAIN, effort) if "piped" in only else None,
        trial.measure(_MAIN, effort) if "trial" in only else None,
        feeds.measure(50 if effort is QUICK else 500) if "feeds" in only else None,
    )
