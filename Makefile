# Everything from a fresh clone: `make` lists the targets. Needs Python >= 3.11, make and a package index.

VENV ?= .venv
ARGS ?=
SUPPORTED = import sys; sys.exit(sys.version_info < (3, 11))
CANDIDATES = python3 python3.14 python3.13 python3.12 python3.11
PYTHON ?= $(shell for name in $(CANDIDATES); do $$name -c '$(SUPPORTED)' 2>/dev/null && echo $$name && break; done)
PIP = $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help map test check lint format data docs screenshot page-tools clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

map: $(VENV)/installed ## make strikes.html, the map of the five articles in seeds/
	@$(VENV)/bin/geostrike map seeds/ -o strikes.html
	@echo "Open it in any browser: $(CURDIR)/strikes.html"

test: $(VENV)/for-test page-tools ## run the whole test suite (ARGS="-k name" for a part)
	@$(VENV)/bin/python -m pytest $(ARGS)

check: lint test ## everything that a change must pass: format, lint, types, layers, tests, notebooks

lint: $(VENV)/for-check page-tools ## format, lint, types and layers, without changing anything
	@$(VENV)/bin/ruff format --check
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@test ! -x node_modules/.bin/tsc || node_modules/.bin/tsc --project .

format: $(VENV)/for-check ## bring the code into shape
	@$(VENV)/bin/ruff format
	@$(VENV)/bin/ruff check --fix

data: $(VENV)/installed ## make the files in data/ again from seeds/
	@$(VENV)/bin/geostrike extract seeds/ -o data/reports.gpkg -o data/reports.geojson -o data/reports.csv
	@$(VENV)/bin/geostrike events seeds/ -o data/events.gpkg -o data/events.geojson -o data/events.csv
	@$(VENV)/bin/geostrike map seeds/ -o data/strikes.html

docs: $(VENV)/installed ## make the pages that are made from code again
	@$(VENV)/bin/python -m geostrike.tables > docs/columns.md

screenshot: $(VENV)/for-test ## take docs/map.png and docs/gallery with a headless Chromium
	@$(VENV)/bin/python tests/maps/screenshot.py docs/map.png

# Type checker and accessibility checker for the map's page, pinned by hash in package-lock.json. All else works
# without them: where there is no npm, the page's types go unchecked and one browser test is skipped.
page-tools:
	@test -d node_modules/axe-core || ! command -v npm >/dev/null \
		|| npm ci --ignore-scripts --no-audit --no-fund --silent \
		|| echo "The tools for the map's page could not be installed: their checks are skipped."

clean: ## remove the virtual environment and what tools left behind
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache node_modules strikes.html

# The stamps below are remade when the project file changes.

$(VENV)/installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "geostrike needs Python 3.11 or newer; install it, or say where: make PYTHON=/path/to/python3"; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version) ..."
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV) \
		|| { echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(PIP) --upgrade "pip>=25.1"
	@$(PIP) --editable .
	@touch $@

$(VENV)/for-test: $(VENV)/installed
	@$(PIP) --group test
	@touch $@

$(VENV)/for-check: $(VENV)/for-test
	@$(PIP) --group check
	@touch $@
