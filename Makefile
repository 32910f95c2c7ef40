# The two commands: `make run` and `make test`. README.md tells the rest.

PREFIX ?= /usr/local
BENCH ?= all
KILLS ?= 50
# A target that imports a module it does not list as a dependency does not build.
SWIFT_BUILD_FLAGS := --explicit-target-dependency-import-check error
RELEASE := $(SWIFT_BUILD_FLAGS) --configuration release --static-swift-stdlib
# These keep every processor busy for long; tests that wait for real processes run apart from them.
CALCULATING_TESTS := ^(IAMPolicyTests|PolicyCasesTests)[.]
# These write programs and start them at once, which fails while a child of another test has them open for writing.
PROCESS_TESTS := ^SandboxTests[.]
SWIFT_SOURCES := Package.swift Sources Tests Benchmarks Fuzzing

.PHONY: run build debug test unit-tests end-to-end-tests kill-test bench fuzz lint format clean install help

help:
	@echo 'make run       set up, build and serve on 127.0.0.1:4566'
	@echo 'make test      set up, then every test: Swift, generated files, end to end'
	@echo 'make build     build for use; ./postern is the result'
	@echo 'make bench     measure against the peers (BENCH=decision|sigv4|gateway|invoke|coldstart|startup)'
	@echo 'make kill-test kill the server under load (KILLS=50); make test does it three times'
	@echo 'make fuzz      fuzz policies, signatures, codecs and evaluators (FUZZ_SECONDS=60)'
	@echo 'make lint      formatting and lint, strictly'
	@echo 'make install   PREFIX=/usr/local'
	@echo 'make clean     remove everything that was built or fetched; the state in .postern stays'

run:
	@Scripts/setup.sh run
	@$(MAKE) --no-print-directory build
	@exec Scripts/serve.sh

build:
	@Scripts/setup.sh build
	swift build $(RELEASE)
	@ln -sfn .build/release/postern postern

debug:
	swift build $(SWIFT_BUILD_FLAGS)

test:
	@Scripts/setup.sh test
	@$(MAKE) --no-print-directory unit-tests end-to-end-tests

unit-tests:
	swift build --build-tests $(SWIFT_BUILD_FLAGS)
	swift test --skip-build --filter '$(CALCULATING_TESTS)'
	swift test --skip-build --filter '$(PROCESS_TESTS)'
	swift test --skip-build --skip '$(CALCULATING_TESTS)|$(PROCESS_TESTS)'

# One worker: the suites share two cores with the servers that they start.
end-to-end-tests: debug
	.venv/bin/python -m pytest -q Tests/Generation Tests/RuntimeClients Tests/EndToEnd

kill-test: debug
	POSTERN_KILLS=$(KILLS) .venv/bin/python -m pytest -q Tests/EndToEnd/test_kills.py

bench:
	@Scripts/setup.sh test
	@Benchmarks/run.sh $(BENCH)

fuzz:
	@Scripts/fuzz.sh

lint:
	swift format lint --strict --parallel --configuration .swift-format --recursive $(SWIFT_SOURCES)
	@for script in Scripts/*.sh Benchmarks/*.sh .ci/run; do bash -n $$script || exit 1; done

format:
	swift format --in-place --parallel --configuration .swift-format --recursive $(SWIFT_SOURCES)

install: build
	@Scripts/install.sh '$(DESTDIR)$(PREFIX)'

clean:
	rm -rf .build Benchmarks/.build .venv Runtimes/python-packages postern
