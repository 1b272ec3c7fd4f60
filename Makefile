# Needs make and a Python of 3.11 or newer, nothing else: pip fetches the rest into .venv.
# Every target makes its environment when it is missing, and again when pyproject.toml or a lock changes. The locks hold the hash
# of each file that pip may install: requirements.lock for `make brief`, requirements-dev.lock for everything else.

.DEFAULT_GOAL := help
.PHONY: help brief test browser record lint lock audit sbom live packaging ray bench docs clean

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --no-input
LOCKED := $(PIP) --require-hashes --requirement
ITSELF := $(PIP) --quiet --no-deps --no-build-isolation --editable .
OFFLINE := --block-network --allowed-hosts=127.0.0.1,localhost
OK_OR_SHORT := || test $$? -eq 3  # 3: done, but a source failed or a check fell short

help:
	@echo "make brief      a briefing of seeds/ with the embedded model: on the terminal, briefing.md, briefing.json"
	@echo "make test       the tests, offline: some minutes on two cores"
	@echo "make browser    the tests that drive Chromium"
	@echo "make lint       ruff, mypy, import-linter"
	@echo "make lock       write the locks anew: the newest releases that pyproject.toml allows, with their hashes"
	@echo "make audit      look up the locked releases among the known vulnerabilities"
	@echo "make sbom       build/sbom.json: what an installation is made of"
	@echo "make record     record the cassettes again, from the embedded model"
	@echo "make live       the tests that ask the embedded model"
	@echo "make packaging  the tests that build and install distributions"
	@echo "make ray        the tests on Ray"
	@echo "make bench      the benchmarks"
	@echo "make docs       docs/ as a site in build/site"
	@echo "make clean      remove .venv and everything else that was made"

brief: .venv/.local
	$(BIN)/summarize brief seeds --schema multinational_force --model local --format json -o briefing.json $(OK_OR_SHORT)
	@$(BIN)/summarize show briefing.json --format markdown -o briefing.md
	@$(BIN)/summarize show briefing.json

test: .venv/.dev
	$(BIN)/python -m pytest -n auto $(OFFLINE) -m "not live and not packaging and not browser and not ray"

browser: .venv/.dev
	@for program in chromium chromedriver; do command -v "$$program" >/dev/null || { \
	    echo "the tests in a browser need $$program: apt-get install chromium chromium-driver" >&2; exit 1; }; done
	$(BIN)/python -m pytest -n 0 $(OFFLINE) -m browser

record: .venv/.dev .venv/.local
	SUMMARIZE_LLAMA_SERVER= SUMMARIZE_THREADS=2 $(BIN)/python -m pytest -n 0 --record-mode=rewrite -m record

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# One lock for all Pythons that are supported and all systems: uv writes what depends on them as markers. What both have is the
# same release in both.
RESOLVED := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml -
BUILD := echo "setuptools>=77"
lock: .venv/.python
	@$(PIP) --quiet uv
	@$(BUILD) | $(BIN)/$(RESOLVED) --upgrade --extra local --output-file requirements.lock >/dev/null
	@$(BUILD) | $(BIN)/$(RESOLVED) --upgrade --extra dev --constraint requirements.lock --output-file requirements-dev.lock >/dev/null

audit: .venv/.dev
	@$(BIN)/python tools/audit.py

sbom: .venv/.dev
	@$(BIN)/python tools/sbom.py build/sbom.json

live: .venv/.dev .venv/.local
	$(BIN)/python -m pytest -n 0 -m live

packaging: .venv/.dev
	$(BIN)/python -m pytest -n 0 -m packaging

ray: .venv/.dev
	@$(BIN)/python -c "import ray.data" || { echo "these tests need Ray: $(BIN)/python -m pip install 'ray[data]'" >&2; exit 1; }
	$(BIN)/python -m pytest -n 0 -m ray

bench: .venv/.dev .venv/.local
	@for script in $(filter-out benchmarks/common.py,$(wildcard benchmarks/*.py)); do echo "$$script"; $(BIN)/python "$$script" || exit 1; done

docs: .venv/.dev
	$(BIN)/mkdocs build --strict

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f briefing.md briefing.json
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The first Python that is new enough and can make an environment. Asked by running it: a name on PATH may be a stub.
.venv/.python:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14; do \
	    if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        "$$python" -m venv .venv && touch $@ && exit 0; \
	    fi; \
	done; \
	echo "summarize needs Python 3.11 or newer with its venv module: install one, or name it: make PYTHON=/path/to/python" >&2; \
	exit 1

.venv/.dev: pyproject.toml requirements-dev.lock | .venv/.python
	@echo "installing the development tools into .venv" >&2
	@$(LOCKED) requirements-dev.lock --quiet
	@$(ITSELF)
	@touch $@

# pip's lines are shown where they are news. Its exit status goes through a file: sh loses it in a pipe.
.venv/.local: pyproject.toml requirements.lock | .venv/.python
	@echo "installing summarize with its model into .venv: fetching the model, 1.1 GB, once" >&2
	@rm -f .venv/.failed
	@{ $(LOCKED) requirements.lock || touch .venv/.failed; } | grep '^ *Downloading .*whl' || true
	@test ! -e .venv/.failed
	@$(ITSELF)
	@touch $@
