# `make help` lists the targets. Each sets up everything it needs by itself.
.DEFAULT_GOAL := help
.PHONY: help setup run demo test test-fast test-long soak check conformance bench gallery package format lock
PYTHON_BIN := .venv/bin/python
PYTEST := $(PYTHON_BIN) -m pytest
# Compiled modules are kept even where the environment says not to: else each test process compiles them all again.
export PYTHONDONTWRITEBYTECODE :=

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

setup: ## system libraries, .venv and locked packages; the other targets call it
	@packaging/setup.sh

run: setup ## open the app on a demonstration council (without a screen: as `demo`)
	@$(PYTHON_BIN) packaging/demo $(if $(DISPLAY)$(WAYLAND_DISPLAY),--screen,)

demo: setup ## the same day offscreen, with pictures, a PDF and day.md in build/demo
	@$(PYTHON_BIN) packaging/demo

test: setup ## every test, a real PostgreSQL included
	$(PYTEST) -n 2 -m "not long"

test-fast: setup ## what you run all the time, under a minute
	$(PYTEST) -n 3 -m "not long and not slow"

test-long: setup ## the long kill loops and the package builds
	@packaging/setup.sh package
	$(PYTEST) -m long --hypothesis-profile=search

soak: setup ## random histories of laptops and a council for MINUTES=10
	$(PYTHON_BIN) -m tests.sync.soak --minutes $(or $(MINUTES),10)

check: setup ## lint, types, import rules
	$(PYTHON_BIN) -m ruff check .
	$(PYTHON_BIN) -m ruff format --check .
	$(PYTHON_BIN) -m mypy
	.venv/bin/lint-imports

conformance: setup ## the form engine against recorded facts of others (CASES=folder)
	$(PYTHON_BIN) -m tests.forms.conformance $(CASES)

bench: setup ## the figures of docs/performance.md, into build/bench/results.jsonl (ONLY=load)
	$(PYTHON_BIN) -m tests.bench $(if $(ONLY),--only $(ONLY))

gallery: setup ## a picture of every screen in every theme, into build/gallery, and the light ones into docs/gallery
	$(PYTHON_BIN) -m tests.screens --docs

package: setup ## a one-folder bundle and a .deb, in build/package
	@packaging/setup.sh package
	$(PYTHON_BIN) packaging/build.py

format: setup ## put the code into the house format
	$(PYTHON_BIN) -m ruff check --fix .
	$(PYTHON_BIN) -m ruff format .

lock: ## renew the lock files (needs uv on the path)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-emit-find-links -q requirements.in -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-emit-find-links -q requirements-dev.in -c requirements.lock -o requirements-dev.lock
