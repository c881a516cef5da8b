"""What all measurements share: the program under test, a running shell, the table."""
import contextlib
import os
import re
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def clock():
    return time.perf_counter() * 1000


class Bench:
    """The program under test with a state folder of its own."""

    def __init__(self, program, folder):
        self.folder = folder
        self.command = [program, "--no-profile", "--state-dir", os.path.join(folder, "state")]

    def path(self, name, text=None):
        path = os.path.join(self.folder, name)
        if text is not None:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        return path


class Shell:
    """A running shell that reads commands from a pipe."""

    def __init__(self, bench, *options):
        self.process = subprocess.Popen(
            bench.command + list(options), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.asked = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=60)

    def run(self, commands):
        """Runs commands and returns the lines that they write."""
        self.asked += 1
        mark = f"--{self.asked}--"
        self.process.stdin.write(f"{commands}\n'{mark}'\n")
        self.process.stdin.flush()
        lines = []
        while True:
            line = self.process.stdout.readline()
            if not line:
                sys.exit(f"bench: the shell ended at: {commands}")
            if line.strip() == mark:
                return lines
            lines.append(line.rstrip())

    def number(self, commands):
        """The number that commands write last."""
        lines = [line for line in self.run(commands) if line]
        try:
            return float(lines[-1])
        except (IndexError, ValueError):
            sys.exit(f"bench: no number from: {commands}\n" + "\n".join(lines))

    def milliseconds(self, commands):
        return self.number(f"(Measure-Command {{ {commands} }}).TotalMilliseconds")

    def processor_seconds(self, commands):
        """Processor time that commands take, which other load on the machine changes least."""
        before = processor_seconds(self.process.pid)
        self.run(commands)
        return processor_seconds(self.process.pid) - before

    def peak_kilobytes(self, commands):
        """The most memory that the process has had while it ran commands."""
        with open(f"/proc/{self.process.pid}/clear_refs", "w", encoding="ascii") as file:
            file.write("5")
        self.run(commands)
        return peak_kilobytes(self.process.pid)

    def private_kilobytes(self):
        return private_kilobytes(self.process)


def private_kilobytes(process):
    """Memory that belongs to a process alone."""
    with open(f"/proc/{process.pid}/smaps_rollup", encoding="ascii") as file:
        return sum(int(n) for n in re.findall(r"^Private_\w+:\s+(\d+)", file.read(), re.M))


def processor_seconds(process):
    with open(f"/proc/{process}/stat", encoding="ascii") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_kilobytes(process):
    with open(f"/proc/{process}/status", encoding="ascii") as file:
        return int(re.search(r"^VmHWM:\s+(\d+)", file.read(), re.M)[1])


def compiled(bench, source, *libraries):
    """A program in C beside this file, compiled with what pkg-config knows of libraries."""
    program = bench.path(source.removesuffix(".c"))
    flags = ["-pthread"]
    if libraries:
        flags += subprocess.run(["pkg-config", "--cflags", "--libs", *libraries], check=True,
                                capture_output=True, text=True).stdout.split()
    subprocess.run(["cc", "-O2", os.path.join(HERE, source), *flags, "-o", program], check=True)
    return program


@contextlib.contextmanager
def one_core(*processes):
    """Keeps this process, what it starts meanwhile, and processes that run already on one core. On two, the
    rate of requests would depend on how processors wake each other up."""
    cores = os.sched_getaffinity(0)

    def keep_on(allowed):
        for number in [os.getpid(), *(process.pid for process in processes)]:
            for thread in os.listdir(f"/proc/{number}/task"):
                os.sched_setaffinity(int(thread), allowed)

    keep_on({max(cores)})
    try:
        yield
    finally:
        keep_on(cores)


def in_turns(rounds, *measures):
    """The median of each measure, all of them taken in every round."""
    results = [[measure() for measure in measures] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*results)]


class Table:
    """The rows that are printed, and whether all bars are met."""

    def __init__(self):
        self.rows = [("measure", "median", "reference", "ratio", "bar", "met")]
        self.all_met = True

    def add(self, measure, median, bar, met, reference="", ratio=""):
        self.all_met = self.all_met and met
        self.rows.append((measure, median, reference, ratio, bar, "yes" if met else "NO"))

    def show(self):
        widths = [max(len(row[column]) for row in self.rows) for column in range(6)]
        for row in self.rows:
            cells = [
                cell.ljust(width) if column in (0, 2, 4) else cell.rjust(width)
                for column, (cell, width) in enumerate(zip(row, widths))]
            print("  ".join(cells).rstrip())
