"""The habits of the house, measured."""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "watcher"
FILES = sorted(HOUSE.rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
VAGUE = {"utils", "helpers", "common", "base", "manager", "misc"}


def name(file):
    return str(file.relative_to(HOUSE))


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_file_is_one_room_that_can_be_read_at_a_sitting(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    assert file.stem not in VAGUE


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_function_fits_on_a_screen(file):
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("file", FILES, ids=name)
def test_every_room_says_what_it_is_for(file):
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))


def test_except_exception_stands_nowhere_but_at_the_edge_of_a_job():
    found = [name(file) for file in FILES if "except Exception" in file.read_text(encoding="utf-8")]
    assert found == []
