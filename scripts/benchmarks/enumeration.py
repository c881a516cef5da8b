"""Enumerations of many instances: the client alone, and the client against the service."""
import subprocess

import canned
from common import Shell, compiled, in_turns, peak_kilobytes, processor_seconds
from wire import CREDENTIAL, SERVED_LAB, Service

ITEMS = 36_000
MANY_ITEMS = 1_000_000
ROUNDS = 5

CLASS = "classes: |\n  class Bench_Item {\n    [key] uint32 Property00;\n" + "".join(
    f"    {'string' if place % 2 else 'uint32'} Property{place:02};\n"
    for place in range(1, canned.PROPERTIES)) + "  };\n"
LAB = CLASS + SERVED_LAB + "    instances:\n      - {class: Bench_Item, file: items.csv}\n"


def enumeration(port):
    return ("Get-WSManInstance wmicimv2/Bench_Item -Enumerate -ComputerName 127.0.0.1 "
            f"-Port {port} -Authentication Basic -Credential $credential")


def counted(shell, port, count):
    found = int(shell.number(f"({enumeration(port)} | Measure-Object).Count"))
    if found != count:
        raise SystemExit(f"bench: {found} items instead of {count}")


def measure_reading(bench, table):
    service = canned.CannedService(ITEMS)
    document = bench.path("items.xml")
    with open(document, "wb") as file:
        file.write(b"<all>" + b"".join(service.bodies) + b"</all>")
    sax = compiled(bench, "sax.c", "libxml-2.0")

    def alone():
        done = subprocess.run([sax, document], check=True, capture_output=True, text=True)
        return ITEMS / float(done.stdout.split()[0])

    with Shell(bench) as shell:
        shell.run(CREDENTIAL)
        counted(shell, service.port, ITEMS)
        reading = f"$null = {enumeration(service.port)} | Out-Null"

        def ours():
            return ITEMS / shell.processor_seconds(reading)

        mine, reference = in_turns(ROUNDS, ours, alone)
        few = shell.peak_kilobytes(reading) / 1024
        service.passes = -(-MANY_ITEMS // ITEMS)
        many = shell.peak_kilobytes(reading) / 1024
    # Both are single threads that compute, so that processor time says what they can do.
    table.add(f"reading {ITEMS:,} items", f"{mine:,.0f} /s", "at least 30 %", mine >= 0.3 * reference,
              f"libxml2 alone: {reference:,.0f} /s", f"{100 * mine / reference:.0f} %")
    table.add("peak memory then", f"{few:.0f} MB", "under 64 MB", few < 64)
    table.add(f"peak memory of {MANY_ITEMS:,} items", f"{many:.0f} MB", "the same: + 10 %",
              many <= 1.1 * few, f"of {ITEMS:,}: {few:.0f} MB", f"{many / few:.2f} x")


def table_of(count):
    names = ",".join(f"Property{place:02}" for place in range(canned.PROPERTIES))
    rows = (",".join(f"Value {n} of property {place}" if place % 2 else str(n if place == 0 else n % 1000 * place)
                     for place in range(canned.PROPERTIES)) for n in range(count))
    return names + "\n" + "\n".join(rows) + "\n"


def measure_both_sides(bench, table):
    bench.path("items.csv", table_of(ITEMS))
    with Service(bench, "enumerated", LAB) as service, Shell(bench) as shell:
        shell.run(CREDENTIAL)
        counted(shell, service.port, ITEMS)
        reading = f"$null = {enumeration(service.port)} | Out-Null"

        def seconds():
            before = processor_seconds(service.process.pid)
            mine = shell.processor_seconds(reading)
            return mine + processor_seconds(service.process.pid) - before

        # Each side waits for the other one, so that together they need about this time.
        rate = ITEMS / in_turns(ROUNDS, seconds)[0]
        memory = peak_kilobytes(service.process.pid) / 1024
    table.add(f"items from the service, of {ITEMS:,}", f"{rate:,.0f} /s", "at least 20,000 /s",
              rate >= 20_000)
    table.add("peak memory of the service then", f"{memory:.0f} MB", "under 100 MB", memory < 100)


def measure(bench, table):
    measure_reading(bench, table)
    measure_both_sides(bench, table)
