# `make run` sets up and extracts the samples; `make test` sets up and runs every fast check; `make fast` compiles.
# (tests/test_docs.py, which checks the manual, runs as part of `check`.)
.PHONY: run fast test test-full check bench bench-others clean

run:
	@scripts/install
	@.venv/bin/hongtou extract corpus/samples --output output
	@echo
	@echo "Next, try:"
	@echo "  .venv/bin/hongtou show corpus/samples/qingyan-2011-progress-30.txt    one circular as a person reads it"
	@echo "  .venv/bin/hongtou find output 改造 --due-before 2012-01-01             ask the dataset"
	@echo "  .venv/bin/hongtou extract YOUR.html --output mine                     a page of your own"

fast:
	@scripts/install fast

test: check
	@scripts/test -m "not slow" --ignore=tests/test_docs.py

test-full: check
	@scripts/install full
	@scripts/test-compiled
	@scripts/test -m "slow or not slow" --ignore=tests/test_docs.py

check:
	@scripts/install dev
	@scripts/check

bench:
	@scripts/install dev
	@scripts/bench $(if $(DOCUMENT),--document "$(DOCUMENT)") $(if $(AGAINST),--against "$(AGAINST)")

bench-others:
	@scripts/bench-others

clean:
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis
