"""Suggests words that are close to what was typed."""

import os
from functools import cache

from rapidfuzz import process


@cache
def words():
    path = os.path.join(os.environ.get("LAMBDA_TASK_ROOT", "."), "words.txt")
    with open(path, encoding="utf-8") as file:
        return file.read().split()


def handle(event, context):
    found = process.extract(event["typed"].lower(), words(), limit=5)
    return [word for word, _score, _index in found]
