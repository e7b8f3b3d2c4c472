# Two commands on a machine with Python 3.11 or newer and make: `make demo` and `make test`.
# Everything else they need is set up once, by deploy/setup, into .venv, .setup and clients/web.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
SETUP := $(if $(PYTHON),$(PYTHON) deploy/setup,@echo "Serai needs Python 3.11 or newer." >&2; false)
RUN := .venv/bin
ARGS ?=
SOURCES := service clients/driver tests deploy/setup migrations
# Files of tests share nothing, so they run on two processors.
WORKERS ?= 2

.PHONY: help demo serve test check fix docs bench soak build lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

demo: ## a day at the Yunnan ports: console and driver's page on one port (ARGS="--speed 120")
	@$(SETUP) runtime web
	@$(RUN)/serai demo $(ARGS)

serve: ## the service on a local SQLite file (ARGS="--port 8000")
	@$(SETUP) runtime web
	@$(RUN)/serai serve $(ARGS)

test: ## everything but soak and bench (ARGS="tests/queue -k order")
	@$(SETUP) dev web web-test browser
	@$(RUN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not soak" $(ARGS)

soak: ## the same at full counts, and the long runs
	@$(SETUP) dev web browser
	@TEST_SCALE=1 $(RUN)/python -m pytest --timeout 3600 $(ARGS)

check: ## format, lint, types and layers, changing nothing
	@$(SETUP) dev
	@$(RUN)/ruff format --check --output-format concise $(SOURCES) || { echo "not formatted: run make fix" >&2; exit 1; }
	@$(RUN)/ruff check --quiet $(SOURCES)
	@$(RUN)/mypy
	@$(RUN)/lint-imports
	@$(SETUP) web-check

fix: ## format and mend what can be mended; the documentation pages too
	@$(SETUP) dev
	@$(RUN)/ruff check --fix --quiet $(SOURCES) || true
	@$(RUN)/ruff format --quiet $(SOURCES)
	@$(RUN)/python -m tests.house.pages
	@$(RUN)/ruff check --quiet $(SOURCES)

docs: ## write the pages of service/docs that are made from the code
	@$(SETUP) dev
	@$(RUN)/python -m tests.house.pages

bench: ## ratios against peers in the same run (ARGS="booking")
	@$(SETUP) dev
	@$(RUN)/python -m tests.bench $(ARGS)

build: ## sdist and wheel in dist/, with migrations and web client inside
	@$(SETUP) dev web
	@$(RUN)/python -m hatchling build --clean

lock: ## resolve pyproject.toml anew into the three locks
	@$(SETUP) dev
	@$(RUN)/python deploy/setup/lock.py $(ARGS)

clean: ## remove what set-up and builds left behind
	rm -rf .venv .setup dist clients/web/dist clients/web/node_modules tests/browser/node_modules tests/browser/.chromium
