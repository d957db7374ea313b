#!/usr/bin/env bash
# Scores the story text and the facts that whosaid and its peers find in saved pages, side by side in one run, as a Markdown table.
# Needs the evaluation data beside the repository (../shared), Python 3 with venv, and the package registries.
# usage: benches/peers/pages.sh [WHOSAID_BINARY]
set -euo pipefail
cd "$(dirname "$0")/../.."
shared=../shared
[ -d "$shared/data/html" ] || { echo "the evaluation data is not here: $shared/data/html" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

whosaid=${1:-}
if [ -z "$whosaid" ]; then
    cargo build --release --locked
    whosaid=${CARGO_TARGET_DIR:-target}/release/whosaid
fi
CARGO_TARGET_DIR=${PEERS_TARGET_DIR:-$work/target} cargo build --release --quiet --manifest-path benches/peers/pages/Cargo.toml
crates=${PEERS_TARGET_DIR:-$work/target}/release/page-peers
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --upgrade pip
"$work/venv/bin/pip" install --quiet trafilatura lxml_html_clean readability-lxml

# A peer as a program that takes the scorer's arguments.
face() {
    printf '#!/bin/sh\nexec %s "$@"\n' "$2" > "$work/$1"
    chmod +x "$work/$1"
}
face whosaid "$(realpath "$whosaid")"
for peer in trafilatura rs-trafilatura dom_smoothie; do face "$peer (crate)" "$(realpath "$crates") $peer"; done
for peer in trafilatura trafilatura-nocomments trafilatura-precise readability-lxml; do
    face "$peer (PyPI)" "$work/venv/bin/python $(realpath benches/peers/page_peer.py) $peer"
done

echo "| extractor | text P | text R | text F1 | must | must not | title | author | date |"
echo "|---|---|---|---|---|---|---|---|---|"
for peer in whosaid "trafilatura (crate)" "rs-trafilatura (crate)" "dom_smoothie (crate)" "trafilatura (PyPI)" \
    "trafilatura-nocomments (PyPI)" "trafilatura-precise (PyPI)" "readability-lxml (PyPI)"; do
    python3 "$shared/tools/score.py" pages "$shared/data/html/saeb" --bin "$work/$peer" > "$work/pages.json"
    python3 benches/peers/metadata.py "$shared" "$work/$peer" > "$work/facts.json"
    python3 - "$peer" "$work/pages.json" "$work/facts.json" <<'PY'
import json, sys
p, f = (json.load(open(path)) for path in sys.argv[2:4])
cells = [f"{p[k]:.4f}" for k in ("precision", "recall", "f1")] + [str(f[k]) for k in ("must", "mustnot", "title", "author", "date")]
print("| " + " | ".join([sys.argv[1], *cells]) + " |")
PY
done
