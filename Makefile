# One command for each thing a person wants; `make` alone lists them.
# The records of this repository are judged at one fixed moment, so that they read the same next year.
NOW  := 2026-11-20T17:00Z
VENV := .venv
BIN  := $(VENV)/bin
PORT ?= 8000

PYTHON := $(or $(shell command -v python3.11),$(shell command -v python3))
UV     := $(shell command -v uv)

.DEFAULT_GOAL := help
.PHONY: help site serve check test test-slow lint format benchmark pictures docs clean

help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

site: $(VENV)/.ready ## build the site of this repository's own records
	@$(BIN)/incitrack --now $(NOW) build --out site
	@echo "Or see it live, rebuilt on every change: make serve"

serve: $(VENV)/.ready ## serve that site and rebuild it on change
	@$(BIN)/incitrack --now $(NOW) serve --port $(PORT)

check: $(VENV)/.ready ## hold this repository's own records to the rules
	@$(BIN)/incitrack --now $(NOW) check

test: $(VENV)/.ready-dev ## the whole suite, the browser included
	@sh tests/browser/provide.sh
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest -n auto --dist worksteal

test-slow: $(VENV)/.ready-dev ## the same with more random examples, and more commands killed
	@sh tests/browser/provide.sh
	@HYPOTHESIS_PROFILE=slow PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/.ready-dev ## style, types, layers, dependencies, workflows
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry .
	@$(BIN)/zizmor --offline --quiet .github/workflows incitrack/shipped
	@$(BIN)/incitrack --now $(NOW) check --fail-on warning

format: $(VENV)/.ready-dev ## write the code in the one style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

benchmark: $(VENV)/.ready-dev ## measure beside the peers
	@$(BIN)/python -m benchmarks

pictures: $(VENV)/.ready-dev site ## the pictures of the documentation
	@$(BIN)/python docs/images/make.py site

docs: $(VENV)/.ready-dev ## what is generated: docs/checks.md, docs/templates.md
	@$(BIN)/python -m incitrack.checks.page > docs/checks.md
	@$(BIN)/python -m incitrack.website.template_page > docs/templates.md

clean: ## remove what was made
	rm -rf $(VENV) site .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/browser/node_modules

# Stamped on pyproject.toml: a warm run installs nothing.
$(VENV)/.ready: pyproject.toml
	@$(call install,.)
	@touch $@

$(VENV)/.ready-dev: pyproject.toml
	@$(call install,.[dev])
	@touch $(VENV)/.ready $@

ifdef UV
install = test -d $(VENV) || $(UV) venv --quiet --python $(PYTHON) $(VENV); \
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python -e '$(1)' && \
	$(BIN)/python -m compileall -q incitrack
else
install = test -d $(VENV) || $(PYTHON) -m venv $(VENV); \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --compile -e '$(1)' && \
	$(BIN)/python -m compileall -q incitrack
endif
