"""Reads name and price out of a partner's product page."""

import json
import urllib.request

from lxml import html

TIMEOUT = 10  # seconds
LIMIT = 2_000_000  # bytes of a page that are read


def handle(event, context):
    request = urllib.request.Request(event["url"], headers={"User-Agent": "acme-scraper/2"})
    with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
        page = html.fromstring(response.read(LIMIT))
    for block in page.xpath('//script[@type="application/ld+json"]/text()'):
        data = json.loads(block)
        if isinstance(data, dict) and data.get("@type") == "Product":
            return {"name": data.get("name"), "price": data.get("offers", {}).get("price")}
    return {"name": None, "price": None}
