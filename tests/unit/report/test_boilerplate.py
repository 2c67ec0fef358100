"""What an outlet prints around an article is no evidence, tells of no incident, and leaves all offsets as they are."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.documents import ArticleRead
from events.reports import ArticleReported
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.sentences.split import split
from processors.report.step import Reporter
from processors.report.telling.boilerplate import body_of
from processors.report.telling.reading import read_all
from processors.report.words.lexicon import lexicon_of

STORY = {
    "en": "Two people were killed in a fire in Porto on Monday, police said.\nThe blaze began in a bakery.\nIt is out.",
    "ru": "Два человека погибли при пожаре в Кирове в понедельник, сообщили в МЧС.\nОгонь начался в пекарне.\nЕго потушили.",
    "uk": "Двоє людей загинули під час пожежі в Полтаві, повідомили рятувальники.\nВогонь почався в пекарні.\nЙого загасили.",
    "es": "Dos personas murieron en un incendio en Lugo, informó la policía.\nEl fuego empezó en una panadería.\nFue apagado.",
    "de": "Zwei Menschen starben bei einem Brand in Kassel, so die Polizei.\nEs begann in einer Bäckerei.\nDas Feuer ist aus.",
    "fr": "Deux personnes sont mortes dans un incendie à Limoges.\nLe feu a pris dans une boulangerie.\nIl a été éteint à midi.",
    "ar": "قتل شخصان في حريق في مدينة سوهاج، بحسب الشرطة.\nاندلعت النيران في مخبز.\nوتمت السيطرة على الحريق.",
}
AROUND = {
    "en": (
        "Please enable Javascript to watch this video",
        "(Photo: Quay Herald)",
        "Advertisement",
        "Anyone with information about the fatal shooting is asked to call Crime Stoppers at 555-222-8477.",
        "Ann Reporter contributed to this report.",
        "Copyright 2016 The Quay Herald. All rights reserved.",
        "© 2016 Quay Herald",
        "areporter@quayherald.example",
        "Download our app for breaking news alerts.",
        "RELATED: Three shot dead in Lyon",
        "Read more:\nTwelve killed as ferry sinks off Bari\nMan stabbed in Turin",
        "You must enter the characters with black color that stand out from the other characters",
    ),
    "ru": (
        "Фото: пресс-служба МЧС",
        "Подписывайтесь на наш телеграм-канал.",
        "Читайте также:\nТри человека погибли в ДТП под Пензой",
    ),
    "uk": ("Фото: ДСНС", "Підписуйтесь на наш канал.", "Читайте також:\nТроє людей загинули у ДТП під Сумами"),
    "es": ("Foto: Protección Civil", "Síganos en nuestras redes.", "Lea también:\nTres muertos en un tiroteo en Vigo"),
    "de": ("Foto: Feuerwehr", "Alle Rechte vorbehalten.", "Lesen Sie auch:\nDrei Tote bei Unfall in Fulda"),
    "fr": ("Photo : pompiers", "Abonnez-vous à notre infolettre.", "À lire aussi :\nTrois morts dans une fusillade à Nantes"),
    "ar": ("صورة: الدفاع المدني", "جميع الحقوق محفوظة.", "اقرأ أيضا:\nمقتل ثلاثة أشخاص في تصادم قرب طنطا"),
}
CASES = [(language, extra) for language, extras in AROUND.items() for extra in extras]


def body(text: str, language: str = "en", title: str = "") -> list[str]:
    sentences = split(text, lexicon_of(language, text))
    reads = read_all(sentences, [frozenset()] * len(sentences))
    kept = body_of(text, reads, title)
    assert [r.sentence.index for r in kept] == list(range(len(kept)))
    return [text[r.sentence.start : r.sentence.end] for r in kept]


@pytest.mark.parametrize(("language", "extra"), CASES, ids=[f"{lang}-{extra[:20]}" for lang, extra in CASES])
def test_it_is_left_out_below_and_above_a_story_of_each_language(language: str, extra: str) -> None:
    alone = body(STORY[language], language)
    assert len(alone) == 3
    assert body(f"{STORY[language]}\n{extra}", language) == alone
    assert body(f"{extra}\n\n{STORY[language]}", language) == alone or "\n" in extra


def test_a_headline_without_a_stop_below_the_end_is_no_part_of_the_story() -> None:
    assert body(f"{STORY['en']}\nPhotos of the week\nFive dead in Turin crash") == body(STORY["en"])
    assert body(f"{STORY['en']}\nFire in Porto", title="Fire in Porto") == body(STORY["en"])
    assert len(body("Two killed in Porto\nThree hurt in Lyon")) == 2, "a text of such lines has no body's end"


def test_a_lone_headline_of_another_kind_of_incident_is_a_link_to_other_news() -> None:
    link = "Three killed in protest outside the consulate of a neighbouring state in Karbala"
    assert body(f"{STORY['en']}\n{link}") == body(STORY["en"])
    assert body(f"{STORY['en']}\nThe protest began at the gate.\n{link}")[-1] == link, "the article tells of a protest too"


@pytest.mark.parametrize(
    "prose",
    [
        "Police said a Crime Stoppers tip provided the break in the case.",
        "He had signed the photo of his brother who was killed.",
        "Advertisements fell on a crowd, and three people were injured.",
        "More than twenty people were killed.",
        "Related charges were filed against two men on Friday.",
        "Video of the crash shows two cars, the mayor said.",
        "Readers of the newspaper gathered at the site of the fire.",
    ],
)
def test_prose_that_only_sounds_like_it_stays(prose: str) -> None:
    assert prose in body(f"{STORY['en']}\n{prose}\nThe cause is not known.")


def test_a_lead_that_lost_its_line_break_stays() -> None:
    text = (
        "Please enable Javascript to watch this video TULSA, Okla. - Two men were shot and killed outside a bar, police said. "
        "The gunman fled."
    )
    assert body(text) == [text.rsplit(" The", 1)[0], "The gunman fled."]


def test_a_document_of_nothing_else_keeps_what_it_has() -> None:
    assert body("All rights reserved.") == ["All rights reserved."]


def reported(text: str, built_gazetteer) -> ArticleReported:  # type: ignore[no-untyped-def]
    article = ArticleRead(
        id="a", article_id="a", version="1", key="a", source="desk", publisher="desk", fetched_at="", title="Fire in Porto",
        text=text, published="2016-03-09", language="en",
    )  # fmt: skip
    return Reporter(Gazetteer.open(built_gazetteer))(article)


def test_it_opens_no_incident_and_is_no_evidence(built_gazetteer) -> None:  # type: ignore[no-untyped-def]
    plain = reported(STORY["en"], built_gazetteer)
    around = "\n".join(AROUND["en"])
    framed = reported(f"Advertisement\n\n{STORY['en']}\n{around}", built_gazetteer)
    (story,), (found,) = plain.reports, framed.reports
    assert found.evidence == story.evidence
    assert (found.event_type, found.when, found.place) == (story.event_type, story.when, story.place)
    assert [(c.field, c.best) for c in found.claims] == [(c.field, c.best) for c in story.claims]
    assert [p.shingles for p in framed.passages] == [p.shingles for p in plain.passages]


def test_offsets_are_those_of_the_whole_text(built_gazetteer) -> None:  # type: ignore[no-untyped-def]
    text = f"Please enable Javascript to watch this video\n\n{STORY['en']}\nShare this story\nRelated:\nThree shot in Lyon"
    (found,) = reported(text, built_gazetteer).reports
    assert found.text == "\n".join(text[a:b] for a, b in found.spans) == STORY["en"]
    assert all(text[c.start : c.end] == c.quote for c in found.claims)


@given(st.lists(st.sampled_from([*STORY["en"].split("\n"), *AROUND["en"], "", "Related", "@", "©", "12"]), max_size=12))
def test_any_text_has_a_body(lines: list[str]) -> None:
    body("\n".join(lines))


def test_time_grows_with_the_length_alone() -> None:
    line = "Read more:\nMan stabbed in Turin\n"
    spent = []
    for times in (400, 1600):
        started = time.process_time()
        body(line * times)
        spent.append(time.process_time() - started)
    assert spent[1] < 12 * spent[0] + 0.1
