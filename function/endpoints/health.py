"""How the function is, for probes and scrapes, and what the page must know before anybody signs in."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from function import __version__
from function.endpoints.common import service_of


async def show_health(request: Request) -> Response:
    report = await service_of(request).health.report()
    return JSONResponse(report, status_code=200 if report["status"] == "ok" else 503)


async def show_live(request: Request) -> Response:  # noqa: ARG001  an endpoint's signature
    return JSONResponse({"status": "ok"})


async def show_ready(request: Request) -> Response:
    ready = await service_of(request).health.is_ready()
    return JSONResponse({"status": "ok" if ready else "not_ready"}, status_code=200 if ready else 503)


async def show_metrics(request: Request) -> Response:
    exposition = service_of(request).exposition
    return Response(await exposition.render(), headers={"Content-Type": exposition.media_type})


async def show_configuration(request: Request) -> Response:
    settings = request.app.state.settings
    return JSONResponse(
        {
            "supabase_url": settings.supabase_url,
            "anon_key": settings.supabase_anon_key,
            "max_file_size_mb": settings.max_file_size_mb,
            "version": __version__,
        }
    )


async def show_openapi(request: Request) -> Response:
    return JSONResponse(request.app.state.openapi)
