"""Have the background of alerts shortened by the rewriter, if there is one.

Outside any transaction, for a model may take seconds. It never decides and never replaces a quote:
what fails or says something of its own leaves the words of the source.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

from watcher.core.alerts.compose import behind
from watcher.core.alerts.digest import ALONE
from watcher.core.alerts.shorten import objection
from watcher.errors import RewriteError
from watcher.model import AlertId
from watcher.ports import Outcome, Rewrite

log = logging.getLogger(__name__)

_WORTH = 160
"""Characters of background below which a reader loses nothing by reading it whole."""


def shorter(outcomes: Sequence[Outcome], rewrite: Rewrite) -> dict[AlertId, str]:
    """A shorter background for the loudest alerts, those that ring alone.

    The first failure ends it: a model that is down or slow must not hold up the news.
    """
    alerts = sorted((one.alert for one in outcomes if one.alert), key=lambda one: -one.severity)
    found: dict[AlertId, str] = {}
    for alert in alerts[:ALONE]:
        source = " ".join(behind(alert.story, alert.matches))
        if len(source) < _WORTH:
            continue
        try:
            short = rewrite(source)
        except RewriteError as error:
            log.warning("%s; the words of the source are shown", error)
            break
        if why := objection(short, source):
            log.info("a shorter background is not taken: %s", why)
        else:
            found[alert.id] = short
    log.info("rewriter: %d of %d alerts shortened", len(found), len(alerts))
    return found


def with_short(outcomes: Sequence[Outcome], short: Mapping[AlertId, str]) -> list[Outcome]:
    """The outcomes, with the shorter background of their alerts."""
    return [
        replace(one, alert=replace(one.alert, short=short[one.alert.id]))
        if one.alert and one.alert.id in short
        else one
        for one in outcomes
    ]
