"""The OpenAPI 3.1 document, made from the operations."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NotRequired

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode
from typing_extensions import TypedDict

from function import __version__
from function.database.similar import Duplicate
from function.errors import (
    AuthUnavailableError,
    BodyTooLargeError,
    DatabaseUnavailableError,
    ForbiddenError,
    KairoError,
    RequestError,
    SlowBodyError,
    TooManyRequestsError,
    UnauthorizedError,
)
from function.http.operations import Content, Operation

PROBLEM_TYPE = "application/problem+json"
_PARAMETER = re.compile(r"\{(\w+)\}")
_PARAMETERS = {
    "document_id": {"type": "string", "format": "uuid"},
    "number": {"type": "integer", "minimum": 1, "maximum": 1_000_000},
}
_TITLES = {200: "What was asked for.", 201: "It is there now.", 202: "It is under way.", 204: "It is done."}
_UNCHANGED = 304

Key = tuple[int, int]


class Problem(TypedDict):
    """RFC 9457. `code` is stable; `detail` is a sentence that says what to do. With `duplicate_file` come the documents
    that are there."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    retryable: bool
    duplicates_of: NotRequired[list[Duplicate]]


def describe_api(operations: Iterable[Operation]) -> dict[str, Any]:
    described = _Description()
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = described.operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kairo OCR",
            "version": __version__,
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "paths": paths,
        "components": {
            "schemas": described.schemas,
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "FUNCTION_TOKEN, or the session of a person of the project's Supabase Auth (JWT).",
                }
            },
        },
    }


class _Description:
    def __init__(self) -> None:
        self.schemas: dict[str, Any] = {}

    def operation(self, operation: Operation) -> dict[str, Any]:
        described: dict[str, Any] = {
            "operationId": operation.name,
            "summary": operation.summary,
            "responses": self._responses(operation),
        }
        if parameters := [*self._in_path(operation), *self._in_query(operation)]:
            described["parameters"] = parameters
        if operation.body:
            described["requestBody"] = {
                "required": True,
                "content": {
                    content.media_type: self._content(content, "validation") for content in operation.body
                },
            }
        if operation.callers != "open":
            described["security"] = [{"token": []}]
        return described

    def _responses(self, operation: Operation) -> dict[str, Any]:
        responses: dict[str, Any] = {}
        for status, contents in operation.answers.items():
            responses[str(status)] = {"description": _TITLES.get(status, "Nothing has changed.")}
            if contents:
                responses[str(status)]["content"] = {
                    content.media_type: self._content(content, "serialization") for content in contents
                }
        problem = {"content": {PROBLEM_TYPE: {"schema": self._schema(Problem, "serialization")}}}
        for status, codes in _group(errors_of(operation)).items():
            # A report of health has the status of an error, and is none.
            responses.setdefault(str(status), {"description": f"A problem: {', '.join(codes)}.", **problem})
        responses["default"] = {"description": "Any other problem.", **problem}
        return responses

    def _content(self, content: Content, mode: JsonSchemaMode) -> dict[str, Any]:
        if content.type is not None:
            return {"schema": self._schema(content.type, mode)}
        if content.media_type == "multipart/form-data":
            file = {"type": "string", "contentMediaType": "application/octet-stream"}
            return {"schema": {"type": "object", "properties": {"file": file}, "required": ["file"]}}
        if content.media_type.startswith("text/"):
            return {"schema": {"type": "string"}}
        return {}

    def _schema(self, type_: Any, mode: JsonSchemaMode) -> dict[str, Any]:
        schema = TypeAdapter(type_).json_schema(mode=mode, ref_template="#/components/schemas/{model}")
        self.schemas |= schema.pop("$defs", {})
        return schema

    def _in_path(self, operation: Operation) -> Iterator[dict[str, Any]]:
        for name in _PARAMETER.findall(operation.path):
            yield {"name": name, "in": "path", "required": True, "schema": _PARAMETERS[name]}

    def _in_query(self, operation: Operation) -> Iterator[dict[str, Any]]:
        if operation.query is None:
            return
        schema = self._schema(operation.query, "validation")
        for name, parameter in schema.get("properties", {}).items():
            yield {
                "name": name,
                "in": "query",
                "required": name in schema.get("required", ()),
                "schema": _without_null(parameter),
            }


def errors_of(operation: Operation) -> set[type[KairoError]]:
    """Return what an operation can be answered with when it fails, beside a defect of the function."""
    errors: set[type[KairoError]] = set(operation.errors)
    if operation.callers != "open":
        errors |= {UnauthorizedError, TooManyRequestsError, AuthUnavailableError, DatabaseUnavailableError}
    if operation.callers == "servers":
        errors.add(ForbiddenError)
    if operation.query or operation.body or _PARAMETER.search(operation.path):
        errors.add(RequestError)
    if operation.body:
        errors |= {SlowBodyError, BodyTooLargeError}
    return errors


def _group(errors: Iterable[type[KairoError]]) -> dict[int, list[str]]:
    grouped: dict[int, list[str]] = {}
    for error in sorted(errors, key=lambda error: (error.status, error.code)):
        grouped.setdefault(error.status, []).append(error.code)
    return grouped


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A query has no null: what is not there is left out."""
    schema = {name: value for name, value in schema.items() if name != "default" or value is not None}
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    if not kinds:
        return schema
    rest = {name: value for name, value in schema.items() if name != "anyOf"}
    return {**rest, **kinds[0]} if len(kinds) == 1 else {**rest, "anyOf": kinds}
