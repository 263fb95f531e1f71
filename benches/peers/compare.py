"""Times the same job by nearhome and by the fastest of its peers, each as a whole process, one after the other.

python compare.py WORK_DIR [SIZE ...]: makes the data in WORK_DIR/data with the example `peers_data` where it is not there,
runs each tool RUNS times (three unless the environment says), and prints a table: least CPU seconds (user + system), wall seconds of that run, most memory.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
RELEASE = HERE.parents[1] / "target" / "release"
SIZES = ["la", "england", "england-full"]
RUNS = int(os.environ.get("RUNS", "3"))


def run(command):
    """CPU seconds, wall seconds and peak megabytes of one process."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if status != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024


def best_of(command, out):
    """The run of least CPU, with the most memory of all runs."""
    runs = []
    for _ in range(RUNS):
        shutil.rmtree(out, ignore_errors=True)
        runs.append(run(command))
    cpu, wall, _ = min(runs)
    return cpu, wall, max(memory for _, _, memory in runs)


def tools(data, out):
    """Each tool's name and command."""
    inputs = [data / name for name in ("wards.shp", "wards.dbf", "carers.csv", "children.csv", "base_households.csv")]
    copied = " ".join(str(path) for path in inputs)
    written = f"{out}/nearhome/layers/*.geojson"
    yield "nearhome", [RELEASE / "nearhome", "run", data / "study.toml", "--out", out / "nearhome"]
    yield "cat", ["sh", "-c", f"cat {copied} > /dev/null; cat {written} > {out}/copy"]
    yield "polars-st", [sys.executable, HERE / "job_polars_st.py", data, out / "polars_st"]
    yield "geopandas", [sys.executable, HERE / "job_geopandas.py", data, out / "geopandas"]


def main():
    work = Path(sys.argv[1])
    for size in sys.argv[2:] or SIZES:
        data, out = work / "data" / size, work / "out" / size
        out.mkdir(parents=True, exist_ok=True)
        if not (data / "study.toml").exists():
            subprocess.run([RELEASE / "examples" / "peers_data", size, data], check=True)
        for name, command in tools(data, out):
            cpu, wall, memory = best_of(command, out / name.replace("-", "_") if name != "cat" else out / "no-folder")
            print(f"| {size} | {name} | {cpu:.2f} | {wall:.2f} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    main()
