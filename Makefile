# wsmansh: `make run` opens the shell on the bundled lab, `make test` runs every test.

PREFIX ?= /usr/local
SWIFT ?= swift
RELEASE = $(SWIFT) build -c release --static-swift-stdlib --product wsmansh
PROGRAM = .build/release/wsmansh

.PHONY: run build test test-long bench format lint install uninstall clean

run: build
	@$(PROGRAM) --lab contoso

build:
	@scripts/install-packages
	$(RELEASE)

test:
	@scripts/install-packages --tests
	@scripts/run-tests

# The same with the tests that take long: a hundred kills, transcripts of 100 MB, a million instances.
test-long:
	@WSMANSH_TEST_KILLS=100 WSMANSH_TEST_TRANSCRIPT_MB=100 WSMANSH_TEST_INSTANCES=1000000 $(MAKE) test

bench: build
	@scripts/install-packages --bench
	@scripts/bench $(PROGRAM)

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

lint:
	.ci/check-imports
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

install: build
	@scripts/install "$(PROGRAM)" "$(DESTDIR)$(PREFIX)"

uninstall:
	@scripts/uninstall "$(DESTDIR)$(PREFIX)"

clean:
	$(SWIFT) package clean
