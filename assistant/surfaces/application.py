"""The web application: the page, its routes, and what becomes of an error."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from assistant.errors import BadFeedback, BadQuestion, CannotWrite
from assistant.surfaces.web import adding, asking, correcting, drafting, looking, remarking
from assistant.surfaces.web.desk import AtDesk, Desk
from assistant.surfaces.web.guard import COOKIE, NUMBERS, TOOLS, Guard, Visitors
from assistant.surfaces.web.observe import Log, Observer
from assistant.surfaces.web.tokens import SESSION_SECONDS
from index.errors import (
    BadCorrection,
    BadElision,
    BriefingsError,
    HomeBusy,
    UnknownAddition,
    UnknownArticle,
    UnknownConversation,
    UnknownDraft,
    UnknownQuotation,
)

PAGE = Path(str(files("assistant.surfaces.web") / "page"))
# For what takes time in questions, the first come first served. More only take the processor from each other: of 50
# users who all ask at once, the slowest waited 26 s with 32 threads and 12 s with these (tests/benchmarks/load.py).
THREADS = 4
STATUS: dict[type[BriefingsError], int] = {
    BadQuestion: 400,
    BadFeedback: 400,
    BadCorrection: 400,
    BadElision: 400,
    UnknownAddition: 404,
    UnknownArticle: 404,
    UnknownConversation: 404,
    UnknownDraft: 404,
    UnknownQuotation: 404,
    CannotWrite: 501,
    HomeBusy: 503,
}
# What any route may answer in place of what it gives: to whom is not let in, asks too often, or asks what is not there.
REFUSED: dict[int | str, dict[str, Any]] = {
    int(one): {"description": one.phrase, "content": {"application/json": {}}}
    for one in map(HTTPStatus, (400, 401, 403, 404, 409, 413, 415, 429, 501, 503))
}


class Entering(BaseModel):
    token: str


def create(
    desk: Desk, *, hosts: frozenset[str], visitors: Visitors | None = None, log: Log | None = None, text: bool = False
) -> FastAPI:
    """The application at this desk, for browsers that call it by one of `hosts`; where `visitors` are given, for them
    only. `log` is told a line of JSON a request, with the words of questions where `text`.
    """
    # Its own pages of documentation load scripts from elsewhere.
    app = FastAPI(
        title="Regional Briefings",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_lifespan,
        responses=REFUSED,
    )
    app.state.desk = desk
    app.add_middleware(Guard, hosts=hosts, visitors=visitors)
    app.add_middleware(Observer, numbers=desk.numbers, log=log, text=text)
    app.add_exception_handler(BriefingsError, _told)
    from assistant.surfaces.openai_api import routes as chat  # OpenAI's types take a second to import

    for routes in (asking, looking, adding, correcting, remarking, drafting, chat):
        app.include_router(routes.router)
    app.mount("/page", StaticFiles(directory=PAGE))
    _doors(app)
    app.state.tools = _tools(app, desk)
    return app


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """A pool of threads of a known size for the whole chain, everything loaded before it is asked for, and what is
    handed over worked through.
    """
    desk: Desk = app.state.desk
    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="briefings")
    asyncio.get_running_loop().set_default_executor(pool)
    warming = asyncio.create_task(asyncio.to_thread(desk.warm))
    working = asyncio.create_task(desk.intake.work())
    async with app.state.tools or contextlib.nullcontext():
        yield
    desk.intake.leave()
    await working
    await warming


def _tools(app: FastAPI, desk: Desk) -> contextlib.AbstractAsyncContextManager[None] | None:
    """The archive's tools over HTTP, where their extra is installed; what has to be open while they are called."""
    try:
        from assistant.surfaces.mcp.over_http import tools_of
    except ImportError:
        return None
    route, running = tools_of(desk.assistant, desk.library, TOOLS)
    app.router.routes.append(route)
    return running


async def _told(_: Request, error: Exception) -> JSONResponse:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    return JSONResponse({"error": str(error)}, status)


def _doors(app: FastAPI) -> None:
    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/ready")
    async def ready(desk: AtDesk, response: Response) -> dict[str, str]:
        response.status_code = 200 if desk.ready else 503
        if desk.failure is not None:
            return {"status": "failed", "error": str(desk.failure)}
        return {"status": "ready" if desk.ready else "loading"}

    @app.get(NUMBERS, include_in_schema=False)
    async def numbers(desk: AtDesk) -> Response:
        return Response(desk.numbers.text(), media_type=CONTENT_TYPE_LATEST)

    @app.get("/api/session")
    async def session(request: Request) -> dict[str, Any]:
        """Who is in, and whether a token is asked for."""
        return {"user": request.state.user, "open": request.state.sessions is None}

    @app.post("/api/session")
    async def enter(request: Request, response: Response, entering: Entering) -> dict[str, Any]:
        sessions = request.state.sessions
        begun = await run_in_threadpool(sessions.begin, entering.token.strip()) if sessions else None
        if begun is None:
            response.status_code = 401
            return {"error": "nobody has this token"}
        # What the browser speaks, and not what the proxy before this server does.
        secure = request.headers.get("origin", "").startswith("https:")
        response.set_cookie(COOKIE, begun[0], SESSION_SECONDS, httponly=True, samesite="strict", secure=secure)
        return {"user": begun[1], "open": False}

    @app.delete("/api/session", status_code=204)
    async def leave(request: Request, response: Response) -> None:
        if request.state.sessions is not None:
            await run_in_threadpool(request.state.sessions.end, request.cookies.get(COOKIE, ""))
        response.delete_cookie(COOKIE)

    @app.get("/", include_in_schema=False)
    @app.get("/c/{name}", include_in_schema=False)
    @app.get("/people", include_in_schema=False)
    @app.get("/archive", include_in_schema=False)
    @app.get("/drafts", include_in_schema=False)
    @app.get("/drafts/{name}", include_in_schema=False)
    async def page() -> FileResponse:
        """One page, whatever its address: which part of it shows is the page's own matter."""
        return FileResponse(PAGE / "index.html")
