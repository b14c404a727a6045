"""An example application that receives callbacks: `python -m local.receiver --port 9000`.

It verifies signatures with the public `standardwebhooks` library, and ignores repeats by `webhook-id`.
"""

import argparse
import os

import uvicorn
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def make_receiver(secret: str) -> Starlette:
    seen: set[str] = set()

    async def receive(request: Request) -> Response:
        try:
            event = Webhook(secret).verify(await request.body(), dict(request.headers))
        except WebhookVerificationError:
            return Response(status_code=401)
        if request.headers["webhook-id"] not in seen:
            seen.add(request.headers["webhook-id"])
            print(event["type"], event["data"]["document_id"], event["data"]["status"], flush=True)
        return Response(status_code=204)

    return Starlette(routes=[Route("/", receive, methods=["POST"])])


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m local.receiver",
        description="Receive callbacks. WEBHOOK_SECRET is read from the environment.",
    )
    parser.add_argument("--port", type=int, default=9000)
    uvicorn.run(
        make_receiver(os.environ["WEBHOOK_SECRET"]), port=parser.parse_args().port, log_level="warning"
    )


if __name__ == "__main__":
    main()
