#!/usr/bin/env python3
"""Runs the scorer's `metadata` with gold authors that are lists joined, which it does not do itself. usage: metadata.py SHARED BINARY"""
import os
import runpy
import sys

shared, binary = sys.argv[1:3]
tool = os.path.join(shared, "tools", "score.py")
scorer = runpy.run_path(tool)
rows = scorer["rows"]


def joined(path):
    read = rows(path)
    for row in read:
        if isinstance(row.get("author"), list):
            row["author"] = "; ".join(row["author"])
    return read


score = scorer["score_metadata"]
score.__globals__["rows"] = joined
arguments = type("Arguments", (), {"gold": os.path.join(shared, "data", "html", "trafilatura"), "bin": binary, "limit": None})
score(arguments)
