# Everything here needs only Python 3.11, pip, make and git; the rest is set up in .venv and .local.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

PYTHON ?= python3.11
# Each runs whole files of tests, with its own database cluster; in order, so that those of a folder share a running stack.
PROCESSES ?= 2
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv pip
TORCH := torch==2.13.0
LOCKS := requirements/uv.txt requirements/development.txt requirements/headless.txt

AUDIT := .local/audit/bin

.PHONY: run doctor test test-cli browser check audit sbom setup lock clean models samples benchmark-accuracy benchmark-real benchmark-tables \
	benchmark-fields benchmark-zoo benchmark-long-document benchmark-repair benchmark-search benchmark-search-latency \
	benchmark-search-scale benchmark-speed benchmark-memory benchmark-throughput benchmark-database benchmark-load benchmark-chaos benchmark-swarm \
	benchmark-cost benchmark-processors benchmark-peers benchmark-browsing

run: setup  ## start the whole stack, read the samples, serve until Ctrl-C (ONCE=1: stop after the samples)
	@$(BIN)/python -m local run $(if $(PORT),--port $(PORT)) $(if $(ONCE),--once)

doctor: setup  ## check every link of the running stack, or of the environment's settings if DATABASE_URL is set
	@$(BIN)/python -m local doctor $(ARGS)

test: setup  ## every test, against real Postgres and real models
	@$(BIN)/python -m pytest --numprocesses $(PROCESSES) --dist loadfile --no-loadscope-reorder $(ARGS)

# Apart from `test`, because it fetches the CLI (140 MB) from the registry of npm.
CLI := 3.1.0
test-cli: setup  ## the Supabase CLI against the embedded Postgres
	@npm install --silent --no-save --prefix .local/supabase-cli supabase@$(CLI)
	@SUPABASE_CLI=$(CURDIR)/.local/supabase-cli/node_modules/.bin/supabase \
		$(BIN)/python -m pytest tests/integration/test_supabase_cli.py $(ARGS)

# The system's Chromium, or where there is no apt, the build that Playwright fetches.
browser: setup  ## a browser for tests/browser, where the system has none
	@command -v chromium chromium-browser google-chrome >/dev/null \
		|| { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 \
		|| $(BIN)/python -m playwright install --with-deps chromium

# The first deptry takes what only `local` and `test` bring for missing: the image does not have it.
check: setup  ## style, format, strict types, direction of imports, undeclared packages, unused weights
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/deptry function
	@$(BIN)/deptry . --ignore DEP004
	@$(BIN)/python -m pytest -q tests/unit/test_models.py -k test_every_model_is_one_that_a_setting_asks_for

# Separate from check, because it asks the registry for advisories; the hosted CI runs it every week.
audit: .local/audit/ready  ## known vulnerabilities of what the image installs; fails if there are any
	@echo "$(TORCH)" > .local/audit/torch.txt
	@$(AUDIT)/pip-audit --strict --disable-pip --no-deps -r requirements/runtime.txt -r requirements/headless.txt -r .local/audit/torch.txt

sbom: .local/audit/ready  ## bill of materials of the image, with hashes, as CycloneDX: .local/sbom.json
	@{ cat requirements/runtime.txt requirements/headless.txt; echo "$(TORCH)"; } \
		| PYTHONWARNINGS=ignore $(AUDIT)/cyclonedx-py requirements --pyproject pyproject.toml --mc-type application \
			--output-reproducible --output-file .local/sbom.json -
	@echo "SBOM: .local/sbom.json"

setup: $(VENV)/ready models

models: $(VENV)/ready
	@$(BIN)/python -m function.models fetch >&2

samples: $(VENV)/ready  ## make the sample documents again
	@$(BIN)/python -m local.samples

# Each prints its table and takes ARGS. The project itself never installs the peers.
benchmark-accuracy: setup  ## characters and words read correctly, beside other programs; ARGS=DIRECTORY of pages and texts
	@$(BIN)/python -m benchmarks.accuracy $(ARGS)

benchmark-real: setup  ## pages that others made, read and put together, beside other programs; ARGS="DIRECTORY …"
	@$(BIN)/python -m benchmarks.real $(ARGS)

benchmark-tables: setup  ## correct cells of tables, clean and degraded
	@$(BIN)/python -m benchmarks.tables $(ARGS)

benchmark-fields: setup  ## types and fields of documents, by field and rendering; ARGS=DIRECTORY of files and truth
	@$(BIN)/python -m benchmarks.fields $(ARGS)

benchmark-zoo: setup  ## what becomes of bad files, in seconds and megabytes
	@$(BIN)/python -m benchmarks.zoo $(ARGS)

benchmark-long-document: setup  ## memory and time per page over 300 pages
	@$(BIN)/python -m benchmarks.long_document $(ARGS)

benchmark-repair: setup  ## what each rule of repair helps and hurts
	@$(BIN)/python -m benchmarks.repair $(ARGS)

benchmark-search: setup  ## does the right chunk come first: vectors, full text, plain fusion, ours
	@$(BIN)/python -m benchmarks.search $(ARGS)

benchmark-search-latency: setup  ## how long a search over HTTP takes, idle and while a scan is being read
	@$(BIN)/python -m benchmarks.search_latency

benchmark-browsing: setup browser  ## what a person waits for at the page, and what people who look cost
	@$(BIN)/python -m benchmarks.browsing

benchmark-search-scale: setup  ## speed, recall and size at 10,000 and 100,000 passages (takes long)
	@$(BIN)/python -m benchmarks.search_scale $(ARGS)

benchmark-speed: setup  ## seconds, memory and errors of a scanned page beside other programs; ARGS=DIRECTORY
	@$(BIN)/python -m benchmarks.speed $(ARGS)

benchmark-memory: setup  ## the function's memory over 2,000 pages of different sizes (takes long); ARGS=PAGES
	@$(BIN)/python -m benchmarks.memory $(ARGS)

benchmark-throughput: setup  ## how the running function keeps its models busy
	@$(BIN)/python -m benchmarks.throughput $(ARGS)

benchmark-database: setup  ## the queue at 1,000,000 jobs, the completing transaction, the insert trigger
	@$(BIN)/python -m benchmarks.database $(ARGS)

benchmark-load: setup  ## every endpoint under ten clients while two long scans are read and letters arrive
	@$(BIN)/python -m benchmarks.load $(ARGS)

benchmark-chaos: setup  ## a queue while workers are killed, disks fill up, Storage and Postgres go away; ARGS="--documents 60"
	@$(BIN)/python -m benchmarks.chaos $(ARGS)

benchmark-swarm: setup  ## replicas on Docker Swarm: throughput, a killed one and a rolling update in between
	@$(BIN)/python -m benchmarks.swarm $(ARGS)

benchmark-cost: setup  ## processor seconds, kWh and euros of 1,000 pages, beside list prices of services; ARGS=DIRECTORY
	@$(BIN)/python -m benchmarks.cost $(ARGS)

benchmark-processors: setup  ## a scanned page in each precision, as if the processor were older, and on fewer cores
	@$(BIN)/python -m benchmarks.processors $(ARGS)

# Tesseract and pdftotext come from the system (tesseract-ocr-spa, poppler-utils).
benchmark-peers: setup .local/peers/ready .local/paddleocr/ready  ## install the other programs, beside the project
	@$(BIN)/python -m function.models fetch --stock

.local/peers/ready: benchmarks/peers/requirements.txt
.local/paddleocr/ready: benchmarks/peers/paddleocr.txt
.local/audit/ready: requirements/audit.txt
.local/%/ready:
	@test -x .local/$*/bin/python || $(PYTHON) -m venv .local/$* || python3 -m venv .local/$*
	@.local/$*/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

# torch is the CPU build from PyTorch's own index if that answers, else the plain pin.
$(VENV)/ready: $(LOCKS)
	@echo "[1/4] Virtual environment ($(VENV))"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@echo "[2/4] torch, CPU build (about 200 MB)"
	@$(BIN)/python -c "import torch" 2>/dev/null \
		|| UV_HTTP_RETRIES=0 $(UV) install --quiet --torch-backend cpu --no-deps $(TORCH) 2>/dev/null \
		|| $(BIN)/python -m pip install --quiet --disable-pip-version-check $(TORCH)
	@echo "[3/4] Packages from the lock (about 1 GB unpacked)"
	@$(UV) install --no-deps --require-hashes -r requirements/development.txt 2>&1 | { grep -v '^ + ' || true; }
	@echo "[4/4] OpenCV without a display's libraries"
	@$(UV) install --quiet --no-deps --require-hashes --reinstall -r requirements/headless.txt
	@touch $@

# The lock leaves out torch and what only its CUDA build needs (requirements/README.md).
CUDA := triton cuda-bindings cuda-pathfinder cuda-toolkit nvidia-cublas nvidia-cuda-cupti nvidia-cuda-nvrtc \
	nvidia-cuda-runtime nvidia-cudnn-cu13 nvidia-cufft nvidia-cufile nvidia-curand nvidia-cusolver nvidia-cusparse \
	nvidia-cusparselt-cu13 nvidia-nccl-cu13 nvidia-nvjitlink nvidia-nvshmem-cu13 nvidia-nvtx
COMPILE := $(UV) compile --quiet --generate-hashes --python-version 3.11 --no-header --no-annotate \
	--upgrade $(foreach package,torch $(CUDA),--no-emit-package $(package))

lock:  ## resolve pyproject.toml into requirements/ again, with the newest versions, and list their licences
	@$(COMPILE) pyproject.toml --extra otel --extra local --extra test -o requirements/development.txt
	@$(COMPILE) -c requirements/development.txt pyproject.toml --extra otel -o requirements/runtime.txt
	@$(COMPILE) --group audit -o requirements/audit.txt
	@$(BIN)/python -m local.notices

clean:  ## remove what make set up; the next run starts from scratch
	rm -rf $(VENV) .local
