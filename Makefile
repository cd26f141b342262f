# Two commands: `make demo` and `make test`. Each sets up all it needs first; it needs Python 3.11 or newer.
VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for python in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$python -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$python && break; done)
# Processes that share the tests, each with a Neo4j of its own (about 2 GB).
WORKERS ?= 2
# Those that need no data but what ships.
BENCHES := load read network boundaries places economy industries calibration
FAST := not neo4j and not browser and not data and not slow

.PHONY: demo test setup fast check docs examples bench truth lock clean

demo: $(VENV)/app.ready
	@$(BIN)/clusteratlas demo $(if $(PORT),--port $(PORT))

test: $(VENV)/dev.ready
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --no-loadscope-reorder --durations 30

setup: $(VENV)/app.ready

# Seconds, no server.
fast: $(VENV)/dev.ready
	@$(BIN)/python -m pytest -m "$(FAST)" $(OPTIONS)

check: $(VENV)/dev.ready
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@git ls-files -z '*.py' '*.md' '*.yml' '*.cypher' '*.toml' Makefile | xargs -0 $(BIN)/codespell
	@$(BIN)/python -m scripts.docs --check

# Pages made from the schema and the query headers.
docs: $(VENV)/dev.ready
	@$(BIN)/python -m scripts.docs

# What the queries answer on the data that ship, for those pages; some minutes, since it loads them.
examples: $(VENV)/dev.ready
	@$(BIN)/python -m scripts.examples
	@$(BIN)/python -m scripts.docs

# Speed beside peers; an hour or so. bench/README.md says what else can be measured, by data that do not ship.
bench: $(VENV)/dev.ready
	@for name in $(BENCHES); do echo "## $$name" && $(BIN)/python -m bench.$$name && echo || exit 1; done

# What is found where it is known what is to be found, beside peers; some minutes.
truth: $(VENV)/dev.ready
	@$(BIN)/python -m bench.truth

$(VENV)/app.ready $(VENV)/dev.ready: $(VENV)/%.ready: requirements/%.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Cluster Atlas needs Python 3.11 or newer with its venv module: install it, or name it with PYTHON=/path/to/python3"; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version) and the packages of requirements/$*.txt (once; a minute or two)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on --require-hashes -r requirements/$*.txt
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Pins every package with its hashes; run after the dependencies in pyproject.toml changed. Other pins stay as they are;
# make lock UPGRADE=--upgrade renews all.
lock:
	uv pip compile -q pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(UPGRADE) -o requirements/app.txt
	uv pip compile -q pyproject.toml --group build --group dev -c requirements/app.txt --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements/dev.txt

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
