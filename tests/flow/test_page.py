"""The API and the pages on a real database: what they answer, and that nothing a stranger wrote becomes markup."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from httpx import Client
from sqlalchemy import Engine

from console.api import create_app
from console.page.words import web
from eventlog.open_log import open_log
from events.incidents import Figure, Incident, IncidentsDecided
from events.reports import Claim, Place, When
from sinks.incident_sink import IncidentSink
from sinks.schema import promote
from sinks.store import open_store
from tests.support.decisions import TOPIC, History, placed, put
from tests.support.served import served

PAYLOADS = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "'\"><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus=alert(1) x='",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "{{ 7 * 7 }}{% for x in y %}",
    "</p></li></ol><style>*{display:none}</style>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202e<script>\u2028alert(1)</script>",
    "<!--", "]]>", "<![CDATA[<script>alert(1)</script>]]>", "<script\x0c>alert(1)</script>", "\x00<script>alert(1)</script>",
]  # fmt: skip
ADDRESSES = [
    "javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,<script>",
    "vbscript:x", "file:///etc/passwd", "//evil.example/x", "http:", "https://", "https://[bad", 'https://e.example/"onclick="x',
    "ftp://e.example/", "",
]  # fmt: skip


class Markup(HTMLParser):
    """Every tag with its attributes, and the text between."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def filled(tmp_path: Path, store_18: Engine) -> Engine:
    history = History(seed=1)
    history.grow(60)
    follows, decisions = history.decisions[-1].id, []
    for number, payload in enumerate(PAYLOADS):
        decisions.append(strange(number, payload, follows))
        follows = decisions[-1].id
    log = open_log(f"sqlite:///{tmp_path / 'log.db'}")
    put(log, [*history.decisions, *decisions])
    sink = IncidentSink(log, engine=store_18, generation="g1", topic=TOPIC)
    while sink.run_batch():
        pass
    promote(store_18, "g1", datetime.now(UTC))
    log.close()
    return store_18


@pytest.fixture
def client(filled: Engine) -> Iterator[Client]:
    with served(create_app(filled)) as opened:
        yield opened


def strange(number: int, payload: str, follows: str) -> IncidentsDecided:
    """An incident with the payload in every place that a stranger can write to."""
    identity = f"strange-{number}"
    base = placed(identity, identity, random.Random(number))
    place = Place(name=payload, geoname_id=1, country=payload, lat=0.0, lon=0.0, precision=1, admin1=payload, below=payload)
    claim = Claim(field=payload, quote=payload, start=0, end=1, text=payload, speaker=payload, as_of=payload)
    report = msgspec.structs.replace(base.report, text=payload, title=payload, event_type=payload, claims=(claim,), place=place)
    line = Incident(
        id=identity, event_type=payload, title=payload, when=When(month_day=payload), place=place, status=payload,
        figures={payload: Figure(best=1, low=1, high=2)}, reports=1, publishers=1,
    )  # fmt: skip
    story = msgspec.structs.replace(
        base, report=report, article_title=payload, publisher=payload, source=payload, published=payload, language=payload,
        url=ADDRESSES[number % len(ADDRESSES)],
    )  # fmt: skip
    return IncidentsDecided(id=identity, follows=follows, incidents=(line,), reports=(story,))


ALLOWED = {
    "html", "head", "meta", "title", "link", "body", "a", "header", "div", "span", "main", "h1", "h2", "h3", "p", "ul", "ol",
    "li", "form", "label", "input", "select", "option", "button", "b", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th",
    "td", "blockquote", "details", "summary", "time", "code", "footer", "article",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "name", "content", "rel", "href", "class", "id", "method", "action", "role", "type", "value",
    "placeholder", "selected", "dir", "scope", "aria-label", "tabindex",
}  # fmt: skip


def check_markup(page: str) -> Markup:
    markup = Markup(page)
    for tag, attributes in markup.tags:
        assert tag in ALLOWED, tag
        assert set(attributes) <= ATTRIBUTES, attributes
        assert tag != "meta" or not attributes.get("http-equiv")
        address = attributes.get("href") or ""
        assert address == web(address) or address.startswith(("/", "#")), address
        assert not address.startswith("//")
        if tag == "a" and address.startswith("http"):
            assert attributes["rel"] == "noopener noreferrer nofollow"
    return markup


def test_nothing_a_stranger_wrote_becomes_markup(client: Client) -> None:
    listed = check_markup(client.get("/?limit=200").text)
    for number, payload in enumerate(PAYLOADS):
        shown = payload.replace("\0", "\ufffd").replace("\x0c", " ")
        page = check_markup(client.get(f"/incidents/strange-{number}").text)
        for text in (page.text, listed.text):
            assert shown.split("\u2028")[0] in text.replace("\x0c", " "), shown
        back = check_markup(client.get("/", params={"words": payload, "kind": payload, "country": payload}).text)
        assert any(a.get("value") == payload for t, a in back.tags if t == "input") or "\0" in payload


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_addresses_of_the_web_are_links(address: str) -> None:
    assert web(address) == (address if address.startswith("https://e.example") else "")


@pytest.mark.parametrize("path", ["/", "/incidents/strange-0", "/style.css", "/api/incidents", "/nowhere", "/incidents/nobody"])
def test_every_answer_forbids_what_it_need_not_allow(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_an_answer_that_is_known_is_not_sent_again(client: Client) -> None:
    for path in ("/", "/api/incidents", "/api/incidents/strange-1", "/style.css"):
        first = client.get(path)
        assert first.status_code == 200
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_list_is_filtered_and_paged(client: Client) -> None:
    everything, path = [], "/api/incidents?limit=20"
    while path:
        answer = client.get(path).json()
        everything += answer["incidents"]
        path = answer["next"]
    ids = {i["id"] for i in everything}
    assert len(ids) == len(everything) > 20

    def found(**asked: str) -> set[str]:
        return {i["id"] for i in client.get("/api/incidents", params={"limit": "200", **asked}).json()["incidents"]}

    assert found() == ids
    assert found(kind="fire") == {i["id"] for i in everything if i["event_type"] == "fire"}
    assert found(country="pl") == {i["id"] for i in everything if i["place"] and i["place"]["country"] == "PL"}
    dated = [i for i in everything if i["date_from"]]
    assert found(since="2024-06-01", until="2024-06-15") == {
        i["id"] for i in dated if "2024-06-01" <= i["date_from"] <= "2024-06-15"
    }
    assert found(bbox="18,54,19,55") == found(country="pl")
    assert found(bbox="170,-90,-60,90") == found(country="us"), "across the date line"
    assert found(as_of="2020-01-01T00:00:00Z") == set()
    assert found(as_of="2999-01-01T00:00:00Z") == ids


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("since=yesterday", "since: expected a date"), ("limit=0", "limit 0"), ("limit=x", "limit: expected"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=nan,0,0,0", "bbox"), ("cursor=abc", "cursor"), ("cursor=%00", "cursor"), ("as_of=2026-01-01", "zone"),
        ("as_of=now", "as_of"),
    ],
)  # fmt: skip
def test_a_bad_question_is_answered_with_what_is_expected(client: Client, asked: str, expected: str) -> None:
    answer = client.get(f"/api/incidents?{asked}")
    assert answer.status_code == 400
    assert expected in answer.json()["error"]
    assert client.get(f"/?{asked}").status_code == 400


def test_an_older_id_leads_to_the_incident(client: Client, filled: Engine) -> None:
    incidents = client.get("/api/incidents?limit=200").json()["incidents"]
    many = client.get(f"/api/incidents/{next(i['id'] for i in incidents if i['report_count'] > 1)}").json()
    other = next(r["id"] for r in many["reports"] if r["id"] != many["id"])
    for path in ("/api/incidents/", "/incidents/"):
        answer = client.get(path + other)
        assert (answer.status_code, answer.headers["location"]) == (307, path + many["id"])
    assert client.get("/api/incidents/nobody").status_code == 404
    assert client.get("/api/incidents/nobody").json()["status"] == 404


def test_reading_is_all_that_can_be_done(client: Client) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, "/api/incidents").status_code == 405


def test_health_and_a_database_that_is_down(client: Client) -> None:
    assert client.get("/healthz").json()["generation"] == "g1"
    engine = open_store("postgresql://me:hush@127.0.0.1:9/none")
    with served(create_app(engine)) as cut:
        for path in ("/", "/healthz", "/api/incidents"):
            answer = cut.get(path)
            assert answer.status_code == 503
            assert "hush" not in answer.text
            assert "127.0.0.1" not in answer.text
    engine.dispose()
