# Two commands on a fresh machine: `make demo` runs the main job, `make test` passes the tests.
# Both install what the build needs (cmake and sqlite3, for PROJ) where apt-get may, or say what to install.
# One cargo profile (release) for all, so that PROJ is built once.

CARGO ?= cargo
DEMO_OUT ?= nearhome-demo

.PHONY: demo test check lint deny fuzz bench council pictures setup

demo: setup
	$(CARGO) build --release --locked
	./target/release/nearhome demo --out $(DEMO_OUT) --overwrite

test: setup
	$(CARGO) test --release --locked

# What CI checks beside the tests.
lint: setup
	$(CARGO) fmt --check
	$(CARGO) clippy --release --locked --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --release --locked --no-deps

check: lint test

# Licences, sources, duplicates, known faults of what is built in (deny.toml).
deny:
	@./.ci/deny

# Each fuzz target for so many seconds, from the corpus of the tests. Needs a nightly toolchain and cargo-fuzz.
FUZZ_SECONDS ?= 60
fuzz: setup
	for target in tests/corpus/*; do \
	  target=$$(basename $$target); mkdir -p fuzz/corpus/$$target; \
	  $(CARGO) +nightly fuzz run -s none $$target fuzz/corpus/$$target tests/corpus/$$target -- \
	    -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=2048 || exit 1; \
	done

bench: setup
	$(CARGO) bench --locked

# Makes the files of the made-up council and of the other examples again, byte for byte.
council: setup
	$(CARGO) run --release --locked --example make_council

# The pictures of the README, from the made-up council; needs Chromium and QGIS.
pictures: demo
	./examples/pictures/make

setup:
	@./.ci/setup
