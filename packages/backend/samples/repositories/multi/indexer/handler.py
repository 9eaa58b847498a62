"""Turns product events into documents of the index."""


def handle(event, context):
    return {"documents": [document(product) for product in event["products"]]}


def document(product):
    words = product["name"].lower().split()
    return {"id": product["id"], "name": product["name"], "words": sorted(set(words))}
