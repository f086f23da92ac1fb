"""The schema for editors is made from the models that load the files."""

import json
import re
from pathlib import Path

import pytest

from watcher.cli import main
from watcher.rulefile.schema import schema
from watcher.rulefile.written import WrittenRule
from watcher.rulefile.written_conditions import HEADS


def test_the_schema_is_json_of_the_draft_that_editors_read():
    made = json.loads(json.dumps(schema()))
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(made["properties"]) == {
        *("watchlist", "about", "defaults", "names", "words", "rules", "cues", "context", "silence")
    }
    assert made["additionalProperties"] is False


def test_the_schema_knows_every_key_as_users_write_it():
    rule = schema()["$defs"]["WrittenRule"]
    assert set(rule["properties"]) == set(WrittenRule.model_fields)
    assert rule["required"] == ["title", "look_for"]
    assert set(schema()["$defs"]["WrittenSources"]["properties"]) == {"only", "except", "languages"}
    assert set(schema()["$defs"]["WrittenActive"]["properties"]) == {"from", "until"}
    assert set(schema()["$defs"]["WrittenFrequency"]["properties"]) == {"stories", "sources", "in"}


def test_the_schema_completes_words_and_lets_typed_scalars_pass():
    rule = schema()["$defs"]["WrittenRule"]["properties"]
    assert "critical" in json.dumps(rule["severity"])
    assert True in rule["off"]["enum"]
    assert "yes" in rule["off"]["enum"]
    assert schema()["properties"]["watchlist"]["enum"] == [1, "1"]


def test_a_condition_may_be_text_or_any_of_its_heads():
    definitions = schema()["$defs"]
    entries = definitions["WrittenAny"]["properties"]["any"]["items"]["oneOf"]
    assert len(entries) == len(HEADS) + 1


def test_the_keys_of_a_mapping_are_words_or_ids():
    made = schema()
    raise_to = made["$defs"]["WrittenRule"]["properties"]["raise_to"]
    assert raise_to["propertyNames"]["enum"] == ["info", "low", "medium", "high", "critical"]
    (pattern,) = made["properties"]["names"]["patternProperties"]
    assert [re.search(pattern, id_) is not None for id_ in ("al-asad", "قاعدة", "a b")] == [
        *(True, True, False)
    ]
    assert made["properties"]["names"]["additionalProperties"] is False


def test_nothing_has_to_be_written_as_null():
    assert "null" not in json.dumps(schema())


RULES = Path(__file__).parent.parent.parent / "rules"


def test_the_schema_beside_the_rules_is_the_one_that_watcher_prints(capsys):
    main(["schema"])
    assert (RULES / "watchlist.schema.json").read_text("utf-8") == capsys.readouterr().out


@pytest.mark.parametrize("path", sorted(RULES.rglob("*.yaml")), ids=lambda path: path.name)
def test_each_file_of_rules_that_ships_tells_editors_where_the_schema_is(path):
    first, _ = path.read_text("utf-8").split("\n", 1)
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == RULES / "watchlist.schema.json"


def test_every_key_says_what_it_is_for():
    """Editors show it beside the key."""
    made = schema()
    tables = {"a file": made, **made["$defs"]}
    silent = [
        (name, key)
        for name, table in tables.items()
        for key, one in table.get("properties", {}).items()
        if "description" not in one
    ]
    assert silent == []
