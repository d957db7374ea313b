#!/usr/bin/env bash
# Indexes `corpus` on file systems that are too small, and wants that no run says it is done with an article missing, and that
# what was committed is found. Linux; needs the right to mount (root), and a whosaid to try: WHOSAID_BINARY, or one built now.
# usage: scripts/full.sh [SIZES IN KIB...]
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -z "${WHOSAID_BINARY:-}" ]; then
    cargo build --release --locked
    WHOSAID_BINARY=${CARGO_TARGET_DIR:-target}/release/whosaid
fi
whosaid=$(realpath "$WHOSAID_BINARY")
corpus=$(realpath corpus)
work=$(mktemp -d)
trap 'mountpoint -q "$work/small" && umount "$work/small"; rm -rf "$work"' EXIT
mkdir "$work/small"
articles() { "$whosaid" --index "$1" status --format json | python3 -c 'import json, sys; print(json.load(sys.stdin)["articles"])'; }

"$whosaid" --index "$work/whole" index "$corpus" > "$work/said" 2>&1
whole=$(articles "$work/whole")
sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || mapfile -t sizes < <(seq 60 20 840)
wrong=0 full=0
for size in "${sizes[@]}"; do
    mount -t tmpfs -o "size=${size}k" whosaid-full "$work/small"
    # A first article is committed, then all of them are to be.
    mkdir "$work/first"
    printf 'Weir shut\n\nThe weir is shut, Ines Halvorsen said.\n' > "$work/first/weir.txt"
    index=$work/small/index
    if "$whosaid" --index "$index" index "$work/first" > "$work/said" 2>&1; then
        code=0
        "$whosaid" --index "$index" index "$corpus" > "$work/said" 2>&1 || code=$?
        found=$(articles "$index" || echo none)
        case "$code $found" in
            "0 $((whole + 1))") ;;
            "2 1" | "2 $((whole + 1))") full=$((full + 1)) ;;
            *) echo "$size KiB: code $code with $found articles: $(tail -1 "$work/said")" >&2; wrong=$((wrong + 1)) ;;
        esac
        if ! "$whosaid" --index "$index" search weir > "$work/found" 2>&1; then
            echo "$size KiB: what was committed is not found" >&2
            wrong=$((wrong + 1))
        fi
    else
        full=$((full + 1))
    fi
    umount "$work/small"
    rm -r "$work/first"
done
echo "${#sizes[@]} sizes, $full of them too small, $wrong wrong"
[ "$wrong" -eq 0 ]
