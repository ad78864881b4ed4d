# The only door for chores. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
# Python's requirements and the web app are installed side by side.
MAKEFLAGS += --jobs=2

VENV := .venv/bin

# A stamp names the requirement file by its hash: nothing is installed twice, and a file that
# changed is. What the tests need includes what running needs.
hash = $(shell cksum requirements/$(1).txt | tr ' ' '-' | cut -d- -f1,2)
RUN_STAMP := .venv/.run-$(call hash,run)
DEV_STAMP := .venv/.dev-$(call hash,dev)
INSTALLED_TO_RUN := $(firstword $(wildcard $(DEV_STAMP)) $(RUN_STAMP))

SITE := frontend/dist/index.html
SITE_SOURCES := $(shell find frontend -path frontend/node_modules -prune -o \
	-path frontend/dist -prune -o -type f -print 2>/dev/null)
NODE_MODULES := frontend/node_modules/.stamp

# The first Python on this machine that is new enough; PYTHON=/path chooses another.
find_python = for name in "$(PYTHON)" python3 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$name && break; done
need_python = [ -n "$$($(find_python))" ] \
	|| { echo "This needs Python 3.11 or newer; PYTHON=/path names one."; exit 1; }
need_node = node -e '[a, b] = process.versions.node.split("."); process.exit(+(a * 100 + +b < 2019))' \
	2>/dev/null && command -v npm >/dev/null \
	|| { echo "This needs Node 20.19 or newer with npm; see https://nodejs.org."; exit 1; }
install = "$$($(find_python))" -m venv .venv && $(VENV)/python -m pip install -qq \
	--disable-pip-version-check --require-hashes --no-deps -r requirements/$(1).txt

SIDE_BY_SIDE := --dist loadgroup --numprocesses logical --maxprocesses 4

LOCK := $(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"

##@ Every day

run: $(INSTALLED_TO_RUN) $(SITE) ## Start the whole platform here: http://localhost:8080
	@$(VENV)/python -m deploy.local --with-parent

# All of them: in several processes, each with databases of its own.
test: $(DEV_STAMP) $(SITE) ## Run the tests; T=path narrows, K=words filters
	$(VENV)/pytest $(if $(T)$(K),$(T) $(if $(K),-k "$(K)"),$(SIDE_BY_SIDE))

check: $(DEV_STAMP) $(NODE_MODULES) ## Check format, lint, types and imports, of both languages
	$(VENV)/ruff format --check .
	$(VENV)/ruff check .
	$(VENV)/mypy
	$(VENV)/lint-imports
	cd frontend && npm run --silent check && npm run --silent test

fmt: $(DEV_STAMP) ## Put everything in its format
	$(VENV)/ruff check --fix --quiet .
	$(VENV)/ruff format .

reset: ## Forget everything the local platform remembers
	@if [ -e .local/running.json ] && \
		kill -0 "$$(sed -n 's/.*"pid": \([0-9]*\).*/\1/p' .local/running.json)" 2>/dev/null; \
		then echo "The platform is running; stop it first."; exit 1; fi
	rm -rf .local

##@ Now and then

package: $(DEV_STAMP) ## Build one zip for each Lambda, and prove that it starts
	$(VENV)/python -m deploy.package

docs: $(DEV_STAMP) ## Write the generated pages and the API document from the code
	$(VENV)/python -m deploy.settings_doc
	$(VENV)/python -m deploy.launch_doc
	$(VENV)/python -m deploy.data_map_doc
	$(VENV)/python -m deploy.socket_doc
	$(VENV)/python -m deploy.openapi

lock: $(DEV_STAMP) ## Pin every requirement again, by hash
	$(LOCK) requirements/dev.in -o requirements/dev.txt
	for name in run user-cessation social-media lambda-auth lambda-payment lambda-upload \
		lambda-scheduled; do \
		$(LOCK) -c requirements/dev.txt requirements/$$name.in -o requirements/$$name.txt \
		|| exit 1; done

bench: $(DEV_STAMP) ## Compare ours with its peers, in turn; T=rest or T=chat for one part
	for part in $(or $(T),rest chat); do $(VENV)/python -m bench.$$part || exit 1; done

help: ## Show this
	@awk 'BEGIN {FS = ":.*## "} /^##@ / {printf "\n%s\n", substr($$0, 5)} \
		/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(RUN_STAMP):
	@$(need_python)
	@echo "Installing what running needs …"
	@$(call install,run)
	@rm -f .venv/.run-* && touch $@

$(DEV_STAMP):
	@$(need_python)
	@echo "Installing what the tests need …"
	@$(call install,dev)
	@rm -f .venv/.dev-* && touch $@

$(NODE_MODULES): frontend/package-lock.json
	@$(need_node)
	@echo "Installing what the web app needs …"
	@cd frontend && npm ci --loglevel=error --no-audit --no-fund
	@touch $@

$(SITE): $(NODE_MODULES) $(SITE_SOURCES)
	@$(need_node)
	@echo "Building the web app …"
	@cd frontend && npm run --silent build
	@touch $@

.PHONY: run test check fmt reset package docs lock bench help
