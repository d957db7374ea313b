"""Prints what one `whosaid search` costs as a process, warm and with its files out of the page cache, beside ripgrep.

usage: search.py WHOSAID INDEX FOLDER_OF_FILES WORDS...
Each is run several times, and the best counts. What is read is what came from the disk in the cold run.
"""

import os
import pathlib
import resource
import shutil
import subprocess
import sys
import time

RUNS = 9
COLD_RUNS = 5


def run(command):
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall * 1e3, cpu * 1e3, (after.ru_inblock - before.ru_inblock) * 512 / 1e6


def forget(*folders):
    """Takes the files of folders, and the program, out of the page cache."""
    for folder in folders:
        for path in [folder] if folder.is_file() else folder.rglob("*"):
            if path.is_file():
                descriptor = os.open(path, os.O_RDONLY)
                os.fsync(descriptor)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(descriptor)


def row(what, command, forgotten):
    run(command)
    warm = [run(command) for _ in range(RUNS)]
    cold = []
    for _ in range(COLD_RUNS):
        forget(*forgotten)
        cold.append(run(command))
    wall, cpu = min(wall for wall, _, _ in warm), min(cpu for _, cpu, _ in warm)
    cold_wall, read = min(wall for wall, _, _ in cold), min(read for _, _, read in cold)
    print(f"| {what} | {wall:.1f} | {cpu:.1f} | {cold_wall:.1f} | {read:.1f} |")


whosaid, index, files, words = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]), sys.argv[4:]
print("| process | warm ms | warm CPU ms | cold ms | read cold, MB |\n|---|---|---|---|---|")
row("whosaid search", [whosaid, "search", "--index", str(index), *words], [index])
if ripgrep := shutil.which("rg"):
    row("ripgrep", [ripgrep, "-i", "|".join(words), str(files)], [files])
