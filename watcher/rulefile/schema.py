"""JSON Schema of rule files, so that editors complete and check while a person types."""

from typing import Any

from watcher.rulefile.written import WrittenFile


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12), made from the same models that load the files."""
    made = WrittenFile.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
