"""Callbacks to the main application: signed (Standard Webhooks) and delivered at least once.

The database keeps them in an outbox; this module posts those that are due. It is woken after every document and by
pg_cron, so a receiver that was down gets its callbacks later.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID

import httpx
import structlog
from standardwebhooks.webhooks import Webhook

from function.database.pool import Database
from function.errors import DatabaseUnavailableError
from function.observability.metrics import Metrics
from function.settings import Settings

log = structlog.get_logger()

RECEIVER_SECONDS = 15.0


def sign_callback(secrets: list[str], message_id: str, at: datetime, body: str) -> dict[str, str]:
    """Return Standard Webhooks headers: an HMAC-SHA256 of id, timestamp and body for each secret (for rotation).

    Source: the Standard Webhooks specification, "Signature scheme".
    """
    signatures = " ".join(Webhook(secret).sign(message_id, at, body) for secret in secrets)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": signatures,
        "content-type": "application/json",
    }


class Callbacks:
    """Delivers callbacks on its own thread; does nothing without KAIRO_WEBHOOK_URL."""

    def __init__(self, settings: Settings, database: Database, metrics: Metrics) -> None:
        self._url = settings.kairo_webhook_url
        self._secrets = settings.webhook_secret.get_secret_value().split() if settings.webhook_secret else []
        self._database = database
        self._metrics = metrics
        self._client = httpx.Client(timeout=RECEIVER_SECONDS, follow_redirects=False)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="callbacks")
        self._scheduled = threading.Event()

    def wake(self) -> None:
        """Schedule delivery of all due callbacks, unless one is already scheduled. Return at once."""
        if self._url is not None and not self._scheduled.is_set():
            self._scheduled.set()
            self._executor.submit(self._deliver_due, self._url)

    def close(self) -> None:
        self._executor.shutdown(wait=True)
        self._client.close()

    def _deliver_due(self, url: str) -> None:
        self._scheduled.clear()
        try:
            while due := self._database.fetch_all("claim_callbacks", {"max_count": 10}):
                for callback in due:
                    self._deliver(url, callback["id"], callback["payload"])
        except DatabaseUnavailableError:
            log.warning("callbacks_postponed")

    def _deliver(self, url: str, callback_id: UUID, payload: str) -> None:
        headers = sign_callback(self._secrets, f"msg_{callback_id}", datetime.now(UTC), payload)
        status, error = None, None
        try:
            status = self._client.post(url, content=payload.encode(), headers=headers).status_code
        except httpx.HTTPError as failure:
            error = type(failure).__name__
        self._metrics.count_callback(status)
        log.info("callback_sent", callback=str(callback_id), status=status, error=error)
        self._database.fetch_value(
            "settle_callback", {"callback_id": callback_id, "status": status, "error": error}
        )
