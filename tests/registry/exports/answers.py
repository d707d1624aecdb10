"""Answers read as the files that they are."""

import csv
import io
import json


def table(answer):
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.data.decode(), newline="")))


def lines(answer):
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.data.splitlines()]
