"""Options of the whole suite."""

from hypothesis import settings

settings.register_profile("watcher", deadline=None)  # a busy machine is no failure
settings.register_profile("ci", deadline=None, derandomize=True)  # a commit passes or does not
settings.load_profile("watcher")


def pytest_addoption(parser):
    parser.addoption("--soak", action="store_true", help="kill watcher far more often")
