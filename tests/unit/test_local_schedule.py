from datetime import UTC, datetime

import pytest

from local.schedule import Schedule

NOW = datetime(2026, 8, 31, 10, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("30 seconds", datetime(2026, 8, 31, 10, 8, tzinfo=UTC)),
        ("1 second", datetime(2026, 8, 31, 10, 7, 31, tzinfo=UTC)),
        ("* * * * *", datetime(2026, 8, 31, 10, 8, tzinfo=UTC)),
        ("*/15 * * * *", datetime(2026, 8, 31, 10, 15, tzinfo=UTC)),
        ("0 3 $ * *", datetime(2026, 9, 30, 3, 0, tzinfo=UTC)),
        ("0 0 1 1 *", datetime(2027, 1, 1, tzinfo=UTC)),
        ("@daily", datetime(2026, 9, 1, tzinfo=UTC)),
    ],
)
def test_a_schedule_comes_due_when_pg_cron_says(text: str, due: datetime) -> None:
    assert Schedule.parse(text).next_after(NOW) == due
