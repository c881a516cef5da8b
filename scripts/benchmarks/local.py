"""Start-up, the local computer, and many computers in one process."""
import os
import pty
import re
import select
import signal
import statistics
import subprocess
import sys

from common import Shell, clock, in_turns

COMPUTERS = 10_000
CONNECTED = 1_000
CHANGES = 1_000
PLUGINS = 1_000
# How many each measure of them lists: enough for the clock of processor time.
LISTED = 50_000
INTERACTIONS = 3_500

# Members of a domain: computers of a workgroup would have to be in TrustedHosts.
LAB = f"""domain: contoso.com
computers:
  - name: pc[00001-{COMPUTERS}]
"""


def start_milliseconds(command):
    silent = [(os.POSIX_SPAWN_OPEN, number, "/dev/null", os.O_RDWR, 0) for number in (0, 1, 2)]
    start = clock()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=silent)
    os.waitpid(child, 0)
    return clock() - start


def prompt_milliseconds(command):
    """From the start of a program on a terminal to its prompt."""
    start = clock()
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm"
        os.execvp(command[0], command)
    seen = b""
    while not re.search(rb"[>$#] $", re.sub(rb"\x1b\[[?0-9;]*[a-zA-Z]", b"", seen)):
        if not select.select([terminal], [], [], 10)[0]:
            sys.exit(f"bench: no prompt from {command[0]}: {seen!r}")
        seen += os.read(terminal, 4096)
    elapsed = clock() - start
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    return elapsed


def measure_start(bench, table):
    ours, bash = in_turns(
        41, lambda: start_milliseconds(bench.command + ["-c", "exit"]),
        lambda: start_milliseconds(["bash", "-c", "exit"]))
    table.add("start: wsmansh -c exit", f"{ours:.1f} ms", "at most 6 x (aim 4 x)", ours <= 6 * bash,
              f"bash -c exit: {bash:.1f} ms", f"{ours / bash:.1f} x")
    ours, bash = in_turns(
        21, lambda: prompt_milliseconds(bench.command),
        lambda: prompt_milliseconds(["bash", "--norc", "-i"]))
    table.add("start: first prompt", f"{ours:.1f} ms", "under 50 ms", ours < 50,
              f"bash --norc: {bash:.1f} ms", f"{ours / bash:.1f} x")


def measure_local(bench, table):
    with Shell(bench) as shell:
        item = "$null = Get-Item WSMan:\\localhost\\Client\\TrustedHosts"
        shell.run(item)
        loop = f"for ($i = 0; $i -lt 1000; $i++) {{ {item} }}"
        each = statistics.median(shell.milliseconds(loop) / 1000 for _ in range(5))
        table.add("Get-Item of a local setting", f"{each:.3f} ms", "under 1 ms", each < 1)
        walk = listing_milliseconds(shell, "localhost")
        table.add("dir WSMan:\\localhost -Recurse", f"{walk:.1f} ms", "under 60 ms", walk < 60)
        # Values rise from round to round: each Set-Item changes something.
        rate = statistics.median(
            1000 / shell.milliseconds(
                f"for ($i = 0; $i -lt {CHANGES}; $i++) "
                f"{{ Set-Item WSMan:\\localhost\\MaxTimeoutms ({start} + $i) }}") * CHANGES
            for start in range(1000, 1000 + 5 * CHANGES, CHANGES))
        table.add("Set-Item of a local setting", f"{rate:,.0f} /s", "at least 500 /s", rate >= 500)


def measure_replay(bench, table):
    """A documentation team's pages: sections with a fresh state, on a lab."""
    section = ("//lab contoso\nPS C:\\> Connect-WSMan server01\nPS C:\\> cd WSMan:\\server01\\Client\n"
               "PS WSMan:\\server01\\Client> dir\n...\nPS WSMan:\\server01\\Client> (Get-Item TrustedHosts).Value\n"
               "PS WSMan:\\server01\\Client> Set-Item TrustedHosts *.contoso.com -Force\n"
               "PS WSMan:\\server01\\Client> (Get-Item TrustedHosts).Value\n*.contoso.com\n"
               "PS WSMan:\\server01\\Client> cd WSMan:\\\nPS WSMan:\\> cd C:\nPS C:\\> Get-Item nowhere\n...\n"
               "PS C:\\> 1..3 | Measure-Object -Sum | % Sum\n6\nPS C:\\> Disconnect-WSMan server01\n")
    commands = section.count("\nPS ")
    count = -(-INTERACTIONS // commands // 2)
    files = [bench.path(f"page{n}.txt", "".join(f"# Section {i} #\n{section}" for i in range(count)))
             for n in range(2)]
    start = clock()
    done = subprocess.run(bench.command[:1] + ["replay", "--jobs", "2", *files], capture_output=True,
                          text=True, check=False)
    seconds = (clock() - start) / 1000
    if done.returncode != 0 or f"{2 * count * commands} interactions, 0 differences" not in done.stdout:
        sys.exit(f"bench: the transcripts do not match\n{done.stdout[-2000:]}{done.stderr}")
    table.add(f"replay of {INTERACTIONS:,} interactions", f"{seconds:.1f} s", "under 10 s", seconds < 10)


def listing_milliseconds(shell, computer):
    """Everything that the drive has of a computer, put on the screen."""
    command = f"dir WSMan:\\{computer} -Recurse | Out-Host"
    shell.run(command)
    return statistics.median(shell.milliseconds(command) for _ in range(9))


def measure_many(bench, table):
    with Shell(bench, "--lab", bench.path("many.yaml", LAB)) as shell:
        shell.run(f"$names = 1..{COMPUTERS} | ForEach-Object {{ 'pc{{0:00000}}' -f $_ }}")
        # One connection first, so that only what each further one takes is counted.
        shell.run("Connect-WSMan pc00001; dir WSMan:\\ | Out-Null")
        before = shell.private_kilobytes()
        shell.run("Connect-WSMan $names")
        each = (shell.private_kilobytes() - before) / COMPUTERS
        rows = int(shell.number("@(dir WSMan:\\).Count"))
        if rows != COMPUTERS + 1:
            sys.exit(f"bench: {rows} rows instead of {COMPUTERS + 1}")
        listing = statistics.median(
            shell.milliseconds("dir WSMan:\\ | Out-Host") for _ in range(5))
        table.add(f"dir WSMan:\\ of {COMPUTERS:,} computers", f"{listing:.0f} ms", "under 150 ms",
                  listing < 150)
        table.add("memory of a connected computer", f"{each:.1f} KB", "under 20 KB", each < 20)


def measure_growth(bench, table):
    """Whether ten times as many plugins cost ten times as much."""
    with Shell(bench, "--lab", bench.path("many.yaml", LAB)) as shell:

        def listing(name, count):
            plugins = f"WSMan:\\{name}\\Plugin"
            shell.run(
                f"Connect-WSMan {name}; for ($i = 0; $i -lt {count}; $i++) {{ $null = New-Item "
                f"{plugins} -Plugin \"p$i\" -Resource \"http://p/$i\" "
                "-FileName %windir%\\system32\\wsmselpl.dll "
                "-SDKVersion 1 -Capability Get -XMLRenderingType text }")
            if shell.number(f"(dir {plugins}).Count") < count:
                sys.exit("bench: not all plugins were made")
            command = f"for ($i = 0; $i -lt {LISTED // count}; $i++) {{ $null = dir {plugins} }}"
            return lambda: shell.processor_seconds(command) * 1e6 / LISTED

        few, many = in_turns(5, listing("pc00001", PLUGINS // 10), listing("pc00002", PLUGINS))
        table.add(f"dir of {PLUGINS:,} plugins", f"{many:.1f} us each", "linear: at most 1.5 x",
                  many <= 1.5 * few, f"of {PLUGINS // 10}: {few:.1f} us each", f"{many / few:.1f} x")


def measure_connecting(bench, table):
    """Both sides are in this one process, so its memory is that of both."""
    with Shell(bench, "--lab", bench.path("many.yaml", LAB)) as shell:
        shell.run(f"$names = 1..{CONNECTED} | ForEach-Object {{ 'pc{{0:00000}}' -f $_ }}")
        seconds = shell.milliseconds("Connect-WSMan $names") / 1000
        memory = shell.private_kilobytes() / 1024
        rows = int(shell.number("@(dir WSMan:\\).Count"))
        if rows != CONNECTED + 1:
            sys.exit(f"bench: {rows} rows instead of {CONNECTED + 1}")
        table.add(f"connecting {CONNECTED:,} computers", f"{seconds:.2f} s", "under 5 s", seconds < 5)
        table.add("memory of both sides then", f"{memory:.0f} MB", "under 200 MB", memory < 200)


def measure_loop(bench, table):
    with Shell(bench) as shell:
        seconds = statistics.median(
            shell.processor_seconds("1..1e6 | Measure-Object") for _ in range(3))
        table.add("1..1e6 | Measure-Object", f"{seconds:.2f} s", "under 3 s", seconds < 3)


def measure(bench, table):
    measure_start(bench, table)
    measure_local(bench, table)
    measure_loop(bench, table)
    measure_replay(bench, table)
    measure_many(bench, table)
    measure_connecting(bench, table)
    measure_growth(bench, table)
