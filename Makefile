# Both first commands set up everything they need in .venv; nothing is installed outside this folder.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.ready-to-run
DEVELOP := $(VENV)/.ready-to-develop
WEB := $(VENV)/.ready-to-serve
SITE := $(VENV)/.ready-to-write
LOWEST := $(VENV)/lowest

MINUTES ?= 5
SEED ?= 0

.PHONY: handout serve test test-fast test-long fuzz test-lowest coverage check format bench docs pictures site clean

handout: $(RUN)  ## a real handout, in output/handouts/
	@$(BIN)/rehabpress handout sacroiliac-joint

serve: $(WEB)  ## the page in the browser, with the sample clinic
	@$(BIN)/rehabpress serve --open

test: check  ## every check: format, lint, types, tests
	$(BIN)/python -m pytest -n 2

test-fast: $(DEVELOP)  ## the tests that are not marked as slow: half a minute
	$(BIN)/python -m pytest -n 2 -m "not slow"

test-long: $(DEVELOP)  ## the batch over 500 random patients, killed again and again, on a full disk; inputs changed at random: minutes
	REHABPRESS_LONG=1 $(BIN)/python -m pytest tests/batch tests/fuzz

fuzz: $(DEVELOP)  ## inputs of every kind changed at random, whole builds read back: make fuzz MINUTES=60 SEED=7
	PYTHONPATH=tests $(BIN)/python -m fuzz --minutes $(MINUTES) --seed $(SEED)

test-lowest: $(LOWEST)/.ready  ## the tests on the lowest versions that pyproject.toml allows, in an environment of its own
	$(LOWEST)/bin/python -m pytest -n 2

coverage: $(DEVELOP)  ## the tests, and which lines and branches they run
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term:skip-covered

check: $(DEVELOP)  ## format, lint and types only
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy

format: $(DEVELOP)  ## put the code into its form
	$(BIN)/ruff format src tests
	$(BIN)/ruff check --fix src tests

docs: $(DEVELOP)  ## write the generated reference pages and schemas anew
	$(BIN)/python tests/helpers/write_docs.py

pictures: $(DEVELOP)  ## the pictures of docs/serve.md, in the Chromium of this machine
	PYTHONPATH=tests $(BIN)/python -m helpers.page_pictures

site: $(SITE)  ## the documentation as web pages, in build/site/
	$(BIN)/mkdocs build --strict --quiet

bench: $(DEVELOP)  ## what a handout costs, beside its peers
	$(BIN)/python tests/bench/packets.py
	$(BIN)/python tests/bench/page.py

clean:
	rm -rf $(VENV) .coverage build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "rehabpress needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12")'
	@echo "Setting up $(VENV) (once, about a minute) ..."
	@$(PYTHON) -m venv $(VENV)

$(RUN): pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(WEB): pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[web]'
	@touch $@ $(RUN)

$(DEVELOP): pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(RUN)

$(SITE): pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]'
	@touch $@

$(LOWEST)/.ready: pyproject.toml tests/helpers/lowest_versions.py | $(VENV)/bin/python
	@$(BIN)/python -m venv $(LOWEST)
	@$(BIN)/python tests/helpers/lowest_versions.py > $(LOWEST)/constraints.txt
	@$(LOWEST)/bin/python -m pip install --quiet --disable-pip-version-check -c $(LOWEST)/constraints.txt -e '.[dev]'
	@touch $@
