"""The OpenAPI document is valid, and no answer is one that it does not describe."""

from typing import Any

import pytest
import schemathesis
from openapi_spec_validator import validate
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from function.http.openapi import describe_api
from function.operations import list_operations
from tests.support.running import Running

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

DESCRIBED = describe_api(list_operations())
# Streams without end; and an answer with 503 is health's way of saying no.
ENDLESS = ("followDocument", "followDocuments")
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]

schema = schemathesis.openapi.from_dict(DESCRIBED).exclude(operation_id=list(ENDLESS))
schema.config.generation.update(max_examples=15)


def test_the_document_is_openapi(running: Running) -> None:
    served = running.api.get("/openapi.json").raise_for_status().json()
    validate(served)
    assert served == DESCRIBED
    names = [operation.name for operation in list_operations()]
    assert len(names) == len(set(names))


@schema.parametrize()
def test_whatever_is_asked_gets_an_answer_that_is_described(case: Any, running: Running) -> None:
    headers = {"Authorization": f"Bearer {running.stack.secrets.function_token}"}
    case.call_and_validate(base_url=str(running.api.base_url), headers=headers, checks=CHECKS, timeout=60)
