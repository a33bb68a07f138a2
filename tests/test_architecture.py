"""The order of the modules and the habits of the library, read from its source."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "kg").rglob("*.py"))

#: A module imports from the rows above its own, never from its own row or from below. ``kg`` itself holds the version.
ROWS = [
    "errors resources",
    "namespaces sparql",
    "document",
    "extract",
    "assemble propose",
    "graph",
    "derive terms",
    "review",
    "catalogue",
    "query explain validate verify network export align",
    "compare consensus why show info analyse report",
    "page serve",
    "session",
    "cli",
]
ROW = {name: number for number, row in enumerate(ROWS) for name in row.split()}
#: What starts the command or is the face of the package, and so stands below everything.
LAST = {"__main__", "__init__"}


def dotted(path: Path) -> str:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return name.removesuffix(".__init__") if name != "kg.__init__" else name


def noun(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def imported(path: Path) -> set[str]:
    """The modules of ours that a file imports anywhere in it, ``kg.__init__`` for the package itself."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide where a name comes from"
            module = node.module or ""
            for alias in node.names:
                inner = ROOT / Path(*module.split("."), alias.name)
                is_module = inner.with_suffix(".py").is_file() or (inner / "__init__.py").is_file()
                found.add(f"{module}.{alias.name}" if is_module else module)
    ours = {name for name in found if name.split(".")[0] == "kg"}
    return {"kg.__init__" if name == "kg" else name for name in ours}


def test_there_are_sources_to_look_at():
    assert {"kg.errors", "kg.document", "kg.document.markup", "kg.cli"} <= {dotted(path) for path in SOURCES}


def test_every_module_has_its_place_in_the_order():
    assert {noun(dotted(path)) for path in SOURCES} - LAST <= set(ROW)


@pytest.mark.parametrize("path", SOURCES, ids=dotted)
def test_a_module_imports_only_from_the_rows_above_it(path: Path):
    name = noun(dotted(path))
    row = ROW.get(name, len(ROWS))
    for other in imported(path):
        if noun(other) == name or other == "kg.__init__":
            continue
        assert ROW[noun(other)] < row, f"{dotted(path)} imports {other}"


def test_no_import_leads_back_to_where_it_started():
    graph = {dotted(path): imported(path) - {"kg.__init__", dotted(path)} for path in SOURCES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:  # pragma: no cover - says which modules
        pytest.fail(f"import cycle: {' -> '.join(error.args[1])}")


def test_only_the_version_is_taken_from_the_package_itself():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "kg":
                names = {alias.name for alias in node.names}
                modules = {name for name in names if name in ROW}
                assert names - modules <= {"__version__"}, path


def test_no_module_is_a_drawer_for_odds_and_ends():
    assert not {path.stem for path in SOURCES} & {"utils", "util", "helpers", "helper", "misc", "tools"}


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if noun(dotted(path)) not in {"cli", "__main__"}], ids=dotted
)
def test_the_library_neither_prints_nor_exits(path: Path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in {"print", "exit", "quit", "sys.exit", "os._exit", "breakpoint", "click.echo"}, path
        if isinstance(node, ast.Attribute):
            assert ast.unparse(node) not in {"sys.stdout", "sys.stderr"}, path
        if isinstance(node, ast.Raise) and node.exc is not None:
            assert not ast.unparse(node.exc).startswith("SystemExit"), path


def test_what_is_heavy_is_not_imported_with_the_parts_that_every_command_needs():
    for name in ("errors", "resources", "namespaces", "sparql", "document", "graph", "terms", "catalogue", "query"):
        for path in SOURCES:
            if noun(dotted(path)) != name:
                continue
            for node in ast.parse(path.read_text("utf-8")).body:  # only what runs at import
                names = (
                    {alias.name for alias in node.names}
                    if isinstance(node, ast.Import)
                    else {node.module or ""}
                    if isinstance(node, ast.ImportFrom)
                    else set()
                )
                heavy = {"rdflib", "oxrdflib", "networkx", "pyvis", "pyshacl", "yaml", "rich", "IPython"}
                assert not {name.split(".")[0] for name in names} & heavy, path
