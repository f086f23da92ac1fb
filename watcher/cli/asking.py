"""The command that writes a rule from the answers to five questions."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from os.path import relpath
from pathlib import Path
from typing import Annotated

import typer

from watcher.app.trial import try_rules
from watcher.cli.rules import CONFIG, Config
from watcher.cli.terminal import result, say, writing
from watcher.core.text.fold import fold
from watcher.core.watchlist.language import Watchlist
from watcher.errors import ConfigError
from watcher.model import RuleId, Severity
from watcher.rulefile import read_watchlist
from watcher.rulefile.scalars import nearest
from watcher.settings import read_settings

app = typer.Typer(help="Write something new.", no_args_is_help=True)
_PLAIN = re.compile(r"[^\W_][\w -]*[^\W_]|[^\W_]|<[\w-]+>|[^\W_][\w -]*\w\*")
"""Text that YAML reads as it stands."""
_LEVELS = tuple(one.word for one in Severity)

Folder = Annotated[
    Path | None,
    typer.Option("--into", help="The folder for the new file. Default: the first of the rules."),
]


@dataclass(frozen=True, slots=True)
class _Answers:
    title: str
    deeds: Sequence[str]
    others: Sequence[str]
    severity: str
    rings: str
    silent: str


@app.callback()
def new() -> None:
    """Write something new."""


@app.command("rule", short_help="A rule with tests, from five questions")
def new_rule(folder: Folder = None, config: Config = CONFIG) -> None:
    """Ask five questions, write a rule with tests into a file of its own, and run the tests.

    Nothing that exists is changed. Edit the file afterwards: it is an ordinary rule file.
    """
    paths = read_settings(config).rules if config.exists() else (Path("rules"),)
    watchlist = read_watchlist(paths).watchlist
    answers = _ask(watchlist)
    id_ = _id(answers.title, {*watchlist.words, *(rule.id for rule in watchlist.rules)})
    file = _place(folder or paths[0]) / f"{id_}.yaml"
    if file.exists():
        say(f"{file} exists already: give the rule another title")
        raise typer.Exit(2)
    lines = (_schema_line(_place(paths[0]), file), *_written(id_, answers))
    with writing(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    try:
        trials = try_rules(read_watchlist([*paths, file]).watchlist, {RuleId(id_)})
    except ConfigError:
        file.unlink()  # it would stop watcher
        say("nothing was written, for with these answers:")
        raise
    result(f"wrote {file}")
    for trial in trials:
        what = "alert" if trial.test.alert else "no_alert"
        result(f"  {what}: {'passes' if trial.passed else f'fails: {trial.why}'}")
    result("its alerts go to all channels;  send_to: [NAME]  in the file chooses")
    if not all(trial.passed for trial in trials):
        result(f"edit {file} until  watcher test {file}  passes")
        raise typer.Exit(1)


def _ask(watchlist: Watchlist) -> _Answers:
    title = _answer("1. What is it about, in two or three words? It is the title of the alerts.")
    deeds = _several("2. Which words tell that it happens? With commas: closed, shut down")
    question = "3. To what or where? Words, names, <types>: crossing, Erbil, <base>"
    others = _several(question, partial(_refuse_unknown, _ids(watchlist)))
    question = f"4. How loud? {', '.join(_LEVELS)}"
    severity = typer.prompt(question, default="medium", err=True, value_proc=_level)
    rings = _answer("5. A sentence that must ring:")
    silent = _answer("   … and one that must not, though it has some of these words:")
    return _Answers(
        title, deeds, [_known(one, watchlist) for one in others], severity, rings, silent
    )


def _answer(question: str, read: Callable[[str], str] = str.strip) -> str:
    """What `read` makes of the answer; asked again where it raises `typer.BadParameter`."""
    return str(typer.prompt(f"{question}\n  ", err=True, prompt_suffix="", value_proc=read))


def _level(said: str) -> str:
    if said.strip().lower() not in _LEVELS:
        raise typer.BadParameter(f"one of {', '.join(_LEVELS)}")
    return said.strip().lower()


def _several(question: str, read: Callable[[str], str] = str.strip) -> list[str]:
    return _parts(_answer(question, read))


def _parts(said: str) -> list[str]:
    return [part for one in re.split("[,،]", said) if (part := one.strip())]


def _ids(watchlist: Watchlist) -> set[str]:
    """What may stand in angle brackets."""
    groups = {one for name in watchlist.names for one in (name.type, *name.tags) if one}
    return {*watchlist.words, *groups, *(name.id for name in watchlist.names)}


def _refuse_unknown(known: Collection[str], said: str) -> str:
    for one in _parts(said):
        if one.startswith("<") and (id_ := one.strip("<> ")) not in known:
            hint = nearest(id_, known)
            raise typer.BadParameter(f"nothing has the id <{id_}>{hint and f' ({hint})'}")
    return said


def _known(said: str, watchlist: Watchlist) -> str:
    """`<id>` where the answer is a name of the watchlist, however the list writes it."""
    for name in watchlist.names:
        if fold(said) in {name.id, *map(fold, (*name.forms, *name.short_names))}:
            return f"<{name.id}>"
    return said


def _id(title: str, taken: Iterable[str]) -> str:
    plain = re.sub(r"[^\w]+", "-", fold(title)).strip("-") or "rule"
    known = set(taken)
    number = next(
        n for n in range(1, len(known) + 2) if (plain if n == 1 else f"{plain}-{n}") not in known
    )
    return plain if number == 1 else f"{plain}-{number}"


def _place(path: Path) -> Path:
    return path if path.is_dir() or path.suffix.lower() not in {".yaml", ".yml"} else path.parent


def _schema_line(home: Path, file: Path) -> str:
    """The comment by which editors check the file, with the schema where `rules` keep it."""
    schema = Path(relpath(home / "watchlist.schema.json", file.parent)).as_posix()
    return f"# yaml-language-server: $schema={schema if schema[0] == '.' else f'./{schema}'}"


def _written(id_: str, answers: _Answers) -> Iterator[str]:
    """The lines of the file."""
    yield from ("watchlist: 1", f"about: {_text(answers.title)}", "", "words:")
    yield f"  {id_}-deed: [{', '.join(map(_text, answers.deeds))}]"
    words = [one for one in answers.others if not one.startswith("<")]
    asked = [one for one in answers.others if one.startswith("<")]
    if words:
        yield f"  {id_}-place: [{', '.join(map(_text, words))}]"
        asked.append(f"<{id_}-place>")
    second = asked[0] if len(asked) == 1 else f"{{any: [{', '.join(asked)}]}}"
    yield from ("", "rules:", f"  {id_}:", f"    title: {_text(answers.title)}")
    yield from (f"    severity: {_text(answers.severity)}", "    look_for:")
    yield from (f"      - together: [<{id_}-deed>, {second}]", "        within: sentence")
    yield from ("    tests:", f"      - alert: {_text(answers.rings)}")
    yield f"      - no_alert: {_text(answers.silent)}"


def _text(text: str) -> str:
    """A scalar of YAML: as it stands where that is safe, else in quotes."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
