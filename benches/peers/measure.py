"""Runs indexers in turn over one corpus and prints what each costs as a Markdown table, beside the first of them.

usage: measure.py WORK_FOLDER CORPUS ROUNDS "NAME=COMMAND with {corpus} and {index}"...
"NAME*20=COMMAND" is one that works on one article in 20: what it takes above an empty corpus counts 20 times, its beginning once.
"""

import glob
import json
import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import sys
import time

work, corpus, rounds = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
commands = dict(argument.split("=", 1) for argument in sys.argv[4:])
articles = text = 0
for path in sorted(glob.glob(f"{corpus}/*.jsonl")):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            articles += 1
            text += len(json.loads(line)["text"].encode())


def run(command, corpus, index):
    shutil.rmtree(index, ignore_errors=True)
    arguments = shlex.split(command.format(corpus=corpus, index=index))
    begun = time.monotonic()
    try:
        with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
            said = child.stderr.read().decode()
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return None
    if child.returncode != 0:
        print(said, file=sys.stderr)
        return None
    size = sum(file.stat().st_size for file in index.rglob("*") if file.is_file())
    return time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, size


def run_share(command, times, index):
    """Gives what a command would cost that works on one article in so many, if it worked on all."""
    part = run(command, corpus, index)
    if times == 1 or not part:
        return part
    empty = work / "empty"
    empty.mkdir(exist_ok=True)
    beginning = run(command, empty, index)
    return beginning and (*(b + times * (p - b) for p, b in zip(part[:2], beginning)), *part[2:])


measured = {name: [] for name in commands}
for _ in range(rounds):
    for name, command in commands.items():
        _, _, times = name.partition("*")
        found = run_share(command, int(times or 1), work / "index")
        if found:
            measured[name].append(found)
            print(f"{name}: {found[1]:.1f} CPU s, {found[0]:.1f} s, {found[2]:.0f} MiB, {found[3]} bytes", file=sys.stderr)

print(f"{articles} articles, {text / 1e6:.1f} MB of text, {rounds} rounds in turn, medians; {os.cpu_count()} cores,", end=" ")
print(f"load {os.getloadavg()[0]:.1f} at the end")
print()
print("| engine | CPU s | throughput a CPU second beside the first | wall s | articles a second | throughput beside the first | index / text | peak RSS MiB |")
print("|---|---|---|---|---|---|---|---|")
base = None


def share(value):
    """Gives two digits behind the point, or four where two would be none."""
    return f"{value:.2f}" if value >= 0.01 else f"{value:.4f}"


for name, runs in measured.items():
    name, _, _ = name.partition("*")
    if not runs:
        print(f"| {name} | not to be had | | | | | | |")
        continue
    wall, cpu, memory, size = (statistics.median(one[at] for one in runs) for at in range(4))
    base = base or (wall, cpu)
    cells = [f"{cpu:.1f}", share(base[1] / cpu), f"{wall:.1f}", f"{articles / wall:.0f}", share(base[0] / wall)]
    print("| " + " | ".join([name, *cells, f"{size / text:.2f}" if size else "–", f"{memory:.0f}"]) + " |")
