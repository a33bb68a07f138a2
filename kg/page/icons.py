"""The signs of the page, as paths on a field of 24 by 24, drawn as lines two wide."""

from __future__ import annotations

__all__ = ["ICONS"]

ICONS: dict[str, str] = {
    # Kinds, as in the picture: a card with a bar, a folded note, a pill, a hexagon.
    "claim": "M3 5h18v14H3z M6 5v14",
    "example": "M3 4h13l5 5v11H3z M16 4v5h5",
    "entity": "M8 6h8a6 6 0 0 1 0 12H8A6 6 0 0 1 8 6z",
    "verdict": "M6 5h12l4 7-4 7H6l-4-7z",
    "definition": "M5 4h14v16H5z M9 9h6 M9 13h6",
    "summary": "M3 5h18v14H3z M3 12h18 M12 5v14",
    "alternative": "M5 21V4 M5 5h13l-3 4 3 4H5",
    "dimension": "M3 6h18 M3 12h18 M3 18h18",
    "resource": "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16z",
    # Types of entities.
    "organization": "M4 21V5l8-3v19 M12 9h8v12 M2 21h20 M7 8h2 M7 12h2 M7 16h2 M15 13h2 M15 17h2",
    "software": "M8 6l-6 6 6 6 M16 6l6 6-6 6 M14 4l-4 16",
    "application": "M4 4h16v16H4z M4 9h16 M7 6.5h.5 M10 6.5h.5",
    "service": "M7 19h10a4.5 4.5 0 0 0 .8-8.9 6 6 0 0 0-11.6-1A5 5 0 0 0 7 19z",
    "model": "M12 3a3 3 0 1 1 0 6 3 3 0 0 1 0-6z M5 15a3 3 0 1 1 0 6 3 3 0 0 1 0-6z M19 15a3 3 0 1 1 0 6 3 3 0 0 1 0-6z"
    " M10.500 8.600l-4 6.800 M13.500 8.600l4 6.800 M8 18h8",
    "technique": "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8z M12 2v4 M12 18v4 M2 12h4 M18 12h4 M5 5l2.800 2.800"
    " M16.200 16.200L19 19 M19 5l-2.800 2.800 M7.800 16.200L5 19",
    "regulation": "M12 3v18 M7 21h10 M4 7h16 M4 7l-3 7h6z M20 7l-3 7h6z",
    "thing": "M12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14z",
    # Findings.
    "finding-verdict": "M4 12.500l5.500 5.500L20 7",
    "finding-unsupported": "M12 3.500a8.500 8.500 0 1 1 0 17 8.500 8.500 0 0 1 0-17z M6 18L18 6",
    "finding-mismatch": "M12 3L1.800 20.500h20.400z M12 9.500v5 M12 17.200v.6",
    # What else can be filtered by.
    "plus": "M12 5v14 M5 12h14",
    "minus": "M5 12h14",
    "layer": "M12 3l9 5-9 5-9-5z M3 13l9 5 9-5",
    # The page itself.
    "list": "M4 5h6 M10 12h10 M10 19h10 M6 5v14h4 M6 12h4",
    "more": "M4 6h16 M7 12h10 M10 18h4",
    "back": "M15 5l-7 7 7 7",
    "forward": "M9 5l7 7-7 7",
    "loosen": "M2 12c3.300-8 6.700-8 10 0s6.700 8 10 0",
    "pin": "M9 3h6l-1 6 4 4H6l4-4z M12 13v8",
    "path": "M6 18a2 2 0 1 0 .010 0z M18 2a2 2 0 1 0 .010 0z M8 20h6a4 4 0 0 0 0-8h-4a4 4 0 0 1 0-8h6",
    "keyboard": "M8.500 9a3.500 3.500 0 1 1 5.200 3c-1.200.7-1.700 1.300-1.700 2.800 M12 18.500v.5",
    "search": "M10.500 4a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13z M15.500 15.500L21 21",
    "fit": "M4 9V4h5 M20 9V4h-5 M4 15v5h5 M20 15v5h-5",
    "zoom_in": "M12 5v14 M5 12h14",
    "zoom_out": "M5 12h14",
    "theme": "M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z",
    "download": "M12 4v11 M7 10.500l5 5 5-5 M4 20h16",
    "close": "M5 5l14 14 M19 5L5 19",
}
