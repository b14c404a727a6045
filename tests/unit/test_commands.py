"""`python -m function COMMAND`, as run in the image."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the command with an empty environment."""
    command = [sys.executable, "-m", "function", *arguments]
    return subprocess.run(command, cwd=ROOT, env={}, capture_output=True, text=True, check=False)


def test_serve_is_gunicorn_with_the_projects_own_settings() -> None:
    result = run("serve")
    assert result.returncode == 1
    assert "Kairo OCR does not start. The settings are invalid. DATABASE_URL" in result.stderr


def test_the_doctor_names_each_setting_that_is_missing() -> None:
    result = run("doctor")
    assert result.returncode == 1
    for name in ("DATABASE_URL", "SUPABASE_URL", "SUPABASE_SERVICE_ROLE_KEY", "FUNCTION_TOKEN"):
        assert f"{name}: Field required" in result.stdout


def test_an_unknown_command_is_answered_with_those_there_are() -> None:
    result = run("cure")
    assert result.returncode == 2
    assert "doctor" in result.stderr
