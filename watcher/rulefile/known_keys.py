"""A mapping in a rule file: its keys are known, and every other key is noted."""

from collections.abc import Iterable
from functools import cache
from typing import cast

from pydantic import BaseModel, ConfigDict, ValidationInfo, model_validator

from watcher.rulefile.scalars import nearest
from watcher.rulefile.slips import no_space
from watcher.rulefile.tree import Notes, Table


@cache
def _keys(model: type[BaseModel]) -> dict[str, None]:
    """The keys of a model as users write them, in the order of the model."""
    return {field.alias or name: None for name, field in model.model_fields.items()}


class Written(BaseModel):
    """A mapping with known keys. What stands below a key is what editors show of it."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    @model_validator(mode="before")
    @classmethod
    def _only_known_keys(cls, value: object, info: ValidationInfo) -> object:
        """Note every unknown key and go on without it, so that the others are checked too."""
        if not isinstance(value, Table):
            return value
        known = _keys(cls)
        if value.keys() <= known.keys():
            return value
        notes = cast("Notes", info.context)
        rest = Table(value.line, value.column)
        for key, inner in value.items():
            if key in known:
                rest[key] = inner
            else:
                notes.problem(key, *_unknown(key, known))
        return rest


def _unknown(key: str, known: Iterable[str]) -> tuple[str, str]:
    """What is wrong with a key that a mapping does not know, and what to type."""
    if key[:1].isspace() and not key[:1].isascii():
        return no_space(key[0])
    return f"unknown key {key!r}", nearest(key, known, f"known here: {', '.join(known)}")
