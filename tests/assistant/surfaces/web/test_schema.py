"""Every route of serve, called with whatever its schema allows: it answers as the schema says, and never breaks."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import openapi
from schemathesis.core.failures import FailureGroup
from schemathesis.generation.case import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance

from assistant.surfaces.application import create
from index.library import Library
from tests.assistant.surfaces.web.conftest import HEADERS, HOST, desk_of

EXAMPLES = 12  # a route; more are for a night
NO_SCHEMA_TELLS = [positive_data_acceptance]  # that the end of a place is behind its start
AS_THE_PAGE = HEADERS | {"Origin": f"http://{HOST}"}


def test_whatever_the_schema_allows_is_answered_as_it_says(library: Library) -> None:
    application = create(desk_of(library), hosts=frozenset({HOST}))
    schema = openapi.from_dict(application.openapi())
    schema.app = application
    operations = [one.ok() for one in schema.get_all_operations()]
    assert len(operations) > 30
    for operation in operations:

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def answers(case: Case) -> None:
            case.call_and_validate(base_url=f"http://{HOST}", headers=AS_THE_PAGE, excluded_checks=NO_SCHEMA_TELLS)

        try:
            answers()
        except FailureGroup as failures:
            pytest.fail("\n".join(map(str, failures.exceptions)))
