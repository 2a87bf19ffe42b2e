# Two commands matter: `make run` and `make test`. They need Python >= 3.12, make and (for a clone) git.

VENV := .venv
BIN := $(VENV)/bin
# The first Python that is new enough. `.python-version` lets pyenv and uv pick one for `python3`.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python; do \
	if command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; \
	then echo $$p; break; fi; done)

.PHONY: help run test lint types imports tests audit programs screenshots lock catalogue messages openapi demo clean
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: $(BIN)/.installed ## install if needed, then start proxy, dashboard and browser
	@$(BIN)/tracker start $(ARGS)

demo: $(BIN)/.installed ## watch a made-up shop share made-up data
	@$(BIN)/tracker demo $(ARGS)

test: lint types imports tests ## everything: lint, types, import contracts, all tests with coverage

lint: $(BIN)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(BIN)/.installed-dev
	$(BIN)/mypy

imports: $(BIN)/.installed-dev
	$(BIN)/lint-imports --no-cache

# Without bytecode, each of the many processes that the tests start would compile Tracker anew.
# Two workers for two cores where tests compute; one more where they also wait for browsers and proxies.
tests: export PYTHONDONTWRITEBYTECODE :=
tests: $(BIN)/.installed-dev programs
	@$(BIN)/python -m compileall -q tracker addons dashboard migrations
	$(BIN)/pytest -n 2 --dist worksteal tests/tracker/detection --cov --cov-report=
	$(BIN)/coverage report --include='tracker/detection/*' --fail-under=100
	$(BIN)/pytest -n 3 --dist worksteal --ignore=tests/tracker/detection --cov --cov-config=.ci/coverage.toml --cov-report=
	@rm -f .coverage.*.*  # what processes that the tests killed had half written
	$(BIN)/coverage report --rcfile=.ci/coverage.toml --fail-under=95

audit: $(BIN)/.installed-dev ## look the dependencies up among known vulnerabilities (needs a network)
	@.ci/audit $(BIN)

programs: $(BIN)/.installed-dev
	@.ci/programs $(BIN)

screenshots: $(BIN)/.installed-dev programs ## make the documentation's screenshots anew
	$(BIN)/python -m tests.end_to_end.screenshots docs/images overview-light overview-dark overview-light-phone \
		company-light company-dark trail-light trail-dark network-light network-dark

lock: $(BIN)/.installed-dev ## pin the dependencies anew, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --python-version 3.12 \
		--custom-compile-command 'make lock' --extra postgresql --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --python-version 3.12 \
		--custom-compile-command 'make lock' --extra postgresql --group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

catalogue: $(BIN)/.installed ## compile the catalogue of vendors anew (needs npm)
	$(BIN)/python -m tracker.vendors.compiling
	$(BIN)/python -m tracker.vendors.joining

messages: $(BIN)/.installed ## gather what is to be translated, and compile what was
	$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --keywords message --no-wrap --sort-output \
		--add-location file --output $(VENV)/messages.pot tracker dashboard
	$(BIN)/pybabel --quiet update --input-file $(VENV)/messages.pot --output-dir dashboard/translations \
		--no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pybabel --quiet extract --mapping-file dashboard/translations/knowledge.toml --no-wrap \
		--sort-output --add-location file --output $(VENV)/knowledge.pot tracker/data
	$(BIN)/pybabel --quiet update --domain knowledge --input-file $(VENV)/knowledge.pot --output-dir dashboard/translations \
		--no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pybabel --quiet compile --domain "messages knowledge" --directory dashboard/translations

openapi: $(BIN)/.installed ## describe the API anew, in docs/openapi.json
	$(BIN)/python -m dashboard.api > $(VENV)/openapi.json
	@mv $(VENV)/openapi.json docs/openapi.json

clean: ## remove what was installed and built
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis htmlcov .coverage*

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Tracker needs Python 3.12 or newer: install it, or name it: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(BIN)/.installed: $(BIN)/python requirements.lock pyproject.toml
	@echo "Installing Tracker (once; a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/.installed-dev: $(BIN)/.installed requirements-dev.lock
	@echo "Installing what the tests need (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
