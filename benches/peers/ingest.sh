#!/usr/bin/env bash
# Measures how fast whosaid and its peers index the same made articles with 2 threads, in one run, as a Markdown table.
# Needs a Rust toolchain, Python 3 with venv and sqlite3, and the package registries; 5 GB of disk for 200,000 articles.
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
python tantivy bm25s

"$work/generate" "$work/corpus" --articles "$articles"
peer="$python benches/peers/ingest_peer.py"
python3 benches/peers/measure.py "$work" "$work/corpus" "$rounds" \
    "tantivy 0.27 alone, English stems=$crates/plain-peer {corpus} {index} 2" \
    "whosaid=$whosaid --index {index} index {corpus} --threads 2" \
    "whosaid --only text=$whosaid --index {index} index {corpus} --threads 2 --only text" \
    "SQLite FTS5 (Python)=$peer fts5 {corpus} {index}" \
    "tantivy-py=$peer tantivy {corpus} {index}" \
    "bm25s=$peer bm25s {corpus} {index}"
