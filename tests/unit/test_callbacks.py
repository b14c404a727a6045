from datetime import UTC, datetime

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from function.jobs.callbacks import sign_callback

OLD = "whsec_" + "b2xkLXNlY3JldC1vbGQtc2VjcmV0LW9sZA=="
NEW = "whsec_" + "bmV3LXNlY3JldC1uZXctc2VjcmV0LW5ldw=="


@pytest.mark.parametrize("known", [OLD, NEW])
def test_a_receiver_that_knows_either_secret_accepts_the_callback(known: str) -> None:
    body = '{"type":"document.completed"}'
    headers = sign_callback([NEW, OLD], "msg_1", datetime.now(UTC), body)
    assert Webhook(known).verify(body, headers) == {"type": "document.completed"}


def test_a_changed_body_is_not_accepted() -> None:
    headers = sign_callback([NEW], "msg_1", datetime.now(UTC), '{"a":1}')
    with pytest.raises(WebhookVerificationError):
        Webhook(NEW).verify('{"a":2}', headers)
