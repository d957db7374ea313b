"""Prints how fast trafilatura reads the saved pages below a folder, as a row of a Markdown table.

It is given bytes, as a file holds them, and asked for text and facts, as whosaid's readers are.
"""

import gzip
import pathlib
import sys
import time

import trafilatura

pages = []
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*")):
    if path.name.endswith(".html"):
        pages.append(path.read_bytes())
    elif path.name.endswith(".html.gz"):
        pages.append(gzip.decompress(path.read_bytes()))

begun = time.process_time()
for page in pages:
    trafilatura.bare_extraction(page, with_metadata=True)
spent = time.process_time() - begun
size = sum(map(len, pages)) / 1e6
print(f"| trafilatura {trafilatura.__version__}, saved pages | {len(pages)} | {size:.1f} | {size / spent:.1f} |")
