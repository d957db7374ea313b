#!/usr/bin/env python3
"""What do other extractors find in a page? `page_peer.py PEER analyze FILE` prints it in the shape of `whosaid analyze`."""
import json
import sys


def found(peer, page):
    if peer.startswith("trafilatura"):
        import trafilatura

        options = {"include_comments": peer != "trafilatura-nocomments", "favor_precision": peer == "trafilatura-precise"}
        text = trafilatura.extract(page, **options) or ""
        meta = trafilatura.extract_metadata(page)
        return text, getattr(meta, "title", None), getattr(meta, "author", None), getattr(meta, "date", None)
    import lxml.html
    from readability import Document

    document = Document(page)
    return lxml.html.fromstring(document.summary()).text_content(), document.short_title(), None, None


with open(sys.argv[3], "rb") as file:
    page = file.read().decode("utf-8", "replace")
try:
    text, title, byline, published = found(sys.argv[1], page)
except Exception as error:  # a peer that fails on a page has found nothing in it
    print(error, file=sys.stderr)
    text, title, byline, published = "", None, None, None
article = {"title": title, "byline": byline, "published": published}
print(json.dumps({"text": text, "blocks": [{"role": "body", "span": [0, len(text)]}], "article": article}))
