"""Compares the bank's settlement records with the payments we booked."""

import base64

from settle._records import amount


def handle(event, context):
    booked = {payment["reference"]: payment["cents"] for payment in event["payments"]}
    differences = []
    for line in base64.b64decode(event["file"]).splitlines():
        reference = line[:16].decode("ascii").strip()
        cents = amount(line)
        if booked.pop(reference, None) != cents:
            differences.append({"reference": reference, "settled": cents})
    return {"differences": differences, "notSettled": sorted(booked)}
