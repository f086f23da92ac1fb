"""What an edit of the rules gains and loses: two trials on the same past, held side by side."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from watcher.app.backtest import Backtest
from watcher.app.desk import Desk, headed
from watcher.core.alerts.head import flat
from watcher.core.watchlist.explain import explain, missing
from watcher.model import StoryId
from watcher.ports import Outcome


@dataclass(frozen=True, slots=True)
class Difference:
    """One alert that an edit gains, loses or changes."""

    outcome: Outcome
    """The ring, with its headline; of one that is changed, as it is after the edit."""
    why: str
    """One clause for a person."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Everything that an edit changes about what rings."""

    gained: tuple[Difference, ...]
    lost: tuple[Difference, ...]
    changed: tuple[Difference, ...]
    """These ring before and after, but louder, elsewhere or told otherwise."""


def contrast(before: Backtest, after: Backtest, desk: Desk, edited: Desk) -> Contrast:
    """What the rules of `edited`, which gave `after`, change about `before`, which `desk` gave.

    Two rings are the same where they ring for one story by a rule that both have.
    """
    old, new = _Rings(before.rings), _Rings(after.rings)
    decided = _Rings(after.outcomes)
    pairs = [(one, old.like(one)) for one in after.rings]
    changed = [(one, why) for one, known in pairs if known and (why := _changed(known, one))]
    gained = [(one, _evidence(one)) for one, known in pairs if not known]
    lost = [
        (one, _lost(one, decided.like(one), edited)) for one in before.rings if not new.like(one)
    ]
    return Contrast(
        gained=_differences(gained, edited),
        lost=_differences(lost, desk),
        changed=_differences(changed, edited),
    )


def _differences(found: Sequence[tuple[Outcome, str]], desk: Desk) -> tuple[Difference, ...]:
    rings = headed([ring for ring, _ in found], desk.lexicon)
    return tuple(Difference(ring, why) for ring, (_, why) in zip(rings, found, strict=True))


class _Rings:
    """Outcomes, found by the story and a rule."""

    def __init__(self, outcomes: Iterable[Outcome]) -> None:
        self._of: defaultdict[StoryId, list[Outcome]] = defaultdict(list)
        for one in outcomes:
            self._of[one.story.id].append(one)

    def like(self, ring: Outcome) -> Outcome | None:
        """The one about the same story by one of the same rules."""
        rules = {match.rule for match in ring.matches}
        near = (one for one in self._of.get(ring.story.id, ()) if not rules.isdisjoint(_rules(one)))
        return next(near, None)


def _rules(outcome: Outcome) -> set[str]:
    return {match.rule for match in outcome.matches}


def _evidence(ring: Outcome) -> str:
    """The first sentence that made the rule hold."""
    sentence = ring.matches[0].evidence[0].sentence
    return f"“{flat(ring.story.document.text[sentence.start : sentence.end])}”"


def _lost(ring: Outcome, decided: Outcome | None, edited: Desk) -> str:
    """Why it rings no more: what is decided instead, else which condition fails."""
    if decided:
        verdict = decided.verdict
        return f"{verdict.action}: {verdict.reason}" + (
            f" ({verdict.detail})" if verdict.detail else ""
        )
    rule = edited.lexicon.rules.get(ring.matches[0].rule)
    if rule is None or rule.off:
        return f"the rule {ring.matches[0].rule} is {'off' if rule else 'gone'}"
    reading = edited.matcher.read(ring.story)
    evaluation = edited.matcher.evaluation(reading)
    return missing(explain(rule, reading, evaluation, edited.lexicon.names))


def _changed(old: Outcome, new: Outcome) -> str:
    """What differs, as one clause; empty where nothing does that people would notice."""
    told = [one.matches[0].told_as for one in (old, new)]
    routes = [", ".join(sorted(one.channels)) or "nobody" for one in (old, new)]
    pairs = (
        ("", old.severity.word, new.severity.word),
        ("told as ", *told),
        ("to ", *routes),
    )
    return "; ".join(f"{what}{was} → {now}" for what, was, now in pairs if was != now)
