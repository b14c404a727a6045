"""The function's routes and middleware for gunicorn, with no service behind them."""

from starlette.types import Receive, Scope, Send

from function.app import create_app
from tests.support.settings import settings

whole = create_app(settings())


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] != "lifespan":
        await whole(scope, receive, send)
        return
    for step in ("startup", "shutdown"):
        await receive()
        await send({"type": f"lifespan.{step}.complete"})
