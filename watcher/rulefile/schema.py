"""JSON Schema of rule files, so that editors complete and check while a person types."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from watcher.rulefile.written import WrittenFile


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12), made from the same models that load the files."""
    made = WrittenFile.model_json_schema(schema_generator=_ForEditors)
    return {"$schema": _ForEditors.schema_dialect, **made}


class _ForEditors(GenerateJsonSchema):
    """Says what a person may write: no null, no default to fill in, no title beside each key.

    Keys of a mapping are complete: a word of a list, or an id.
    """

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        keys = self.generate_inner(schema["keys_schema"])
        if "enum" in keys:
            return made | {"propertyNames": {"enum": keys["enum"]}}
        return made | {"additionalProperties": False}

    def field_title_should_be_set(self, schema: object) -> bool:
        return False
