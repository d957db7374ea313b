#!/usr/bin/env python3
"""How well are names that mean one thing joined, inside an article and across articles?

usage: joining.py SHARED BINARY [--wrong N] [--missed N]      (SHARED: the folder with `data` and `tools`)

Inside an article: marked names that share an id (`entity_linking`: Wikidata; GUM: a chain of named mentions) are pairs. Precision is
of the pairs that the program joins and whose both names are marked with an id; recall is of the pairs whose both names it finds
(`recall of all` counts names not found, too). Across articles: entities of one type and one normal form, or whose names a list holds
as one, are joined; a joined pair of mentions in two articles is wrong where their ids differ. Each distinct name of an article counts once
there, so that one article that repeats a name does not decide. Without the data it says so and ends well.
"""
import argparse
import collections
import itertools
import json
import os
import re
import sys
import unicodedata


def key(name):
    """Gives the form under which two names are one, as `model::normal::name_key` does for Latin letters."""
    bare = re.sub(r"['’ʼ＇][sS]\b", "", name)
    plain = "".join(c for c in unicodedata.normalize("NFKD", bare.lower()) if not unicodedata.combining(c))
    plain = re.sub(r"(?<=\w)[.'’](?=\w)", "", plain.translate(str.maketrans("øłđðı", "olddi")))
    words = re.findall(r"\w+", plain)
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def known(path):
    """Gives the names that a list holds as one: `United States, US, U.S.; American`; `Federal Reserve; Fed`."""
    names = {}
    for file, kind in (("countries", "place"), ("organizations", "organization")):
        for line in open(os.path.join(path, file + ".txt"), encoding="utf-8"):
            if line.startswith("#"):
                continue
            forms, _, others = line.strip().partition("; ")
            forms = forms.split(", ") + (others.split(", ") if kind == "organization" and others else [])
            names.update({(kind, key(form)): key(forms[0]) for form in forms})
    return names


def chains(row):
    """Gives the ids of the marked names of a row, by span: those that stand alone say nothing about joining inside the article."""
    ids, links = {}, collections.defaultdict(set)
    for mention in row["entities"]:
        if "qid" in mention:
            if not mention["qid"].startswith("<"):
                ids[(mention["s"], mention["e"])] = mention["qid"]
        elif mention.get("named") and mention.get("name") and mention.get("type") in ("person", "organization", "place"):
            ids[tuple(mention["name"])] = mention["chain"]
            article = (mention.get("wiki") or "").lower()
            if article:
                links[mention["chain"]].add(article)
    # Chains that GUM links to one article are one thing; it begins another chain where a name is meant in general.
    first = {}
    for chain in sorted(links):
        if len(links[chain]) == 1:
            first.setdefault(next(iter(links[chain])), chain)
    return {span: first.get(next(iter(links[ident])), ident) if len(links.get(ident, ())) == 1 else ident for span, ident in ids.items()}


def trimmed(text, s, e):
    """Gives a span without a leading article and a possessive, as names are marked here."""
    if text[s:e].lower().startswith("the "):
        s += 4
    if text[s:e].endswith(("'s", "’s")):
        e -= 2
    return s, e


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("shared")
    parser.add_argument("binary")
    parser.add_argument("--wrong", type=int, default=0, help="prints so many wrong joins of each set")
    parser.add_argument("--missed", type=int, default=0, help="prints so many missed joins of each set")
    args = parser.parse_args()
    data = os.path.join(args.shared, "data")
    if not os.path.isdir(os.path.join(data, "entity_linking")):
        print(f"the evaluation data is not here: {data}/entity_linking", file=sys.stderr)
        return
    sys.path.insert(0, os.path.join(args.shared, "tools"))
    import score

    lists = known(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../src/analysis/names/lists"))
    sets = ["entity_linking/" + name for name in sorted(os.listdir(os.path.join(data, "entity_linking")))]
    sets += ["gum/permissive_train.jsonl.xz", "gum/permissive_dev.jsonl.xz"]
    total, apart = collections.Counter(), collections.defaultdict(collections.Counter)
    examples = collections.defaultdict(list)
    for name in sets:
        rows = score.rows(os.path.join(data, name))
        found = score.analyze(argparse.Namespace(pred=None, bin=args.binary, args="--only entities"), rows)
        counts, wrong, missed = collections.Counter(), collections.Counter(), collections.Counter()
        for number, row in enumerate(rows):
            text = row["text"]
            gold = {trimmed(text, *span): ident for span, ident in chains(row).items()}
            ours = {}
            for place, entity in enumerate(found.get(str(number), {}).get("entities", [])):
                for span in entity["mentions"]:
                    ours[trimmed(text, *span)] = (place, entity)
            spans = sorted(gold)
            for one, other in itertools.combinations(spans, 2):
                same = gold[one] == gold[other]
                counts["all"] += same
                if one not in ours or other not in ours:
                    continue
                joined = ours[one][0] == ours[other][0]
                counts["joined"] += joined
                counts["wanted"] += same
                counts["right"] += joined and same
                line = f"{number}: {text[slice(*one)]!r} {gold[one]} / {text[slice(*other)]!r} {gold[other]} as {ours[one][1]['name']!r} {ours[one][1]['type']}, {ours[other][1]['name']!r} {ours[other][1]['type']}"
                if joined and not same:
                    wrong[line] += 1
                if same and not joined:
                    missed[line] += 1
            if "entity_linking" in name:
                named = {(ours[span][1]["type"], ours[span][1]["name"], gold[span]) for span in spans if span in ours}
                for kind, called, ident in named:
                    under = (kind, lists.get((kind, key(called)), key(called)))
                    apart[under][ident] += 1
                    examples[under].append((name, number, called, ident))
        total.update(counts)
        show(name, counts)
        for what, lines, most in (("wrong", wrong, args.wrong), ("missed", missed, args.missed)):
            for line, times in lines.most_common(most):
                print(f"  {what} {times} times, {line}")
    show("all", total)
    for kinds in (("person",), ("organization",), ("place",), ("person", "organization", "place", "other")):
        of_kinds = [ids for (kind, _), ids in apart.items() if kind in kinds]
        joined, wrong = sum(pairs(sum(ids.values())) for ids in of_kinds), sum(map(wrong_pairs, of_kinds))
        print(json.dumps({"across articles": " ".join(kinds), "joined": joined, "wrong": wrong, "wrong %": round(100 * wrong / max(joined, 1), 2)}))
    worst = sorted(apart, key=lambda under: wrong_pairs(apart[under]), reverse=True)
    for under in worst[: args.wrong]:
        print("  apart", under, dict(apart[under]))


def pairs(count):
    return count * (count - 1) // 2


def wrong_pairs(ids):
    """Gives how many pairs of a name have different ids."""
    return pairs(sum(ids.values())) - sum(map(pairs, ids.values()))


def show(name, counts):
    """Prints the figures of a set."""
    rate = lambda part, whole: round(100 * counts[part] / max(counts[whole], 1), 2)
    print(json.dumps({"set": name, "joined": counts["joined"], "precision": rate("right", "joined"), "wanted": counts["wanted"],
                      "recall": rate("right", "wanted"), "recall of all": rate("right", "all")}))


if __name__ == "__main__":
    main()
