#!/usr/bin/env bash
# Scores the story text and the facts that whosaid and its peers find in saved pages, side by side in one run, as a Markdown table.
# Needs the evaluation data beside the repository (../shared), Python 3 with venv, and the package registries.
# usage: benches/peers/pages.sh [WHOSAID_BINARY]
set -euo pipefail
cd "$(dirname "$0")/../.."
source benches/peers/stage.sh
shared=../shared
needs "$shared/data/html"
program "${1:-}"
crates pages
python trafilatura lxml_html_clean readability-lxml
face whosaid "$whosaid"
for peer in trafilatura rs-trafilatura dom_smoothie; do face "$peer (crate)" "$crates/page-peers $peer"; done
for peer in trafilatura trafilatura-nocomments trafilatura-precise readability-lxml; do
    face "$peer (PyPI)" "$python $(realpath benches/peers/page_peer.py) $peer"
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
