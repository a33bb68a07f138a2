"""Write the layers of an article folder from its article and decisions. Usage: make_article.py FOLDER"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.review import layers, open_folder

if __name__ == "__main__":
    target = Path(sys.argv[1])
    for name, text in layers(open_folder(target)).items():
        (target / f"{name}.ttl").write_text(text, "utf-8", newline="\n")
