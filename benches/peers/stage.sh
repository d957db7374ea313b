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

# Sets $lucene: the class path of Lucene 9.9.1 and of the programs for it, built now; "none" where they are not to be had.
lucene() {
    lucene=none
    local jar=anserini-1.7.1-fatjar.jar from="$work/lucene"
    mkdir "$from"
    # A package of another project has all of Lucene in it: nothing else of it is kept.
    if command -v javac > /dev/null && python3 -m venv "$from/venv" \
        && "$from/venv/bin/pip" download --quiet --no-deps --dest "$from" pyserini==1.6.0 \
        && tar -xzf "$from/pyserini-1.6.0.tar.gz" -C "$from" --strip-components=4 "pyserini-1.6.0/pyserini/resources/jars/$jar" \
        && javac -proc:none -cp "$from/$jar" -d "$from" benches/peers/lucene/*.java; then
        lucene=$from:$from/$jar
    else
        echo "Lucene is not to be had: it needs javac and the package registry" >&2
    fi
    rm -rf "$from/venv" "$from"/pyserini-*
}

# Makes a peer a program that takes the scorer's arguments.
face() {
    printf '#!/bin/sh\nexec %s "$@"\n' "$2" > "$work/$1"
    chmod +x "$work/$1"
}
