"""`python -m benchmarks.mutants MODULE TESTS…`: which small changes of a module no test notices.

MODULE is a file or folder below watcher/, TESTS are folders below tests/. Runs mutmut on a copy
of the project in a scratch folder and prints the survivors as patches.
"""

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

_ROOT = Path(__file__).parent.parent
_COPIED = ("watcher", "tests", "benchmarks", "rules", "seeds", "docs", "README.md", "LICENSE")
_SETTINGS = """
[tool.mutmut]
paths_to_mutate = ["{module}"]
tests_dir = [{tests}]
also_copy = ["watcher", "tests", "benchmarks", "rules", "seeds", "docs", "conftest.py"]
"""
_FORGET = '''"""Mutants are tried in forks of one process: what it remembers would hide them."""
import functools
import gc


def pytest_sessionstart():
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper):
            one.cache_clear()
'''


def main(arguments: Sequence[str] | None = None) -> None:
    """Run mutmut on one module with its tests; print what survived."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__)
    parser.add_argument("module", help="for example watcher/core/alerts/decide.py")
    parser.add_argument("tests", nargs="+", help="for example tests/core/alerts")
    given = parser.parse_args(arguments)
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _copy(folder, given.module, given.tests)
        _mutmut(folder, "run")
        results = _mutmut(folder, "results", "--all", "true")
        survivors = re.findall(r"(\S+): survived", results)
        for name in survivors:
            print(_mutmut(folder, "show", name))
        print(f"{len(survivors)} of {results.count(': ')} mutants survived in {given.module}")


def _copy(folder: Path, module: str, tests: Sequence[str]) -> None:
    for name in _COPIED:
        source = _ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, folder)
    (folder / "conftest.py").write_text(_FORGET, encoding="utf-8")
    settings = (_ROOT / "pyproject.toml").read_text(encoding="utf-8")
    quoted = ", ".join(f'"{one}"' for one in tests)
    (folder / "pyproject.toml").write_text(
        settings + _SETTINGS.format(module=module, tests=quoted), encoding="utf-8"
    )


def _mutmut(folder: Path, *command: str) -> str:
    """What mutmut prints. Raises `CalledProcessError` where it could not work."""
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"mutmut {command[0]}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    main()
