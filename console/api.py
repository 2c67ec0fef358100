"""HTTP, read-only: the incidents as JSON and as pages. What is shown comes from strangers: console.headers, console.page."""

import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any, TypeVar
from urllib.parse import urlencode

import msgspec
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from console import queries
from console.headers import HEADERS, SecurityHeaders
from console.page import STYLE, render
from console.queries import BadQuery, Filters
from events.errors import StoreUnavailable

logger = logging.getLogger(__name__)
T = TypeVar("T")
_encode = msgspec.json.Encoder(order="deterministic").encode
FILTERS = ("since", "until", "kind", "country", "words", "bbox", "as_of")


def create_app(engine: Engine) -> Starlette:
    """The application. It holds the engine and nothing else; whoever serves it closes the engine."""
    app = Starlette(
        routes=[
            Route("/", front_page),
            Route("/incidents/{id}", incident_page),
            Route("/style.css", style),
            Route("/api/incidents", api_incidents),
            Route("/api/incidents/{id}", api_incident),
            Route("/healthz", healthz),
        ],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={
            HTTPException: said_http,
            BadQuery: said_bad_query,
            StoreUnavailable: said_unavailable,
            Exception: said_failure,
        },
    )
    app.state.engine = engine
    return app


def api_incidents(request: Request) -> Response:
    """GET /api/incidents: `incidents` and the path of the `next` page, null on the last."""
    page = _page_of(request)
    following = f"/api/incidents?{_query(request, cursor=page.next)}" if page.next else None
    return _json(request, {"incidents": page.items, "next": following})


def api_incident(request: Request) -> Response:
    """GET /api/incidents/{id}; an older id of it redirects."""
    found = _incident_of(request, "/api/incidents/")
    return found if isinstance(found, Response) else _json(request, found)


def healthz(request: Request) -> Response:
    """GET /healthz: 200 and the counts, 503 when the database can't be reached."""
    return _json(request, {"status": "ok", **queries.counts(request.app.state.engine)})


def front_page(request: Request) -> Response:
    """GET /: the list with its form."""
    page = _page_of(request)
    engine = request.app.state.engine
    content = render(
        "list.html",
        incidents=page.items,
        older=f"/?{_query(request, cursor=page.next)}" if page.next else "",
        asked=dict(request.query_params),
        filtered=any(request.query_params.get(name) for name in FILTERS),
        choices=queries.choices(engine),
        counts=queries.counts(engine),
    )
    return _answer(request, content, "text/html; charset=utf-8")


def incident_page(request: Request) -> Response:
    """GET /incidents/{id}: who claims what, side by side."""
    found = _incident_of(request, "/incidents/")
    if isinstance(found, Response):
        return found
    return _answer(request, render("incident.html", incident=found), "text/html; charset=utf-8")


def style(request: Request) -> Response:
    """GET /style.css."""
    return _answer(request, STYLE, "text/css; charset=utf-8")


def said_http(request: Request, error: Exception) -> Response:
    """404, 405 and the like."""
    assert isinstance(error, HTTPException)
    words = "There is nothing at this address. It may have been withdrawn." if error.status_code == 404 else error.detail
    return _failure(request, error.status_code, words, error.headers)


def said_bad_query(request: Request, error: Exception) -> Response:
    """400, with what is expected."""
    return _failure(request, 400, str(error))


def said_unavailable(request: Request, error: Exception) -> Response:
    """503; where the database is stands in the log alone."""
    logger.error("the database can't be read", extra={"error": str(error)})
    return _failure(
        request, 503, "The database can't be reached just now. Nothing is lost; try again in a minute.", {"Retry-After": "30"}
    )


def said_failure(request: Request, error: Exception) -> Response:
    """500; the trace is in the log."""
    return _failure(request, 500, "Something went wrong here. It has been noted in the log.", HEADERS)


def _page_of(request: Request) -> queries.Page:
    asked = request.query_params
    filters = Filters(
        since=_read(asked, "since", date.fromisoformat, "a date like 2026-01-31"),
        until=_read(asked, "until", date.fromisoformat, "a date like 2026-01-31"),
        kind=asked.get("kind", ""),
        country=asked.get("country", ""),
        words=asked.get("words", ""),
        bbox=_read(asked, "bbox", _box, "west,south,east,north in degrees"),
        as_of=_read(asked, "as_of", datetime.fromisoformat, "a time like 2026-01-31T12:00:00Z"),
    )
    limit = _read(asked, "limit", int, f"a number from 1 to {queries.MOST}")
    return queries.incidents(
        request.app.state.engine, filters, limit=50 if limit is None else limit, cursor=asked.get("cursor", "")
    )


def _read(asked: Mapping[str, str], name: str, parse: Callable[[str], T], expected: str) -> T | None:
    value = asked.get(name, "").strip()
    if not value:
        return None
    try:
        return parse(value)
    except (ValueError, OverflowError) as error:
        raise BadQuery(f"{name}: expected {expected}, not {value[:60]!r}") from error


def _box(value: str) -> tuple[float, float, float, float]:
    west, south, east, north = (float(part) for part in value.split(","))
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError(value)
    return west, south, east, north


def _query(request: Request, cursor: str) -> str:
    kept = [(name, value) for name, value in request.query_params.multi_items() if name in (*FILTERS, "limit") and value]
    return urlencode([*kept, ("cursor", cursor)])


def _incident_of(request: Request, path: str) -> dict[str, Any] | Response:
    asked = request.path_params["id"]
    found = queries.incident(request.app.state.engine, asked)
    if found is None:
        raise HTTPException(404)
    return found if found["id"] == asked else RedirectResponse(path + found["id"], status_code=307)


def _json(request: Request, value: object) -> Response:
    return _answer(request, _encode(value), "application/json")


def _answer(request: Request, content: bytes, media_type: str) -> Response:
    """Says 304 to who has it already. The tag is weak, since a proxy may compress the answer."""
    tag = f'W/"{sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    known = [part.strip() for part in request.headers.get("if-none-match", "").split(",")]
    if tag in known or tag.removeprefix("W/") in known or known == ["*"]:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


def _failure(request: Request, status: int, words: str, headers: Mapping[str, str] | None = None) -> Response:
    if request.url.path.startswith(("/api/", "/healthz")):
        return Response(_encode({"error": words, "status": status}), status, headers, "application/json")
    return Response(render("message.html", status=status, words=words), status, headers, "text/html; charset=utf-8")
