# The two that matter to a newcomer are `make demo` and `make test`; each sets up whatever it needs.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test run talk lint messages migrate bench lock
# A recipe that fails half way must not look finished the next time.
.DELETE_ON_ERROR:

PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11 python
PORT ?= 8765
KEEP ?=
LANGUAGE ?= en

BIN := .venv/bin
INSTALLED := .venv/installed
FOR_TESTS := .venv/installed-for-tests
WORDING := $(wildcard locale/*/LC_MESSAGES/messages.po)
CATALOGUES := $(WORDING:.po=.mo)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := $(BIN)/uv pip compile pyproject.toml --group build --universal --generate-hashes \
	--no-emit-index-url --no-header --quiet

help: ## Show what make can do
	@echo 'make <target>, where <target> is one of:'
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name does; do \
		printf '%-11s %s\n' "$$name" "$$does"; done

demo: $(INSTALLED) $(CATALOGUES) ## Rehearse in the browser: the bot and a page of phones (PORT=8765, KEEP=1 keeps the database)
	@PORT='$(PORT)' KEEP='$(KEEP)' $(BIN)/python -m bot.rehearsal

test: lint ## Check and test everything
	@$(BIN)/python -m pytest --numprocesses=auto

run: $(INSTALLED) $(CATALOGUES) ## Run the bot; the settings are explained in .env.example
	@$(BIN)/python -m bot run

talk: $(INSTALLED) $(CATALOGUES) ## Walk the start-up talk in the terminal (LANGUAGE=da)
	@$(BIN)/python -m conversations startup --lang '$(LANGUAGE)'

lint: $(FOR_TESTS) $(CATALOGUES) ## Style, types, the import rule, the catalogues
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/python -m tools.catalogues check
	@$(BIN)/python -m pytest --quiet tests/test_import_rule.py

messages: $(INSTALLED) ## Bring the catalogues up to date with the wording in the code
	@$(BIN)/python -m tools.catalogues update

migrate: $(INSTALLED) ## Bring the database's tables up to date
	@$(BIN)/python -m bot migrate

bench: $(FOR_TESTS) $(CATALOGUES) ## Measure how fast the bot answers
	@$(BIN)/python -m bench

lock: $(FOR_TESTS) ## Lock the requirements again after a change in pyproject.toml (LOCK_FLAGS=--upgrade: newest)
	@$(LOCK) $(LOCK_FLAGS) --output-file requirements.txt
	@$(LOCK) $(LOCK_FLAGS) --group dev --constraints requirements.txt --output-file requirements-dev.txt

%.mo: %.po | $(INSTALLED)
	@$(BIN)/python -m babel.messages.frontend --quiet compile --input-file $< --output-file $@

# The first Python that is new enough and can make environments; a name may exist and still not run.
.venv/bin/pip:
	@able=''; new=''; \
	for python in $(PYTHON); do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		new="$${new:-$$python}"; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null || continue; \
		able="$$python"; break; \
	done; \
	if [ -z "$$new" ]; then echo 'Python 3.11 or newer is needed, and none was found.' >&2; exit 1; fi; \
	if [ -z "$$able" ]; then \
		package=$$("$$new" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
		echo "This Python cannot make environments (no ensurepip). Install it: apt-get install $$package" >&2; \
		exit 1; \
	fi; \
	echo "Setting up .venv with $$able ..."; \
	"$$able" -m venv --clear .venv

$(INSTALLED): requirements.txt pyproject.toml | .venv/bin/pip
	@echo 'Installing what the bot needs ...'
	@$(PIP) install --require-hashes --requirement requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(FOR_TESTS): requirements-dev.txt $(INSTALLED) | .venv/bin/pip
	@echo 'Installing what the tests need ...'
	@$(PIP) install --require-hashes --requirement requirements-dev.txt
	@touch $@
