"""Counts requests for pages that never existed, by address."""

from collections import Counter

LIMIT = 20


def handle(event, context):
    misses = Counter(line["address"] for line in event["lines"] if line["status"] == 404)
    return {"block": [address for address, count in misses.items() if count >= LIMIT]}
