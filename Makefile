PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check article docs bench clean

demo: $(VENV)/.installed
	$(BIN)/kg compare
	$(BIN)/kg view -o claimgraph.html

test: $(VENV)/.tested
	$(BIN)/python -m pytest

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.tested: pyproject.toml $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) dist claimgraph.html
