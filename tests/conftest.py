"""Options of the whole suite."""


def pytest_addoption(parser):
    parser.addoption("--soak", action="store_true", help="kill watcher far more often")
