"""Short made-up news stories for tests: several reports of one incident, in other words, by other publishers."""

import random
from datetime import date, timedelta
from typing import NamedTuple

TOWNS = (
    "Toledo, Ohio", "Fresno, California", "Leipzig, Germany", "Zaragoza, Spain", "Odesa, Ukraine", "Voronezh, Russia",
    "Lyon, France", "Basra, Iraq", "Durban, South Africa", "Recife, Brazil", "Nagpur, India", "Gdynia, Poland",
)  # fmt: skip
NAMES = ("Maria Hoffmann", "Dennis Walker", "Pavel Orlov", "Lucia Ferrer", "Samir Haddad", "Joana Ribeiro", "Ravi Deshmukh")
STREETS = ("Mill Street", "Station Road", "Harbour Avenue", "Garden Lane", "Chapel Street")
PUBLISHERS = ("The Morning Courier", "Evening Standard Wire", "Radio Nine", "The Observer of Record", "City Desk")


class Kind(NamedTuple):
    """Three ways of telling one kind of incident; {…} are the facts."""

    name: str
    tellings: tuple[str, str, str]


KINDS = (
    Kind("shooting", (
        "{killed} people were killed and {injured} wounded in a shooting on {street} in {town} on {day}, police said. "
        "Gunfire broke out outside a bar shortly before midnight. {name}, who lives nearby, heard a dozen shots.",
        "A gunman opened fire in {town} on {day}, killing {killed} people. {injured} others were shot and taken to hospital. "
        "Officers closed {street} for hours. Witness {name} said that the gunman fled on foot.",
        "Police in {town} are looking for the gunman who shot {injured} people and killed {killed} more on {street} on {day}. "
        "{name} told reporters that the victims had been standing outside a bar.",
    )),
    Kind("fire", (
        "A fire tore through a warehouse on {street} in {town} on {day}, killing {killed} workers and injuring {injured}. "
        "Firefighters needed nine hours to put out the flames, fire chief {name} said.",
        "{killed} workers died when a warehouse burned down in {town} on {day}. {injured} others suffered burns. "
        "The blaze on {street} sent smoke across the city, according to {name}.",
        "Investigators are searching the ruins of the burned warehouse on {street} in {town}, where a blaze on {day} left "
        "{killed} dead and {injured} injured. {name} of the fire service said that wiring was a possible cause.",
    )),
    Kind("collapse", (
        "An apartment building collapsed on {street} in {town} on {day}. {killed} residents were killed and {injured} "
        "pulled injured from the rubble, rescue leader {name} said.",
        "Rescuers in {town} are digging through the rubble of a collapsed apartment building. The house on {street} came down on {day}; "
        "{killed} bodies were found and {injured} people injured. {name} survived on the third floor.",
        "{killed} people died and {injured} were injured when a residential building collapsed on {day} in {town}. "
        "Cracks had been seen in the walls on {street} for months, said tenant {name}.",
    )),
    Kind("flood", (
        "Flash floods in {town} on {day} killed {killed} people and injured {injured}, officials said. Water stood two metres high on {street}. "
        "Mayor {name} asked residents to stay on the upper floors.",
        "Heavy rain flooded {town} on {day}. {killed} people drowned, {injured} were injured and hundreds lost their homes. "
        "{name}, the mayor, said that {street} was the worst hit.",
        "The flood that hit {town} on {day} left {killed} dead and {injured} injured. Volunteers with boats took people off the roofs of {street}, "
        "said {name}.",
    )),
)  # fmt: skip


class Story(NamedTuple):
    """One article. `incident` is what it truly is about."""

    incident: int
    title: str
    text: str
    published: str
    publisher: str


def stories(incidents: int, seed: int) -> list[Story]:
    """One to three reports of each of so many incidents, in order of publication."""
    rng = random.Random(seed)
    out: list[Story] = []
    for number in range(incidents):
        kind, happened = rng.choice(KINDS), date(2023, 1, 1) + timedelta(days=rng.randrange(900))
        facts = {
            "town": rng.choice(TOWNS), "street": f"{rng.randrange(2, 400)} {rng.choice(STREETS)}", "name": rng.choice(NAMES),
            "killed": rng.randrange(2, 9), "injured": rng.randrange(2, 30), "day": f"{happened:%B} {happened.day}, {happened.year}",
        }  # fmt: skip
        for telling in rng.sample(kind.tellings, rng.randrange(1, 4)):
            published = happened + timedelta(days=rng.randrange(1, 5))
            text = telling.format(**facts)
            out.append(Story(number, text.split(".")[0], text, published.isoformat(), rng.choice(PUBLISHERS)))
    return sorted(out, key=lambda s: (s.published, s.text))
