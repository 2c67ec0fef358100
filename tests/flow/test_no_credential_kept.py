"""Feeds with passwords and tokens go the whole way; then no log line, error, file or table holds one of them."""

import base64
import io
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from console.cli import main as run
from eventlog.open_log import open_log
from events.codec import decode
from events.documents import DocumentFetched
from sinks.store import open_store
from tests.support.hostile import Hostile, http
from tests.support.postgres import Server

PASSWORD, TOKEN, KEY = "hunter22-pw", "tok3n-Zq81x", "9f86d081884c7d659a2feaa0c55ad015"
BASIC = base64.b64encode(f"desk:{PASSWORD}".encode()).decode()
SECRETS = [PASSWORD, TOKEN, KEY, BASIC]
STORY = (
    "Five people were killed and 12 were injured on 3 March 2024 when a dam burst above the town of Larne in Northern Ireland. "
    "The water swept away a bridge, the mayor said. Rescuers searched the valley until the evening."
)
SETTINGS = """
data = "var"
[database]
url = "{database}"
[ingest]
sources = "sources.toml"
allow = "127.0.0.0/8"
[logging]
level = "debug"
"""


def feed(link: str, echo: str) -> bytes:
    return f"""<rss version="2.0"><channel><title>Harbour {echo}</title><link>{link}</link>
<item><title>Dam bursts above Larne, five killed</title><link>{link}</link><guid isPermaLink="false">{echo}-1</guid>
<pubDate>Sun, 03 Mar 2024 18:00:00 GMT</pubDate><author>{echo}</author>
<description>Read it at {link} with {echo}</description></item></channel></rss>""".encode()


def asking(answer: bytes) -> Callable[[socket.socket, str], bytes]:
    """Gives `answer` to who knows the password."""

    def check(connection: socket.socket, request: str) -> bytes:
        known = f"Authorization: Basic {BASIC}" in request
        return answer if known else http(b"", "401 Unauthorized", 'WWW-Authenticate: Basic realm="desk"')

    return check


class Desk(Hostile):
    """Pages behind a password, beside open ones."""

    def __init__(self) -> None:
        super().__init__()
        self.closed: dict[str, Callable[[socket.socket, str], bytes]] = {}

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            request = connection.recv(65536).decode("latin-1")
            if not request:
                return
            self.heard.append(request)
            path = request.split(" ")[1]
            page = self.pages.get(path, http(b"", "404 Not Found"))
            assert isinstance(page, bytes)
            connection.sendall(self.closed[path](connection, request) if path in self.closed else page)


@pytest.fixture
def site() -> Iterator[Desk]:
    with Desk() as made:
        page = http(f"<html><body><article><p>{STORY}</p></article></body></html>".encode(), "200 OK", "Content-Type: text/html")
        xml = "Content-Type: application/rss+xml"
        user = made.url("/closed/1", f"desk:{PASSWORD}@127.0.0.1")
        made.closed["/closed.xml"] = asking(http(feed(user, PASSWORD), "200 OK", xml))
        made.closed["/closed/1"] = asking(page)
        made.pages[f"/token.xml?token={TOKEN}"] = http(feed(made.url(f"/open/1?p=1&t={TOKEN}"), TOKEN), "200 OK", xml)
        made.pages["/open/1?p=1"] = page
        made.pages[f"/{KEY}/rss"] = http(feed(made.url(f"/{KEY}/1"), KEY), "200 OK", xml)
        made.pages[f"/old.xml?api_key={TOKEN}"] = http(b"", "301 Moved", f"Location: /token.xml?token={TOKEN}")
        made.pages[f"/busy.xml?sig={TOKEN}"] = http(b"", "503 Busy", f"Location: /x?token={TOKEN}")
        made.pages[f"/broken.xml?auth={TOKEN}"] = http(f"<rss {TOKEN}".encode(), "200 OK", xml)
        made.pages[f"/circle.xml?key={TOKEN}"] = http(b"", "302 Found", f"Location: /circle.xml?key={TOKEN}")
        yield made


def sources(site: Desk) -> dict[str, str]:
    return {
        "closed": site.url("/closed.xml", f"desk:{PASSWORD}@127.0.0.1"),
        "token": site.url(f"/token.xml?token={TOKEN}"),
        "path": site.url(f"/{KEY}/rss"),
        "moved": site.url(f"/old.xml?api_key={TOKEN}"),
        "busy": site.url(f"/busy.xml?sig={TOKEN}", f"desk:{PASSWORD}@127.0.0.1"),
        "broken": site.url(f"/broken.xml?auth={TOKEN}"),
        "circle": site.url(f"/circle.xml?key={TOKEN}"),
        "refused": f"http://desk:{PASSWORD}@10.0.0.1/rss?token={TOKEN}",
        "nowhere": f"http://desk:{PASSWORD}@127.0.0.1:1/{KEY}/rss?token={TOKEN}",
    }


class Installed:
    """A folder with sources and settings; everything that its commands said, on both streams."""

    def __init__(self, folder: Path, gazetteer: Path, database: str, urls: dict[str, str]) -> None:
        self.folder, self.said = folder, ""
        (folder / "var").mkdir()
        (folder / "var" / gazetteer.name).symlink_to(gazetteer)
        (folder / "sitrep.toml").write_text(SETTINGS.format(database=database))
        rows = [f'[[source]]\nname = "{name}"\nkind = "feed"\nurl = "{url}"\n' for name, url in urls.items()]
        (folder / "sources.toml").write_text("\n".join(rows))

    def sitrep(self, *arguments: str) -> str:
        out = io.TextIOWrapper(io.BytesIO(), "utf-8")
        with redirect_stdout(out), redirect_stderr(out), pytest.raises(SystemExit):
            run(["--config", str(self.folder / "sitrep.toml"), *arguments])
        out.flush()
        said: str = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
        self.said += said
        return said


def rows_of(engine: Engine) -> str:
    """All of the database, as text."""
    found = []
    with engine.connect() as connection:
        names = connection.execute(
            text(
                "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE' "
                "AND table_schema NOT IN ('pg_catalog', 'information_schema')"
            )
        ).all()
        for schema, table in names:
            found += [str(row[0]) for row in connection.execute(text(f'SELECT t::text FROM "{schema}"."{table}" t'))]
    return "\n".join(found)


def raw(folder: Path) -> list[DocumentFetched]:
    log = open_log(f"sqlite:///{folder}/var/log.db")
    width = log.topics()["raw"]
    found = [decode(record.value) for partition in range(width) for record in log.read("raw", partition, 0, 1000)]
    log.close()
    return [event for event in found if isinstance(event, DocumentFetched)]


def test_no_credential_is_said_or_kept(
    site: Desk, tmp_path: Path, built_gazetteer: Path, postgres_servers: dict[Any, Server]
) -> None:
    engine = postgres_servers["18"].new_database()
    url = engine.url.render_as_string(hide_password=False)
    engine.dispose()
    installed = Installed(tmp_path, built_gazetteer, url, sources(site))
    printed = installed.sitrep("run", "--once")
    for command in (["list"], ["health"], ["check"], ["export"]):
        installed.sitrep("sources", *command)
        installed.sitrep("sources", *command, "--json")
    for command in (
        ["status"],
        ["doctor"],
        ["tail", "raw", "-n", "50"],
        ["incidents", "list"],
        ["dead", "list"],
        ["sources", "pause", "closed"],
    ):
        installed.sitrep(*command)
    installed.sitrep("sources", "add", "feed", "another", sources(site)["broken"])
    installed.sitrep("sources", "add", "feed", "bad", f"http://desk:{PASSWORD}@:x/?token={TOKEN}", "--execute")

    documents = {document.source: document for document in raw(tmp_path)}
    assert set(documents) == {"closed", "token", "path", "moved"}, "they were read indeed: " + printed
    pages = {name: bool(document.page) for name, document in documents.items()}
    assert pages == {"closed": True, "token": True, "path": False, "moved": True}
    assert documents["token"].url == site.url("/open/1?p=1")
    assert any(f"/closed/1 HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\n" in r and BASIC in r for r in site.heard)
    for name in sources(site):
        assert re.search(rf"\b{name}\b", installed.said), f"nothing was said of {name}"

    kept = {path.name: path.read_bytes() for path in (tmp_path / "var").rglob("*") if path.is_file() and not path.is_symlink()}
    assert {"log.db", "ingest.db"} <= set(kept)
    store = open_store(url)
    tables = rows_of(store)
    store.dispose()
    assert "Larne" in tables
    for secret in SECRETS:
        assert secret not in installed.said, installed.said[max(0, installed.said.find(secret) - 300) :][:400]
        assert secret not in tables
        for name, data in kept.items():
            assert secret.encode() not in data, name
        for document in documents.values():
            assert document.page is None or secret.encode() not in base64.b64decode(document.page.body)
