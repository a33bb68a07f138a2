"""The page's data without repetition: IRIs that stand in many places become places in a list; the scripts undo it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["packed"]

_ASSESSMENT = ("alternative", "polarity", "words", "claim")


def packed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the payload with numbers for the IRIs of its items, its properties and its types.

    ``sides``, ``dimension`` and the ends of links are places in ``items``, a link's ``property`` is a place in
    ``properties``, an item's ``type`` one in ``types``; a link has its ``id`` from its place. What is no item keeps
    its IRI.
    """
    items, links, portrait = data["items"], data["links"], data.get("portrait")
    place = {item["id"]: number for number, item in enumerate(items)}
    types = {item["type"]["iri"]: item["type"] for item in items if "type" in item}
    type_place = {iri: number for number, iri in enumerate(types)}
    properties = sorted(data["properties"])
    property_place = {iri: number for number, iri in enumerate(properties)}
    return {
        **data,
        "items": [_item(item, place, type_place) for item in items],
        "types": list(types.values()),
        "properties": [[iri, data["properties"][iri]] for iri in properties],
        "links": [
            {
                **{key: value for key, value in link.items() if key != "id"},
                "from": place[link["from"]],
                "to": place[link["to"]],
                "property": property_place[link["property"]],
            }
            for link in links
        ],
        "portrait": portrait
        and {
            language: {**picture, "cards": [[place[iri], card] for iri, card in picture["cards"].items()]}
            for language, picture in portrait.items()
        },
    }


def _item(item: Mapping[str, Any], place: Mapping[str, int], types: Mapping[str, int]) -> dict[str, Any]:
    found = dict(item)
    if "sides" in item:
        found["sides"] = _places(item["sides"], place)
    if "dimension" in item:
        found["dimension"] = place.get(item["dimension"], item["dimension"])
    if "type" in item:
        found["type"] = types[item["type"]["iri"]]
    if "assessments" in item:
        found["assessments"] = [
            {
                key: place.get(value, value) if key in {"alternative", "claim"} else value
                for key, value in assessment.items()
                if key in _ASSESSMENT and value is not None
            }
            for assessment in item["assessments"]
        ]
    return found


def _places(iris: Iterable[str], place: Mapping[str, int]) -> list[int | str]:
    return [place.get(iri, iri) for iri in iris]
