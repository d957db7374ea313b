#!/usr/bin/env python3
"""Plays `analyze --raw` with a spaCy model, so that one scorer measures both: reads JSONL {id, text}, prints the names it finds.

usage: name_peer.py MODEL [--quotes] FILE      (MODEL: a package or a folder; --quotes: textacy's direct quotations as claims too)

A leading article and a possessive ending are left out of a name, as the evaluation sets leave them out; spaCy's types are
folded to four. Names alone need no parser, so only what they need is run, as a user after speed would.
"""
import importlib
import json
import sys

import spacy

KINDS = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place",
    "NORP": "other", "EVENT": "other", "WORK_OF_ART": "other", "LAW": "other", "PRODUCT": "other", "LANGUAGE": "other",
}


def trimmed(text, start, end):
    """Gives a name's span without its article and its possessive ending."""
    for article in ("the ", "The ", "a ", "A "):
        if text.startswith(article, start):
            start += len(article)
    for ending in ("'s", "’s"):
        if text[start:end].endswith(ending):
            end -= len(ending)
    return [start, end]


def quoted(document):
    """Gives textacy's direct quotations in the shape of claims; none where it fails (it raises on unbalanced marks)."""
    from textacy import extract

    def spans(tokens):
        return [[tokens[0].idx, tokens[-1].idx + len(tokens[-1])]] if len(tokens) else []

    try:
        found = list(extract.direct_quotations(document))
    except ValueError:
        return []
    claim = lambda q: {
        "speaker": {"name": None, "text": "", "span": (spans(q.speaker) or [None])[0]},
        "cue": {"lemma": "", "text": "", "span": (spans(q.cue) or [None])[0]},
        "content": [{"span": span} for span in spans(q.content)],
    }
    return [claim(q) for q in found]


def loaded(model, with_quotes):
    """Loads of a model what finds names, and what textacy needs where quotations are wanted too."""
    if with_quotes:
        # Here and not with the first text, so that an empty run takes as long to begin as any other.
        importlib.import_module("textacy.extract")
    # textacy knows verbs that report by their dictionary form.
    return spacy.load(model, exclude=[] if with_quotes else ["tagger", "parser", "attribute_ruler", "lemmatizer"])


def found(text, document, with_quotes):
    """Gives the names and the claims of an analysed text."""
    names = [
        {"name": e.text, "type": KINDS[e.label_], "mentions": [trimmed(text, e.start_char, e.end_char)], "references": []}
        for e in document.ents
        if e.label_ in KINDS
    ]
    return {"entities": names, "claims": quoted(document) if with_quotes else []}


def main():
    with_quotes = "--quotes" in sys.argv
    arguments = [a for a in sys.argv[1:] if a not in ("--quotes", "analyze", "--raw", "--only", "entities")]
    model, path = arguments[0], arguments[-1]
    pipeline = loaded(model, with_quotes)
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        print(json.dumps({"id": row["id"], **found(row["text"], pipeline(row["text"]), with_quotes)}))


if __name__ == "__main__":
    main()
