"""The doctor finds the running stack healthy: every check, with the real models."""

import json
import os
import subprocess
import sys

import pytest

from function.doctor.checks import CHECKS
from local.stack import CHECKOUT
from tests.support.running import Running
from tests.support.waiting import wait_until

pytestmark = pytest.mark.e2e


def test_the_running_stack_is_well(running: Running) -> None:
    wait_until(lambda: running.rows("select runid from cron.job_run_details where status = 'succeeded'"))
    stack = running.stack
    given = {**stack.function_environment("vps-1", stack.functions["vps-1"].port), **running.environment}
    result = subprocess.run(
        [sys.executable, "-m", "function", "doctor", "--json"],
        env={**os.environ, **given},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    findings = {item["check"]: item for item in json.loads(result.stdout)["findings"]}
    assert list(findings) == list(CHECKS)
    # Other tests may have left documents that failed on purpose.
    unwell = {name for name, item in findings.items() if item["level"] in ("warning", "failure")}
    assert unwell <= {"queue", "buckets"}
    assert findings["function from the database"]["level"] == "ok"
    assert findings["token from the database"]["level"] == "ok"
    assert "multilingual-e5-small" in findings["models"]["found"]
