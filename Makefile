# Every target begins with `make setup`, which makes .venv from the lock file.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp

.PHONY: help setup demo test check bench soak lock screenshots
.DEFAULT_GOAL := help

help:
	@echo "make demo    the article's campaign in your browser (http://127.0.0.1:8000)"
	@echo "make test    every test, on SQLite and on PostgreSQL, and in a browser"
	@echo "make check   format, lint, types, import order, migrations, translations"
	@echo "make bench   speed as ratios; make soak: the long tests; make lock: renew the lock file; make screenshots: the pictures of docs"

$(STAMP): requirements/lock.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(STAMP)
	@$(BIN)/python tools/translations.py compile

demo: setup
	@$(BIN)/tusoi demo $(ARGS)

test: check
	@bash tools/run_tests.sh $(ARGS)

soak: setup
	@bash tools/run_tests.sh --soak $(ARGS)

check: setup
	@$(BIN)/ruff format --check --quiet src tests tools
	@$(BIN)/ruff check --quiet src tests tools
	@$(BIN)/lint-imports --no-cache > /tmp/tusoi-imports.$$$$ 2>&1 || { cat /tmp/tusoi-imports.$$$$; rm -f /tmp/tusoi-imports.$$$$; exit 1; }; rm -f /tmp/tusoi-imports.$$$$
	@$(BIN)/python -W error -m django makemigrations --check --dry-run --settings tusoi.settings > /dev/null
	@$(BIN)/python tools/translations.py check
	@DJANGO_SETTINGS_MODULE=tusoi.settings $(BIN)/python tools/sight.py check
	@$(BIN)/mypy --no-error-summary
	@echo "check: all good"

bench: setup
	@$(BIN)/python tools/bench.py $(ARGS)
	@$(BIN)/python tools/burst.py
	@$(BIN)/python tools/postgres.py $(BIN)/python tools/bench.py $(ARGS)
	@$(BIN)/python tools/postgres.py $(BIN)/python tools/burst.py

screenshots: setup
	@$(BIN)/python tools/screenshots.py

lock:
	@$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
		--python-version 3.11 --extra dev pyproject.toml --output-file requirements/lock.txt
