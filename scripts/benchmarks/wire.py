"""The client and the service over loopback HTTP."""
import os
import re
import select
import socket
import statistics
import subprocess
import sys
import threading
import time

from common import HERE, Shell, clock, compiled, in_turns
from local import listing_milliseconds

CLIENTS = os.path.join(HERE, "../../.build/test-venv")
SOCKET_SESSIONS = 200
REQUESTS = 2_000
PEER_REQUESTS = 300
USER, PASSWORD = "administrator", "P@ssw0rd"

SERVED_LAB = f"""computers:
  - name: target
    configuration:
      Service\\Auth\\Basic: true
      Service\\AllowUnencrypted: true
    users:
      - name: {USER}
        password: {PASSWORD}
        groups: [Administrators]
"""


class Service:
    """`wsmansh serve` with one computer, in a process of its own."""

    def __init__(self, bench, lab=SERVED_LAB, core=None):
        ready = bench.path("ready.json")
        if os.path.exists(ready):
            os.remove(ready)
        pinned = [] if core is None else ["taskset", "--cpu-list", str(core)]
        self.process = subprocess.Popen(
            pinned + bench.command[:1] + [
                "serve", "--lab", bench.path("served.yaml", lab), "--state-dir",
                bench.path("served-state"), "--port", "0", "--ready-file", ready],
            stdout=subprocess.DEVNULL)
        deadline = clock() + 10_000
        while not os.path.exists(ready):
            if clock() > deadline or self.process.poll() is not None:
                sys.exit("bench: wsmansh serve did not start")
            time.sleep(0.01)
        with open(ready, encoding="utf-8") as file:
            self.port = int(re.search(r'"port": (\d+)', file.read())[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=30)


CREDENTIAL = (
    f"$credential = New-Object PSCredential {USER}, "
    f"(ConvertTo-SecureString '{PASSWORD}' -AsPlainText -Force); "
    "Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true -Force; "
    "Set-Item WSMan:\\localhost\\Client\\Auth\\Basic true -Force; "
    "Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force")


def connect(name, port):
    return f"Connect-WSMan {name} -Port {port} -Authentication Basic -Credential $credential"


def measure_socket_memory(bench, service, table):
    # Names below localhost are the computer itself, and each gets a session of its own.
    names = ", ".join(f"'pc{n:03}.localhost'" for n in range(SOCKET_SESSIONS))
    with Shell(bench) as shell:
        shell.run(CREDENTIAL)
        shell.run(connect("first.localhost", service.port))
        before = shell.private_kilobytes()
        shell.run(connect(names, service.port))
        rows = int(shell.number("@(dir WSMan:\\).Count"))
        if rows != SOCKET_SESSIONS + 2:
            sys.exit(f"bench: {rows - 2} connections instead of {SOCKET_SESSIONS}")
        each = (shell.private_kilobytes() - before) / SOCKET_SESSIONS
        table.add("memory of a socket session", f"{each:.0f} KB", "under 150 KB", each < 150)


def relay(listener, port, sent):
    """Passes one connection on and keeps what the client sends."""
    client = listener.accept()[0]
    server = socket.create_connection(("127.0.0.1", port))
    other = {client: server, server: client}
    while True:
        for ready in select.select(list(other), [], [])[0]:
            data = ready.recv(65536)
            if not data:
                client.close()
                server.close()
                return
            if ready is client:
                sent.extend(data)
            other[ready].sendall(data)


def recorded_envelope(bench, service):
    """The envelope that the shell posts for the item that the comparison reads."""
    sent = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as listener, Shell(bench) as shell:
        port = listener.getsockname()[1]
        threading.Thread(target=relay, args=(listener, service.port, sent), daemon=True).start()
        shell.run(CREDENTIAL)
        shell.run(connect("127.0.0.1", port))
        shell.run("$null = Get-Item WSMan:\\127.0.0.1\\Client\\TrustedHosts")
        shell.run("Disconnect-WSMan 127.0.0.1")
    # The address in the envelope is the service's own again.
    text = bytes(sent).replace(f":{port}".encode(), f":{service.port}".encode())
    envelopes = re.findall(rb"\r\n\r\n(<s:Envelope.*?</s:Envelope>)", text, re.S)
    gets = [envelope for envelope in envelopes if b"transfer/Get</" in envelope]
    if len(gets) != 1:
        sys.exit(f"bench: one Get was expected for an item, seen: {len(gets)} of {len(envelopes)}")
    return gets[0]


class BareLoop:
    """A loop that posts the shell's own envelope with nothing but libcurl."""

    def __init__(self, bench, service):
        self.envelope = bench.path("envelope.xml")
        with open(self.envelope, "wb") as file:
            file.write(recorded_envelope(bench, service))
        self.command = [
            compiled(bench, "post.c", "libcurl"), f"http://127.0.0.1:{service.port}/wsman",
            f"{USER}:{PASSWORD}", self.envelope, str(REQUESTS)]

    def rate(self, *prefix):
        done = subprocess.run([*prefix, *self.command], check=True, capture_output=True, text=True)
        return REQUESTS / float(done.stdout.split()[0])


def measure_requests(bench, service, table):
    bare = BareLoop(bench, service)
    item = "$null = Get-Item WSMan:\\127.0.0.1\\Client\\TrustedHosts"
    with Shell(bench) as shell:
        shell.run(CREDENTIAL)
        shell.run(connect("127.0.0.1", service.port))

        def ours():
            loop = f"for ($i = 0; $i -lt {REQUESTS}; $i++) {{ {item} }}"
            return REQUESTS / (shell.milliseconds(loop) / 1000)

        shell.milliseconds(item)
        mine, bare_rate, *peers = in_turns(
            7, ours, bare.rate, *[peer_rate(name, service, bare) for name in peer_names()])
    table.add("requests over one connection", f"{mine:,.0f} /s", "at least 60 %",
              mine >= 0.6 * bare_rate, f"bare libcurl: {bare_rate:,.0f} /s",
              f"{100 * mine / bare_rate:.0f} %")
    for name, rate in zip(peer_names(), peers):
        table.add("requests over one connection", f"{mine:,.0f} /s", "at least 4 x",
                  mine >= 4 * rate, f"{name}: {rate:,.0f} /s", f"{mine / rate:.1f} x")


def peer_names():
    """The Python clients that scripts/install-packages --bench could install."""
    return ["pypsrp", "pywinrm"] if os.path.exists(os.path.join(CLIENTS, "complete")) else []


def peer_rate(name, service, bare):
    command = [os.path.join(CLIENTS, "bin", "python3"), os.path.join(HERE, "peers.py"), name,
               str(service.port), f"{USER}:{PASSWORD}", bare.envelope, str(PEER_REQUESTS)]

    def rate():
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return PEER_REQUESTS / float(done.stdout)
    return rate


def measure_service(bench, table):
    """The service alone: it has one core, and the client the other one."""
    with Service(bench, core=0) as service:
        bare = BareLoop(bench, service)
        other = ["taskset", "--cpu-list", str(min(1, (os.cpu_count() or 1) - 1))]
        rate = statistics.median(bare.rate(*other) for _ in range(5))
    table.add("Gets that the service answers on one core", f"{rate:,.0f} /s", "at least 3,300 /s",
              rate >= 3300)


def measure_remote_listing(bench, service, table):
    with Shell(bench) as shell:
        shell.run(CREDENTIAL)
        shell.run(connect("127.0.0.1", service.port))
        walk = listing_milliseconds(shell, "127.0.0.1")
        table.add("dir -Recurse over loopback HTTP", f"{walk:.1f} ms", "under 120 ms", walk < 120)


def measure(bench, table):
    with Service(bench) as service:
        measure_socket_memory(bench, service, table)
        measure_remote_listing(bench, service, table)
        measure_requests(bench, service, table)
    measure_service(bench, table)
