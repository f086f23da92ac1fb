"""A week of reports on two attacks, with the rules that ship: how often a person is called."""

from datetime import UTC, datetime
from pathlib import Path

from tests.build import document
from watcher.app.backtest import backtest
from watcher.app.desk import Desk
from watcher.app.readers import Task, read_all
from watcher.core.alerts.compose import Lexicon
from watcher.core.watchlist.matcher import Matcher
from watcher.model import Reason
from watcher.rulefile import read_watchlist

RULES = Path(__file__).parents[2] / "rules"
REPORTS = (
    (
        "Rockets target base hosting foreign troops in western Iraq",
        26,
        (
            "Rockets came down late on Wednesday on Ain al-Asad, an air base in the desert of"
            " Anbar, two military sources said. Nobody was reported hurt."
        ),
    ),
    (
        "Five rockets hit Ain al-Assad, security official says",
        26,
        (
            "Five rockets landed inside the perimeter of the Ain al-Assad base on Wednesday night,"
            " wounding two Iraqi soldiers, a security official said."
        ),
    ),
    (
        "US condemns attack on Iraqi base",
        26,
        (
            "The United States condemned Wednesday's rocket attack on Ain al-Asad air base and said"
            " that it would hold those responsible to account."
        ),
    ),
    (
        "Faction claims attack on Ain al-Asad",
        27,
        (
            "A group calling itself the Islamic Resistance in Iraq said on Thursday that its fighters"
            " had fired rockets at the Ain al-Asad base a day earlier in answer to the killing of a"
            " commander."
        ),
    ),
    (
        "Prime minister vows to pursue those behind base attack",
        27,
        (
            "The prime minister promised on Friday to pursue whoever fired rockets at Ain al-Asad two"
            " days ago and ordered an inquiry."
        ),
    ),
    (
        "Dollar slips in Baghdad market",
        28,
        (
            "The dinar gained against the dollar on Saturday. Traders had bought dollars after rockets"
            " hit Ain al-Asad base on Wednesday night."
        ),
    ),
    (
        "Drones shot down near Ain al-Asad",
        28,
        (
            "Air defences shot down two drones near Ain al-Asad air base early on Saturday, three days"
            " after a rocket attack on the base, a security source said."
        ),
    ),
    (
        "Second attack in four days on Ain al-Asad",
        28,
        (
            "Two drones were intercepted over Ain al-Asad base on Saturday morning, officials said. It"
            " was the second attack on the base in four days after rockets wounded two soldiers on"
            " Wednesday."
        ),
    ),
    (
        "Envoy arrives",
        29,
        "An envoy landed in Erbil on Sunday, four days after rockets were fired at Ain al-Asad.",
    ),
)


def papers():
    for number, (title, day, text) in enumerate(REPORTS):
        written = f"{title}\n\nBAGHDAD, November {day}, 2026 - {text}\n"
        seen = datetime(2026, 11, 29, 12, number, tzinfo=UTC)
        yield document(written, id=str(number), seen=seen)


def test_of_nine_reports_those_ring_that_tell_something_new():
    rules = read_watchlist([RULES]).watchlist
    names = {one.id: one for one in rules.names}
    desk = Desk(Matcher(rules), Lexicon(names, {one.id: one for one in rules.rules}, UTC), {})
    told = backtest(read_all(papers(), Task(rules, UTC), 1), desk)
    rung = {one.story.title: one.verdict.reason for one in told.rings}
    assert rung == {
        "Rockets target base hosting foreign troops in western Iraq": Reason.NEW_EVENT,
        "Five rockets hit Ain al-Assad, security official says": Reason.CASUALTIES,
        "Faction claims attack on Ain al-Asad": Reason.CLAIMED,
        "Drones shot down near Ain al-Asad": Reason.NEW_EVENT,
        "Envoy arrives": Reason.NEW_RULE,
    }
    attacks = {one.verdict.event.id for one in told.outcomes}
    assert len(attacks) == 2
