"""Compares the pages of a site map with what was seen the last time."""

import hashlib
import urllib.request
import xml.etree.ElementTree as ElementTree

import zstandard

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
TIMEOUT = 10  # seconds


def handle(event, context):
    seen = event.get("seen", {})
    changed = {}
    for url in locations(fetch(event["sitemap"])):
        digest = hashlib.sha256(fetch(url)).hexdigest()
        if seen.get(url) != digest:
            changed[url] = digest
    return {"changed": changed}


def locations(sitemap):
    root = ElementTree.fromstring(sitemap)
    return [node.text.strip() for node in root.iter(f"{NAMESPACE}loc")]


def fetch(url):
    request = urllib.request.Request(url, headers={"Accept-Encoding": "zstd"})
    with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
        body = response.read()
        if response.headers.get("Content-Encoding") == "zstd":
            return zstandard.decompress(body)
        return body
