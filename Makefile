# The first Python at hand that is new enough; set PYTHON to choose another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
BIN := .venv/bin
# Demo, tests and benchmarks start many processes, which all would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-long test-properties test-huge check article docs pictures bench bench-full clean

demo: .venv/installed
	$(BIN)/kg compare
	$(BIN)/kg view -o claimgraph.html

test: .venv/tested
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow and not huge"

# Those that take longer: pages in every state, big pages, all stored queries in rdflib; in a whole Chromium.
test-long: .venv/tested
	BROWSER=chromium $(BIN)/python -m pytest -n auto --dist worksteal -m slow

# Every property again, on many more examples.
test-properties: .venv/tested
	$(BIN)/python -m pytest -n auto --dist worksteal -m "hypothesis and not slow and not huge" --hypothesis-profile long

# Those that take minutes: 100,000 nodes, thousands of mangled documents.
test-huge: .venv/tested
	$(BIN)/python -m pytest -n auto --dist worksteal -m huge --hypothesis-profile long

# What CI checks besides the tests.
check: .venv/tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# Everything that is generated and kept in the repository.
article: .venv/tested
	$(BIN)/python scripts/make_article.py ontology/articles/open-vs-closed-ai

docs: .venv/tested
	$(BIN)/python scripts/make_docs.py

pictures: .venv/tested
	$(BIN)/python scripts/make_pictures.py

bench: .venv/tested
	$(BIN)/python benchmarks/bench.py

bench-full: .venv/tested
	$(BIN)/python benchmarks/bench.py --full

.venv/installed: pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "claimgraph needs Python 3.11 or newer; make PYTHON=… chooses one"; exit 1; }
	"$(PYTHON)" -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/tested: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv dist claimgraph.html
