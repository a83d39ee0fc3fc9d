# One word a task; each makes or refreshes .venv only when it is out of date.
# Nothing here uses sudo. What needs root (Debian's chromium) is named by `make doctor`.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
EXTENSION := $(wildcard course/exercises/labextension/* course/exercises/labextension/static/*)

.DEFAULT_GOAL := help
.PHONY: help install demo test lab release lint doctor mutants parity bench dist lock clean

help:  ## Show the tasks
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(STAMP)  ## Make .venv with the pinned versions

$(STAMP): requirements.lock pyproject.toml $(EXTENSION)
	@echo "Installing the course and the pinned versions of what it needs into .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed, and $(PYTHON) is older. Run: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 3; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP)  ## Release, a made class, bulk grading, feedback, report, in build/demo
	$(BIN)/course demo

test: lint  ## Check style and types, then run all tests
	$(BIN)/python -m pytest

lint: $(STAMP)  ## Check style, types, notebooks and the freshness of release/
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/course lint
	$(BIN)/course archive check

lab: $(STAMP)  ## Open JupyterLab on a working copy of the released units
	$(BIN)/course lab

release: $(STAMP)  ## Generate release/ from source/
	$(BIN)/course release

doctor: $(STAMP)  ## Is this machine ready?
	$(BIN)/course doctor

mutants: $(STAMP)  ## Change each key and model answer once; every change must be noticed
	$(BIN)/python -m tests.mutants

parity: $(STAMP)  ## Compare every cell of the made classes with nbgrader autograde
	$(BIN)/python -m tests.parity

bench: $(STAMP)  ## Our speed against nbgrader autograde, in one run
	$(BIN)/course bench

dist: $(STAMP)  ## Build the wheel for students into dist/
	@rm -rf dist
	$(BIN)/python -m build --no-isolation --wheel --outdir dist .

lock: $(STAMP)  ## Renew requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --extra test \
		--generate-hashes --no-annotate --no-header pyproject.toml --output-file requirements.lock

clean:  ## Remove everything that was made, but no student's work (build/lab)
	@test ! -d build || find build -mindepth 1 -maxdepth 1 ! -name lab -exec rm -rf {} +
	rm -rf dist .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
