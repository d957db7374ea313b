#!/usr/bin/env python3
"""Plays `index` and `search --topics … --format trec` with another engine, so that one scorer measures all.

usage: ranking_peer.py ENGINE index CORPUS --index FOLDER
       ranking_peer.py ENGINE search --index FOLDER --topics FILE … --limit N
ENGINE: bm25s (English stems, its English stop words) or tantivy (tantivy-py, English stems and stop words); title and text are one field.
"""
import json
import pathlib
import re
import shutil
import sys


def documents(folder):
    rows = [json.loads(line) for line in open(folder / "docs.jsonl", encoding="utf-8")]
    return [row["id"] for row in rows], [f"{row['title']}\n{row['text']}" for row in rows]


def by_bm25s(texts, queries, limit):
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("english")
    tokens = lambda texts: bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False)
    engine = bm25s.BM25()
    engine.index(tokens(texts), show_progress=False)
    found, scores = engine.retrieve(tokens(queries), k=min(limit, len(texts)), show_progress=False)
    return [list(zip(f.tolist(), s.tolist())) for f, s in zip(found, scores)]


def by_tantivy(texts, queries, limit):
    import tantivy

    analyzer = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stopword("english"))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="english")
    builder.add_integer_field("row", stored=True)
    index = tantivy.Index(builder.build())
    index.register_tokenizer("english", analyzer)
    writer = index.writer(num_threads=1)
    for row, text in enumerate(texts):
        writer.add_document(tantivy.Document(text=text, row=row))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    results = []
    for query in queries:
        # In capitals AND, OR, NOT and IN are operators to its parser, which refuses some topics then.
        words = " ".join(re.findall(r"\w+", query.lower()))
        hits = searcher.search(index.parse_query(words, ["text"]), limit).hits if words else []
        results.append([(searcher.doc(address)["row"][0], score) for score, address in hits])
    return results


def main():
    engine, command = sys.argv[1:3]
    folder = pathlib.Path(sys.argv[sys.argv.index("--index") + 1])
    if command == "index":
        folder.mkdir(parents=True)
        shutil.copy(pathlib.Path(sys.argv[3]) / "docs.jsonl", folder)
        return
    ids, texts = documents(folder)
    topics = [line.rstrip("\n").split("\t", 1) for line in open(sys.argv[sys.argv.index("--topics") + 1], encoding="utf-8")]
    limit = int(sys.argv[sys.argv.index("--limit") + 1])
    ranked = {"bm25s": by_bm25s, "tantivy": by_tantivy}[engine](texts, [words for _, words in topics], limit)
    for (topic, _), hits in zip(topics, ranked):
        for rank, (row, score) in enumerate(hits, 1):
            if score > 0:
                print(topic, "Q0", ids[row], rank, score, engine)


if __name__ == "__main__":
    main()
