"""Returns a letter of the archive."""

from pathlib import Path

ARCHIVE = Path("/mnt/archive")


def handle(event, context):
    year, week = int(event["year"]), int(event["week"])
    return (ARCHIVE / f"{year:04}" / f"{week:02}.txt").read_text(encoding="utf-8")
