# Everything here works on a machine that has Python, pip and make: each target first makes what it needs, in .venv.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(PYTHON) -m pip --disable-pip-version-check --python $(BIN)/python
# pip compiles what it copies, and links an editable package.
COMPILE := $(BIN)/python -m compileall -q src
# A stamp is newer than what it was made from for as long as nothing needs to be installed again.
BASE := .venv/base.stamp
DEV := .venv/dev.stamp
BENCH := .venv/bench.stamp
export PRE_COMMIT_HOME := $(CURDIR)/.venv/pre-commit
# Nothing is written into the user's home: a clone that is only tried out registers no project there.
export MODELPOLICY_STATE_DIR := $(CURDIR)/.venv/state

.NOTPARALLEL:
.PHONY: check test lint layers docs pytest bench bench-accuracy bench-analyzers bench-cache bench-policies bench-speed bench-mutation bench-smoke nightly format generate clean

check: $(BASE)
	$(BIN)/modelpolicy check

test: lint layers docs pytest

lint: $(DEV)
	$(BIN)/pre-commit run --all-files

layers: $(DEV)
	$(BIN)/lint-imports --no-logo

docs: $(DEV)
	$(BIN)/modelpolicy docs --check

pytest: $(DEV)
	$(BIN)/pytest

bench: $(BASE)
	$(BIN)/python benchmarks/startup.py

# Downloads pinned source distributions, scans them and writes docs/accuracy.md; it runs none of their code.
bench-accuracy: $(BENCH)
	$(BIN)/python -m benchmarks.accuracy.measure

# Decodes a film that it makes, runs the algorithmic analyzers on it and writes docs/analyzers_speed.md.
bench-analyzers: $(DEV)
	$(BIN)/python -m benchmarks.analyzers.measure

# Scans a copy of the Python files in .venv beside ruff, ast-grep and ripgrep, and writes docs/speed.md.
bench-speed: $(DEV) $(BENCH)
	$(BIN)/python -m benchmarks.speed.measure

# Makes a Hugging Face cache of 100,000 files below TMPDIR.
bench-cache: $(DEV)
	$(BIN)/python benchmarks/cache.py

# Makes a project with 500 analyzers, 1,000 models and 200 policies below TMPDIR.
bench-policies: $(BASE)
	$(BIN)/python benchmarks/policies.py

# Changes every condition of every rule, sees whether a case of the rule notices, and writes docs/mutation.md.
bench-mutation: $(DEV)
	$(BIN)/python -m benchmarks.mutation.measure $(CODES)

# Loads one small model plainly, under a trace and as a smoke run, in turns, and writes docs/smoke_speed.md.
bench-smoke: $(DEV)
	$(BIN)/python -m benchmarks.smoke_overhead

nightly: $(DEV)
	$(BIN)/pytest tests/oracle tests/deletions tests/liveness/test_soundness.py tests/cleanup/test_soundness.py tests/policies/test_laws.py tests/smoke/test_analyzers.py tests/usecases/scanning/test_readings.py --hypothesis-profile=nightly

format: $(DEV)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# What is committed and made from something else: documents, the pages of rules and policies, the JSON Schemas.
generate: $(DEV)
	$(BIN)/modelpolicy docs
	$(BIN)/python -m tests.rules.pages
	$(BIN)/python -m tests.policies.pages
	$(BIN)/modelpolicy schema > policies/registry.schema.json
	$(BIN)/modelpolicy schema policies > policies/policies.schema.json

clean:
	rm -rf .venv

# pip installs into it from outside: then an interpreter without `ensurepip` will do.
$(BIN)/python:
	$(PYTHON) -m venv --without-pip .venv

$(BASE): pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --quiet --constraint constraints.txt --editable ".[policies]"
	$(COMPILE)
	touch $@

$(BENCH): pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --quiet --constraint constraints.txt --editable ".[bench]"
	touch $@

$(DEV): pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --quiet --constraint constraints.txt --editable ".[dev]"
	$(COMPILE)
	touch $(BASE) $@
