#!/usr/bin/env bash
# Measures how fast whosaid and its peers index the same made articles with 2 threads, in one run, as a Markdown table.
# Needs a Rust toolchain, Python 3 with venv and sqlite3, and the package registries; 5 GB of disk for 200,000 articles.
# usage: benches/peers/ingest.sh [ARTICLES] [ROUNDS] [WHOSAID_BINARY]
set -euo pipefail
cd "$(dirname "$0")/../.."
articles=${1:-20000}
rounds=${2:-1}
whosaid=${3:-}
work=$(mktemp -d -p "${WORK_FOLDER:-/tmp}")
trap 'rm -rf "$work"' EXIT

if [ -z "$whosaid" ]; then
    cargo build --release --locked
    whosaid=${CARGO_TARGET_DIR:-target}/release/whosaid
fi
whosaid=$(realpath "$whosaid")
# The generator needs nothing but the standard library.
rustc --edition 2024 -O benches/generate/main.rs -o "$work/generate"
CARGO_TARGET_DIR=${PEERS_TARGET_DIR:-$work/target} cargo build --release --quiet --manifest-path benches/peers/plain/Cargo.toml
plain=$(realpath "${PEERS_TARGET_DIR:-$work/target}/release/plain-peer")
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet tantivy bm25s || echo "tantivy-py and bm25s are left out" >&2

"$work/generate" "$work/corpus" --articles "$articles"
peer="$work/venv/bin/python benches/peers/ingest_peer.py"
python3 benches/peers/measure.py "$work" "$work/corpus" "$rounds" \
    "tantivy 0.27 alone, English stems=$plain {corpus} {index} 2" \
    "whosaid=$whosaid --index {index} index {corpus} --threads 2" \
    "whosaid --only text=$whosaid --index {index} index {corpus} --threads 2 --only text" \
    "SQLite FTS5 (Python)=$peer fts5 {corpus} {index}" \
    "tantivy-py=$peer tantivy {corpus} {index}" \
    "bm25s=$peer bm25s {corpus} {index}"
