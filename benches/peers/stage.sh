# What every comparison needs first: sourced by the scripts beside it, from the root of the repository.
# shellcheck shell=bash

work=$(mktemp -d -p "${WORK_FOLDER:-/tmp}")
trap 'rm -rf "$work"' EXIT

# Ends where the evaluation data is not beside the repository.
needs() {
    [ -d "$1" ] || { echo "the evaluation data is not here: $1" >&2; exit 2; }
}

# Sets $whosaid: the named program, or one that is built now.
program() {
    whosaid=${1:-}
    if [ -z "$whosaid" ]; then
        cargo build --release --locked
        whosaid=${CARGO_TARGET_DIR:-target}/release/whosaid
    fi
    whosaid=$(realpath "$whosaid")
}

# Sets $python: one of its own, with the named packages.
python() {
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --upgrade pip
    "$work/venv/bin/pip" install --quiet "$@"
    python=$work/venv/bin/python
}

# Sets $crates: where the programs of the package in this folder are, built now.
crates() {
    CARGO_TARGET_DIR=${PEERS_TARGET_DIR:-$work/target} cargo build --release --quiet --manifest-path "benches/peers/$1/Cargo.toml"
    crates=$(realpath "${PEERS_TARGET_DIR:-$work/target}/release")
}

# Makes a peer a program that takes the scorer's arguments.
face() {
    printf '#!/bin/sh\nexec %s "$@"\n' "$2" > "$work/$1"
    chmod +x "$work/$1"
}
