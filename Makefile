# Every target sets up what it needs in a private .venv; see scripts/setup.sh.
.DEFAULT_GOAL := help
.PHONY: help demo corpus-demo test fuzz check format setup lock docs site man package translations indexes screenshot clean
MAKEFLAGS += --no-print-directory
unexport PYTHONDONTWRITEBYTECODE # each process compiles a thousand modules anew otherwise
BIN := .venv/bin
DEMO := build/demo
UV ?= uv
BENCHES := $(shell grep -l --include='*.py' -r '^    python -m bench\.\|^    UNLIKE_DATA=.* python -m bench\.' bench)

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile
	@printf '  make bench-%-22s measure again, see docs/measurements\n' $(subst _,-,$(sort $(basename $(notdir $(BENCHES)))))

demo: ## write an invented chat and show what is found in it
	@sh scripts/setup.sh run
	@rm -rf $(DEMO)
	@$(BIN)/unlike sample $(DEMO)
	@echo
	@$(BIN)/unlike check "$(DEMO)/WhatsApp Chat with Rosa.txt" --me Imke --timezone Europe/Berlin
	@echo
	@$(BIN)/unlike report "$(DEMO)/WhatsApp Chat with Rosa.txt" --me Imke --timezone Europe/Berlin --names --quotes --html $(DEMO)/report.html
	@echo 'Open it as a page: $(BIN)/unlike open "$(DEMO)/WhatsApp Chat with Rosa.txt" --me Imke --timezone Europe/Berlin'

corpus-demo: setup ## make an invented corpus on a pool and on Ray, killed again and again, and compare the two
	@$(BIN)/python -c 'import ray' 2>/dev/null || $(BIN)/python -m pip install --quiet 'ray>=2.60'
	@$(BIN)/python -m bench.corpus.corpus_demo --conversations $(CONVERSATIONS)
CONVERSATIONS = 2000

# three workers on two processors: the one with the browser waits most of the time
test: check ## the checks and all tests
	@$(BIN)/python -m pytest -n 3 --dist loadfile

fuzz: setup ## read exports that are changed at random (SECONDS=60 a reader, SEED=1)
	$(BIN)/python -m bench.reading.fuzz --seconds $(SECONDS) --seed $(SEED)
SECONDS = 60
SEED = 1

check: setup ## style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	@$(BIN)/lint-imports

format: setup ## format the code
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

setup: ## make .venv with everything, from the locked files
	@sh scripts/setup.sh dev

lock: ## lock again what pyproject.toml asks for (UPGRADE=--upgrade for newer versions); needs uv
	$(UV) pip compile $(LOCK) pyproject.toml --group dev -o requirements-dev.txt
	$(UV) pip compile $(LOCK) pyproject.toml --group build -c requirements-dev.txt -o requirements.txt
LOCK = --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate $(UPGRADE)

docs: setup ## write the pages of docs/ that come from the code: command line, signals, JSON document, helplines
	$(BIN)/python scripts/document_cli.py
	$(BIN)/python scripts/document_signals.py
	$(BIN)/python scripts/document_schema.py
	$(BIN)/python scripts/document_helplines.py

site: setup ## build the documentation as a site in build/documentation
	@$(BIN)/python scripts/build_site.py

man: setup ## write the manual pages of the commands into build/man
	@$(BIN)/python scripts/manual_pages.py build/man

package: setup ## build wheel, source archive and bill of materials, and try the wheel in an empty environment
	@sh scripts/package.sh

translations: setup ## gather the sentences, bring the catalogues up to date and compile them
	@$(BIN)/python scripts/translations.py

indexes: setup ## make the index files of phrases anew, after any change of them
	@$(BIN)/python scripts/index_files.py

screenshot: setup demo ## take the pictures in docs/ anew; needs Chromium
	@$(BIN)/python scripts/screenshot.py
	@$(BIN)/python scripts/screenshot_page.py

bench-%: setup
	@$(BIN)/python -m $(subst /,.,$(basename $(filter %/$(subst -,_,$*).py,$(BENCHES))))

clean: ## remove .venv, build and caches
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
