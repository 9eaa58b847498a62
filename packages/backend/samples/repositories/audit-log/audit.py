"""Chains each record to the one before it, so that a gap shows."""

import hashlib

import orjson


def handle(event, context):
    previous = bytes.fromhex(event.get("previous", ""))
    chained = []
    for record in event["records"]:
        text = orjson.dumps(record, option=orjson.OPT_SORT_KEYS)
        previous = hashlib.sha256(previous + text).digest()
        chained.append({**record, "chain": previous.hex()})
    return {"records": chained, "previous": previous.hex()}
