#!/usr/bin/env python3
"""How many of the direct quotations marked in RiQuA does a program like `whosaid analyze --raw` find, to the letter?

usage: quotations.py SHARED BINARY      (SHARED: the folder with `data` and `tools`)

A quotation counts as found where one of a claim's quotations (of its content, for programs that give none) has its first and its
last letter, quotation marks and stops at the ends left out.
"""
import argparse
import json
import os
import sys

sys.path.insert(0, os.path.join(sys.argv[1], "tools"))
import score

OUTER = " \n\t`'\"“”‘’,.:;—-"


def trimmed(text, start, end):
    """Gives a span without marks, stops and blanks at its ends."""
    while start < end and text[start] in OUTER:
        start += 1
    while start < end and text[end - 1] in OUTER:
        end -= 1
    return start, end


def main():
    rows = score.rows(os.path.join(sys.argv[1], "data/riqua/train.jsonl.xz"))
    found = score.analyze(argparse.Namespace(pred=None, bin=sys.argv[2], args=""), rows)
    right = wanted = given = 0
    for number, row in enumerate(rows):
        text = row["text"]
        quoted = [s for s in row["spans"] if s["role"] == "content" and s["text"].lstrip()[:1] in ("`", '"', "“", "‘", "'")]
        gold = {trimmed(text, s["s"], s["e"]) for s in quoted}
        claims = found.get(str(number), {}).get("claims", [])
        mine = {trimmed(text, *q["span"]) for claim in claims for q in claim.get("quotes", claim.get("content", []))}
        right, wanted, given = right + len(gold & mine), wanted + len(gold), given + len(mine)
    print(json.dumps({"set": "riqua", "quotations": wanted, **score.prf(right, given - right, wanted - right)}))


if __name__ == "__main__":
    main()
