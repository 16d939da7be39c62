# Two commands from a fresh clone, with Python 3.11-3.13, make and git: `make demo` and `make test`.
# All is installed into .venv, from the package index, at the versions and hashes of requirements.lock.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
RUNS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
CANDIDATES := python3 python3.12 python3.13 python3.11 python
PYTHON ?= $(shell for p in $(CANDIDATES); do if "$$p" -c '$(RUNS)' 2>/dev/null; then echo "$$p"; break; fi; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
SAMPLE := samples/albu-kamal.jsonl

.PHONY: help setup demo test check test-long lock format clean
.DELETE_ON_ERROR:

help:
	@echo "make demo       set up, and code the sample reports into tables"
	@echo "make test       set up, and run every check"
	@echo "make check      format, lint, types and tests, in what is set up"
	@echo "make test-long  the kill, fuzz and soak runs"
	@echo "make format     put the code into its format"
	@echo "make lock       renew requirements.lock (needs the network)"
	@echo "make clean      remove what was set up and built"

setup: $(VENV)/.installed

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
	@echo "Installing what requirements.lock names (about 250 MB the first time)"
	@$(PIP) install --require-hashes -r requirements.lock
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
	@echo "Your own report:  $(BIN)/vedette code article.txt --published 2017-11-04"

test: setup check

check: setup
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -m "not long"

test-long: setup
	@$(BIN)/python -m pytest -m long

format: setup
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: $(VENV)/.made
	@$(PIP) install uv
	@{ sed -n '/^#/p;/^[^#]/q' requirements.lock; \
	  $(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	    --no-annotate --no-header --quiet $(LOCK_OPTIONS); } > $(VENV)/lock.new
	@mv $(VENV)/lock.new requirements.lock

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
