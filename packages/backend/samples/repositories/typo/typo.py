"""Finds the word that was meant."""

from pathlib import Path

from distance import distance

LIMIT = 2
WORDS = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split()


def handle(event, context):
    typed = event["word"].lower()
    edits, best = min((distance(typed, word, LIMIT), word) for word in WORDS)
    return {"word": best if edits <= LIMIT else typed}
