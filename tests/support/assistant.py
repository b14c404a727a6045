"""The official client of the Model Context Protocol."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from mcp.client.client import Client
from mcp.client.streamable_http import create_mcp_http_client, streamable_http_client


@asynccontextmanager
async def assistant(url: str, token: str, mode: str = "auto") -> AsyncIterator[Any]:
    """A connected client. `mode` is `legacy` for the protocol with a handshake (up to 2025-11-25)."""
    async with (
        create_mcp_http_client(headers={"Authorization": f"Bearer {token}"}) as http,
        Client(streamable_http_client(url, http_client=http), mode=mode) as client,
    ):
        yield client
