"""A made-up valley with its news, and what a page tells of it."""

from tests.build import document
from watcher.core.stories.split import split


def told(page, **kwargs):
    stories = split(document(page.strip("\n"), **kwargs)).stories
    return [(one.title, one.date and one.date.isoformat(), one.source) for one in stories]


def kinds(page):
    text = page.strip("\n")
    parts = split(document(text))
    return [(text[one.span.start : one.span.end], one.why) for one in parts.boilerplate]


FERRY = "Ferry Line Opens to Northern Isles. Two boats will sail each day, the port said"
MILL = "Paper Mill Closes After Ninety Years. The owners gave no reason. Workers were told by post"
SNOW = "Snow Shuts Mountain Pass for a Week. Ploughs are on their way from the valley"
