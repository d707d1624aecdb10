# `make run`: a serving, seeded registry. `make test`: everything that is checked. See README.md.
.PHONY: run test setup setup-dev lint

run: setup
	@bin/run

test: setup-dev
	@bin/test

lint: setup-dev
	@bin/lint

setup:
	@bin/setup requirements.txt

setup-dev:
	@bin/setup requirements.txt requirements-dev.txt
