"""`python -m local.storage --port … --dsn … --root … --service-key …`"""

import argparse
import os
from pathlib import Path

import uvicorn

from local.auth.app import read_auth
from local.storage.app import make_app


def main() -> None:
    parser = argparse.ArgumentParser(description="Stand-in for Supabase Storage on 127.0.0.1.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--dsn", default=os.environ.get("DATABASE_URL"), help="default: $DATABASE_URL")
    parser.add_argument("--root", type=Path, required=True, help="folder for the files")
    key = os.environ.get("SUPABASE_SERVICE_ROLE_KEY")
    parser.add_argument("--service-key", default=key, help="default: $SUPABASE_SERVICE_ROLE_KEY")
    parser.add_argument("--fault-rate", type=float, default=0, help="share of downloads that fail, for tests")
    arguments = parser.parse_args()
    if not (arguments.dsn and arguments.service_key):
        parser.error("pass --dsn and --service-key, or set DATABASE_URL and SUPABASE_SERVICE_ROLE_KEY")
    auth = read_auth(f"http://127.0.0.1:{arguments.port}")
    app = make_app(arguments.dsn, arguments.root, arguments.service_key, arguments.fault_rate, auth)
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=arguments.port,
        access_log=False,
        # Connections that a refusal left with an unread body.
        timeout_graceful_shutdown=1,
    )


if __name__ == "__main__":
    main()
