# `make report` builds the book of a wave, `make test` runs every test. Both need only Python 3.11 or later.
PYTHON ?= python3
WAVE ?= 2012
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: report test check verify lint clean

report: $(READY)
	@$(BIN)/integration-report report $(WAVE)

check: $(READY)
	@$(BIN)/integration-report check $(WAVE)

verify: $(READY)
	@$(BIN)/integration-report verify $(WAVE)

test: $(READY)
	$(BIN)/python -m pytest -n auto

lint: $(READY)
	$(BIN)/ruff check .

# The environment: every package pinned with its hash, then this project itself without looking anything up.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed; this is " + sys.version.split()[0] + ". Call: make PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	@echo "setting up $(VENV) (once; it takes a minute or two)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf _build _book report/_generated _variables.yml
