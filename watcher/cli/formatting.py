"""The command that tidies rule files: fmt."""

from pathlib import Path
from typing import Annotated

import typer

from watcher.cli.rules import CONFIG, Config
from watcher.cli.terminal import result, writing
from watcher.core.text.plural import many
from watcher.errors import ConfigError
from watcher.rulefile.files import find_files, read_file
from watcher.rulefile.tidy import tidy
from watcher.rulefile.write import write_file
from watcher.settings import read_settings

Files = Annotated[
    list[Path] | None,
    typer.Argument(help="These files or folders. Default: all rules that the settings name."),
]
Check = Annotated[bool, typer.Option("--check", help="Change nothing; exit code 1 if it would.")]


def fmt(files: Files = None, *, check: Check = False, config: Config = CONFIG) -> None:
    """Tidy rule files: indents, blank lines and quotes, and nothing that they say.

    Comments and the order of lines stay. While a file holds a problem, none is changed.
    """
    untidy = _untidy(files or read_settings(config).rules)
    for path, text in untidy.items():
        if not check:
            with writing(path):
                write_file(path, text)
        result(f"{path}: {'to be tidied' if check else 'tidied'}")
    count = f"{many(len(untidy), 'file')} {'to be tidied' if check else 'tidied'}"
    result(count if untidy else "all is tidy")
    if check and untidy:
        raise typer.Exit(1)


def _untidy(paths: list[Path] | tuple[Path, ...]) -> dict[Path, str]:
    """The files that are not tidy, with the text that they should have."""
    made, problems = {}, []
    for path, notes in find_files(paths):
        text = read_file(path, notes)
        tidied = None if text is None else tidy(text, notes)
        problems += notes.problems
        if tidied is not None and tidied.encode() != path.read_bytes():
            made[path] = tidied
    if problems:
        raise ConfigError(tuple(sorted(problems)))
    return made
