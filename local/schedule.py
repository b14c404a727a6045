"""When a pg_cron schedule is due: five fields in UTC, or `N seconds`."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from croniter import croniter

INTERVAL = re.compile(r"\s*(\d+)\s+seconds?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Schedule:
    """Either an interval or the five fields of cron."""

    interval: timedelta | None = None
    fields: str = ""

    @classmethod
    def parse(cls, text: str) -> "Schedule":
        if match := INTERVAL.fullmatch(text):
            return cls(interval=timedelta(seconds=int(match[1])))
        # pg_cron writes the last day of the month as `$`, croniter as `l`.
        return cls(fields=" ".join("l" if field == "$" else field for field in text.split()))

    @property
    def is_interval(self) -> bool:
        return self.interval is not None

    def next_after(self, moment: datetime) -> datetime:
        """Return the first time after `moment` (in UTC) when the schedule is due."""
        if self.interval is not None:
            return moment + self.interval
        due: datetime = croniter(self.fields, moment).get_next(datetime)
        return due
