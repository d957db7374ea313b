"""Which words of news are used alike? Groups the words of a vector table by k-means: 2048 groups, those into 256, those into 64.

    python3 clusters.py VOCAB OUTPUT        (VOCAB: the folder `vocab` of spaCy's model en_core_web_md; needs numpy and srsly)

Writes `word<TAB>fine<TAB>middle<TAB>coarse`, words in lower case and sorted: those in Latin letters, of 20 characters at most, that the
table has in two cases or more (it gives all cases of a word one vector; rare strings stand in one). The vectors are under CC0 (their
model's meta.json: "Explosion Vectors"). Deterministic: seeded, sums in one order.
"""
import collections
import json
import re
import sys

import numpy
import srsly

MASK = (1 << 64) - 1
WORD = re.compile(r"[^\W\d_]+(-[^\W\d_]+)*")


def key(word, seed=1):
    """MurmurHash64A (Austin Appleby, public domain) of a word's UTF-8: the key under which the table keeps it."""
    data, m = word.encode(), 0xC6A4A7935BD1E995
    h = seed ^ (len(data) * m & MASK)
    whole = len(data) // 8 * 8
    for at in range(0, whole, 8):
        k = int.from_bytes(data[at : at + 8], "little") * m & MASK
        k = (k ^ (k >> 47)) * m & MASK
        h = (h ^ k) * m & MASK
    if data[whole:]:
        h = (h ^ int.from_bytes(data[whole:], "little")) * m & MASK
    h = (h ^ (h >> 47)) * m & MASK
    return h ^ (h >> 47)


def k_means(points, weights, count, rounds=25, seed=7):
    """Groups points of length one by their cosine; an empty group takes the point that fits its own worst."""
    random = numpy.random.default_rng(seed)
    centres = points[random.choice(len(points), count, replace=False)]
    for _ in range(rounds):
        likeness = points @ centres.T
        group, best = likeness.argmax(1), likeness.max(1)
        sums = numpy.zeros_like(centres)
        numpy.add.at(sums, group, points * weights[:, None])
        empty = numpy.flatnonzero(numpy.bincount(group, minlength=count) == 0)
        sums[empty] = points[numpy.argsort(best)[: len(empty)]]
        centres = sums / numpy.maximum(numpy.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return (points @ centres.T).argmax(1), centres


def main(vocabulary, output):
    vectors = numpy.load(open(f"{vocabulary}/vectors", "rb")).astype(numpy.float32)
    rows = srsly.read_msgpack(f"{vocabulary}/key2row")
    words = {key(word): word for word in json.load(open(f"{vocabulary}/strings.json"))}
    points = vectors / numpy.maximum(numpy.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    fine, centres = k_means(points, numpy.ones(len(points), numpy.float32), 2048)
    middle, over = k_means(centres, numpy.bincount(fine, minlength=2048).astype(numpy.float32) + 1, 256)
    coarse, _ = k_means(over, numpy.bincount(middle, minlength=256).astype(numpy.float32) + 1, 64)
    cases, groups = collections.Counter(), {}
    for number, row in rows.items():
        word = words.get(number, "")
        if row >= 0 and len(word) <= 20 and WORD.fullmatch(word) and max(word) < "\u0250":
            cases[word.lower()] += 1
            groups.setdefault(word.lower(), fine[row])
    with open(output, "w", encoding="utf8") as out:
        for word in sorted(word for word, count in cases.items() if count > 1):
            group = groups[word]
            out.write(f"{word}\t{group}\t{middle[group]}\t{coarse[middle[group]]}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
