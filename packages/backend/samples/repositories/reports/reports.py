"""Writes the table of the week's campaigns."""

from tabulate import tabulate

COLUMNS = ["Campaign", "Sent", "Opened", "Ordered"]


def handle(event, context):
    rows = [
        [c["name"], c["sent"], share(c["opened"], c["sent"]), share(c["ordered"], c["sent"])]
        for c in event["campaigns"]
    ]
    return tabulate(rows, headers=COLUMNS)


def share(part, whole):
    return f"{part / whole:.1%}" if whole else "none sent"
