"""Made-up articles for dedupe and cluster: what happened, told again in other words."""

from collections.abc import Sequence

from events.ids import make_id
from events.reports import ArticleReported, Claim, Passage, Place, Report, When
from processors.report.evidence import evidence_of
from processors.report.shingles import passage_of

TOWNS = {
    "Norrvik": (901, "NV", 60.1, 17.2),
    "Calbera": (902, "CB", 41.3, 2.9),
    "Teshkala": (903, "TK", 43.2, 76.1),
    "Oduma": (904, "OD", 6.4, 7.5),
}


def town(name: str, precision: int = 1) -> Place:
    geoname, country, lat, lon = TOWNS[name]
    return Place(name=name, geoname_id=geoname, country=country, lat=lat, lon=lon, precision=precision, admin1_code="01")


def report(
    article_id: str,
    ordinal: int,
    text: str,
    kind: str = "explosion",
    place: str = "",
    day: str = "",
    killed: int | None = None,
    title: str = "",
) -> Report:
    claims = () if killed is None else (Claim(field="killed", quote=str(killed), start=0, end=1, best=killed),)
    return Report(
        id=make_id("report", article_id, ordinal),
        ordinal=ordinal,
        event_type=kind,
        text=text,
        spans=((0, len(text)),),
        title=title,
        place=town(place) if place else None,
        when=When(date_from=day, date_to=day, precision=1) if day else When(),
        claims=claims,
        evidence=evidence_of(title, text, "en"),
    )


def article(
    key: str,
    reports: Sequence[Report] | None = None,
    *,
    text: str = "",
    version: int = 1,
    fetched: int = 1,
    source: str = "",
    published: str = "",
    title: str = "",
) -> ArticleReported:
    """An article version; `key` names the article and its publisher, `version` and `fetched` are small numbers."""
    article_id = make_id("article", key)
    told = tuple(reports if reports is not None else [report(article_id, 0, text)])
    whole = text or "\n".join(r.text for r in told)
    passages: list[Passage] = [passage_of(article_id, whole), *(passage_of(r.id, r.text, r.id) for r in told)]
    return ArticleReported(
        id=make_id("reported", key, version, fetched, source),
        article_id=article_id,
        version=make_id("version", key, version),
        source=source or key,
        publisher=key,
        fetched_at=f"2026-01-{fetched:02d}T00:00:00.000Z",
        title=title,
        published=published,
        characters=len(whole),
        reports=told,
        passages=tuple(passages),
    )
