# `make report` builds the book of a wave, `make test` runs every test. Both need only Python 3.11 or later.
PYTHON ?= python3
WAVE ?= 2012
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
# A Quarto that was installed into the environment is found like any other.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: report demo test check verify lint pythons clean

report: $(READY)
	@$(BIN)/integration-report report $(WAVE)

# A made-up wave in a folder of its own: three forms of the same answers, and the book of one of them.
DEMO := _build/demo
demo: $(READY)
	@$(BIN)/python -m analysis.simulate $(DEMO)
	@for wave in 2026 2026-kobo 2026-limesurvey; do \
	  $(BIN)/integration-report --data $(DEMO) check $$wave --preview $(DEMO)/preview/$$wave > $(DEMO)/$$wave.txt || exit 1; \
	  tail -n 3 $(DEMO)/$$wave.txt; \
	  for table in responses factsheets; do \
	    cmp $(DEMO)/preview/2026/$$table.csv $(DEMO)/preview/$$wave/$$table.csv || exit 1; \
	  done; \
	done
	@$(BIN)/integration-report --data $(DEMO) report 2026

check: $(READY)
	@$(BIN)/integration-report check $(WAVE)

verify: $(READY)
	@$(BIN)/integration-report verify $(WAVE)

test: $(READY)
	$(BIN)/python -m pytest -n auto

lint: $(READY)
	$(BIN)/ruff check .

# An environment for each other Python that is installed; `make test` then holds the results equal under all of them.
pythons: $(READY)
	@for v in 3.11 3.12 3.13; do \
	  if test ! -x $(BIN)/python$$v && python$$v -c '' 2>/dev/null; then \
	    $(MAKE) -s VENV=.venv-$$v PYTHON=python$$v .venv-$$v/ready || exit 1; \
	  fi; \
	done

# The environment: every package pinned with its hash, then this project itself without looking anything up.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed; this is " + sys.version.split()[0] + ". Call: make PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	@echo "setting up $(VENV) (once; it takes a minute or two)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf _build _book report/_generated _variables.yml _quarto.yml.local
