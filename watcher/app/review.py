"""People say where watcher was wrong, and it becomes a test of a rule: “Not relevant”, `/missed`.

The test goes into the review file, and changes nothing until a person takes it over. To ask the
same again, or to handle the same press again after a crash, adds nothing.
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from watcher.app.account import Account, accounts, line
from watcher.app.caller import Caller
from watcher.app.trial import Trial, try_tests
from watcher.core.watchlist.language import Rule, RuleTest
from watcher.errors import ConfigError
from watcher.model import Action, Document, DocumentId, RuleId, SourceName
from watcher.ports import Rung

_HOW = "Reply to the message that tells it, perhaps one you forwarded here, with /missed RULE"
_NEXT = "next: watcher test --review"


def irrelevant(rung: Rung, caller: Caller) -> str:
    """Ask that the rule of an alert keep silent about what made it ring.

    The test is the shortest text that makes the rule ring: the evidence, with the title above it,
    or the whole story.
    """
    rule = caller.desk.lexicon.rules.get(rung.rule)
    if rule is None:
        return f"There is no rule {rung.rule} any more"
    evidence = " ".join(rung.evidence)
    texts = (evidence, f"{rung.title}\n\n{evidence}", rung.text)
    ringing = (one.test for one in _tried(rule, texts, caller, alert=False) if not one.passed)
    test = next(ringing, None)
    if test is None:
        return f"{rule.id} does not ring on this any more: nothing to add"
    return _added(rule, test, caller, f"event {rung.event} not relevant")


def missed(caller: Caller) -> str:
    """Say which condition of a rule failed on a text, and ask that the rule ring on it."""
    rung = caller.store.rung(caller.event) if caller.event else None
    text = (rung.text if rung else caller.answered).strip()
    if not text or not caller.words:
        return _HOW
    rules = caller.desk.lexicon.rules
    rule = rules.get(RuleId(caller.words))
    if rule is None:
        close = get_close_matches(caller.words, rules, n=1)
        hint = f"did you mean {close[0]}?" if close else "/rules lists them"
        return f"There is no rule {caller.words[:60]} ({hint})"
    (trial,) = _tried(rule, (text,), caller, alert=True)
    told = _told(rule, text, caller)
    if trial.passed:
        return "\n".join((f"{rule.id} holds on this: nothing to add", *_kept(told, caller)))
    why = f"{rule.id} {trial.why}"
    return "\n".join((why, _added(rule, trial.test, caller, "a text missed"), *_lines(told)))


def _tried(rule: Rule, texts: Sequence[str], caller: Caller, *, alert: bool) -> tuple[Trial, ...]:
    day = caller.now.astimezone(caller.desk.lexicon.zone).date().isoformat()
    what = "missed" if alert else "not relevant"
    because = f"{what}, said {caller.person.name} on {day}"
    tests = [RuleTest(text, alert, 0, because=because) for text in texts]
    matcher = caller.desk.matcher
    return try_tests({rule.id: tests}, matcher.watchlist, matcher)


def _added(rule: Rule, test: RuleTest, caller: Caller, what: str) -> str:
    """Add the test, and say where it is."""
    reviewing = caller.reviewing
    try:
        new = reviewing.add(rule.id, test)
    except ConfigError as error:
        why = "; ".join(f"line {one.line}: {one.what}" for one in error.problems)
        return f"Nothing was added to {reviewing.name}, {why}"
    caller.did(f"called {what}: a test of rule {rule.id}")
    must = "must alert" if test.alert else "must not alert"
    if not new:
        return f"{reviewing.name} holds it already: {rule.id} {must} on this"
    return f"Added to {reviewing.name}: {rule.id} {must} on this; {_NEXT}"


def _told(rule: Rule, text: str, caller: Caller) -> Account | None:
    """What the rule makes of the story of the text where it comes farthest.

    The events told so far count, as if a source of the rule told the text now.
    """
    source = min(rule.sources_only, default=SourceName(""))
    document = Document(DocumentId("missed"), source, text, caller.now)
    told = accounts(document, rule.id, caller.desk, caller.store, caller.now)
    return max(told, key=lambda one: one.reached, default=None)


def _kept(told: Account | None, caller: Caller) -> Iterator[str]:
    """What keeps a rule that holds from ringing."""
    if told and told.missing:
        yield f"It is kept back by {told.missing}"
    outcome = told and told.outcome
    if outcome and outcome.verdict.action is not Action.RING and outcome.verdict.event.rung:
        yield f"Its event rang {caller.clock(outcome.verdict.event.rung)}"
    yield from _lines(told)


def _lines(told: Account | None) -> Iterator[str]:
    yield from (line(one) for one in told.findings) if told else ()
