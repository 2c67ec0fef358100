# Two commands matter: `make run` and `make test`. Each makes its own virtual environment in .venv, from locked
# requirements with hashes. Only Python 3.11 or newer and make have to be there. Kafka tests need Java 17 and Maven.
.DEFAULT_GOAL := help
.PHONY: help run serve test check prove bench train kafka asyncapi lock clean
MAKEFLAGS += --no-print-directory

VENV ?= .venv
PY := $(VENV)/bin/python
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
PIP_INSTALL := $(PY) -m pip --disable-pip-version-check install --quiet
# The first Python here that is new enough; PYTHON=/path/to/python says otherwise.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
ARGS ?=
DATA ?=

help: ## show this list
	@echo "make run     ingest once, print the merged incidents and where to look"
	@echo "make serve   all roles until Ctrl-C, with the page and the API on http://127.0.0.1:8300"
	@echo "make test    every test but the long proofs (Kafka tests need Java 17 and Maven)"
	@echo "make check   formatting, linting, types, rooms' borders, schemas"
	@echo "make prove   the long proofs: crashes, orders, many workers"
	@echo "make bench   measure, each beside its bare library (DATA=documents.jsonl)"
	@echo "make train   learn again where and when incidents are, what splits articles, which figures count, and the clustering model (DATA=labelled sets)"
	@echo "make kafka   a real Apache Kafka on a free port until Ctrl-C (Java 17, Maven)"
	@echo "make asyncapi  write docs/asyncapi.yaml again from the event types"
	@echo "make lock    lock requirements/*.txt again"
	@echo "make clean   remove .venv, caches and var/ (the data!)"

$(PY):
	@test -n "$(PYTHON)" || { echo "sitrep needs Python 3.11 or newer: install it, or say PYTHON=/path/to/python" >&2; exit 2; }
	@echo "making a virtual environment in $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv "$(VENV)"

$(RUN_STAMP): requirements/run.txt pyproject.toml | $(PY)
	@echo "installing what sitrep needs"
	@$(PIP_INSTALL) --require-hashes -r requirements/run.txt
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch "$@"

$(DEV_STAMP): requirements/dev.txt $(RUN_STAMP)
	@echo "installing what the tests need"
	@$(PIP_INSTALL) --require-hashes -r requirements/dev.txt
	@touch "$@"

run: $(RUN_STAMP)
	@$(PY) -m console run --once $(ARGS)

serve: $(RUN_STAMP)
	@$(PY) -m console run $(ARGS)

test: $(DEV_STAMP)
	@$(PY) -m pytest -q -m "not prove" $(ARGS)

prove: $(DEV_STAMP)
	@$(PY) -m pytest -q -m prove $(ARGS)

check: $(DEV_STAMP)
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy
	@"$(VENV)/bin/lint-imports" --no-cache
	@$(PY) -m check_jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	@$(PY) -m console.asyncapi --check

bench: $(DEV_STAMP)
	@$(PY) -m bench.log_cost
	@$(PY) -m bench.fetch_cost
	@$(PY) -m bench.read_cost $(DATA)
	@$(PY) -m bench.extraction
	@$(PY) -m bench.article_cost $(DATA)
	@$(PY) -m bench.copies_cost

# Twice where and when: splits are learned from both, and both from the passages that splits leave.
train: $(DEV_STAMP)
	@$(PY) -m bench.train_blank
	@$(PY) -m bench.train_places $(DATA)
	@$(PY) -m bench.train_dates $(DATA)
	@$(PY) -m bench.train_splits $(DATA)
	@$(PY) -m bench.train_meant $(DATA)
	@$(PY) -m bench.train_places $(DATA)
	@$(PY) -m bench.train_dates $(DATA)
	@$(PY) -m bench.train_figures $(DATA)
	@$(PY) -m bench.train_across
	@$(PY) -m bench.train $(DATA)

kafka: $(DEV_STAMP)
	@$(PY) -m tests.support.kafka

asyncapi: $(DEV_STAMP)
	@$(PY) -m console.asyncapi

# Hosts and indexes never stand in a lock file: whatever index pip is set up with must serve these very hashes.
UV_COMPILE = $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
lock: $(DEV_STAMP)
	@$(UV_COMPILE) $(ARGS) pyproject.toml requirements/build.in -o requirements/run.txt
	@$(UV_COMPILE) $(ARGS) --extra dev -c requirements/run.txt pyproject.toml requirements/build.in -o requirements/dev.txt

clean:
	rm -rf "$(VENV)" var .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
