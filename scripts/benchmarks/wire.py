"""The client and the service over loopback HTTP."""
import base64
import os
import re
import select
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import canned
from common import (
    HERE, Shell, clock, compiled, in_turns, one_core, private_kilobytes, processor_seconds)
from local import listing_milliseconds

CLIENTS = os.path.join(HERE, "../../.build/test-venv")
SOCKET_SESSIONS = 200
# Several computers, since one takes 300 connections.
NTLM_COMPUTERS, NTLM_CONNECTIONS = 4, 250
LARGE_ANSWER = 10 * 1024
REQUESTS = 2_000
PEER_REQUESTS = 300
USER, PASSWORD = "administrator", "P@ssw0rd"
# One request, and many of them.
ITEM = "$null = Get-Item WSMan:\\127.0.0.1\\Client\\TrustedHosts"
ITEM_LOOP = f"for ($i = 0; $i -lt {REQUESTS}; $i++) {{ {ITEM} }}"

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
HELD_LAB = SERVED_LAB.replace("name: target", f"name: target[1-{NTLM_COMPUTERS}]")


class Service:
    """`wsmansh serve` in a process of its own."""

    def __init__(self, bench, name="served", lab=SERVED_LAB):
        ready = bench.path(f"{name}.json")
        lab = bench.path(f"{name}.yaml", lab)
        self.process = subprocess.Popen(
            bench.command[:1] + ["serve", "--lab", lab, "--state-dir", bench.path(f"{name}-state"),
                                 "--port", "0", "--ready-file", ready],
            stdout=subprocess.DEVNULL)
        deadline = clock() + 10_000
        while not os.path.exists(ready):
            if clock() > deadline or self.process.poll() is not None:
                sys.exit("bench: wsmansh serve did not start")
            time.sleep(0.01)
        with open(ready, encoding="utf-8") as file:
            self.ports = [int(port) for port in re.findall(r'"port": (\d+)', file.read())]
        self.port = self.ports[0]

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


def connect(name, port, scheme="Basic"):
    return f"Connect-WSMan {name} -Port {port} -Authentication {scheme} -Credential $credential"


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
        shell.run(ITEM)
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

    def rate(self):
        done = subprocess.run(self.command, check=True, capture_output=True, text=True)
        return REQUESTS / float(done.stdout.split()[0])


def measure_requests(bench, service, table):
    bare = BareLoop(bench, service)
    with one_core(service.process), Shell(bench) as shell:
        shell.run(CREDENTIAL)
        mine, bare_rate = in_turns(7, item_rate(shell, service.port), bare.rate)
    table.add("requests over one connection", f"{mine:,.0f} /s", "at least 60 %",
              mine >= 0.6 * bare_rate, f"bare libcurl: {bare_rate:,.0f} /s",
              f"{100 * mine / bare_rate:.0f} %")


def item_rate(shell, port):
    """Measures how often the shell gets an item of a computer in a second; each takes one request."""
    shell.run(connect("127.0.0.1", port))
    shell.milliseconds(ITEM)
    return lambda: REQUESTS / (shell.milliseconds(ITEM_LOOP) / 1000)


def measure_peers(bench, service, table):
    """The client compared with those in Python that scripts/install-packages could install. They talk to
    a stub, which takes next to no time."""
    if not os.path.exists(os.path.join(CLIENTS, "complete")):
        return
    bare = BareLoop(bench, service)
    names = ["pypsrp", "pywinrm"]
    with one_core(), Stub(bench, service, bare) as stub, Shell(bench) as shell:
        shell.run(CREDENTIAL)
        mine, *others = in_turns(
            5, item_rate(shell, stub.port), *[peer_rate(name, stub.port) for name in names])
    for name, rate in zip(names, others):
        table.add("requests to a stub", f"{mine:,.0f} /s", "at least 4 x", mine >= 4 * rate,
                  f"{name}: {rate:,.0f} /s", f"{mine / rate:.1f} x")


IDENTIFY = (
    "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
    "xmlns:i=\"http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd\">"
    "<s:Header/><s:Body><i:Identify/></s:Body></s:Envelope>").encode()


class Stub:
    """Answers Get and Identify with what the service answered, under the id of each request."""

    def __init__(self, bench, service, bare):
        def recorded(name, message):
            account = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
            request = urllib.request.Request(
                f"http://127.0.0.1:{service.port}/wsman", message, {
                    "Content-Type": "application/soap+xml;charset=UTF-8",
                    "Authorization": f"Basic {account}"})
            with urllib.request.urlopen(request) as answer, open(bench.path(name), "wb") as file:
                file.write(canned.with_header(answer.read()))
            return bench.path(name)

        with open(bare.envelope, "rb") as file:
            answers = [recorded("get", file.read()), recorded("identity", IDENTIFY)]
        self.process = subprocess.Popen(
            [compiled(bench, "answer.c"), *answers], stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdout.close()
        self.process.terminate()
        self.process.wait(timeout=30)


def peer_rate(name, port):
    command = [os.path.join(CLIENTS, "bin", "python3"), os.path.join(HERE, "peers.py"), name,
               str(port), f"{USER}:{PASSWORD}", str(PEER_REQUESTS)]

    def rate():
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return PEER_REQUESTS / float(done.stdout)
    return rate


def measure_service(bench, service, table):
    """How many requests fill one core, by the processor time that the service takes for each."""
    bare = BareLoop(bench, service)

    def rate():
        before = processor_seconds(service.process.pid)
        bare.rate()
        return REQUESTS / (processor_seconds(service.process.pid) - before)

    with one_core(service.process):
        most = in_turns(5, rate)[0]
    table.add("Gets that fill one core of the service", f"{most:,.0f} /s", "at least 3,300 /s",
              most >= 3300)


def measure_encryption(bench, service, table):
    """Answers of 10 KB, encrypted with NTLM and in clear."""
    with Shell(bench) as shell:
        shell.run(CREDENTIAL)
        shell.run(connect("clear.localhost", service.port))
        shell.run(connect("sealed.localhost", service.port, "Negotiate"))
        hosts = ",".join(f"host{n:05}" for n in range(LARGE_ANSWER // 10))
        setting = "Client\\TrustedHosts"
        shell.run(f"Set-Item WSMan:\\clear.localhost\\{setting} '{hosts}' -Force")
        if shell.run(f"(Get-Item WSMan:\\sealed.localhost\\{setting}).Value") != [hosts]:
            sys.exit("bench: the large setting was not kept")

        def rate(name):
            item = f"$null = Get-Item WSMan:\\{name}\\{setting}"
            loop = f"for ($i = 0; $i -lt {REQUESTS}; $i++) {{ {item} }}"
            return REQUESTS / (shell.milliseconds(loop) / 1000)

        sealed, clear = in_turns(
            7, lambda: rate("sealed.localhost"), lambda: rate("clear.localhost"))
        shell.run(f"Set-Item WSMan:\\clear.localhost\\{setting} '' -Force")
    table.add("answers of 10 KB with NTLM", f"{sealed:,.0f} /s", "at least 0.7 x",
              sealed >= 0.7 * clear, f"in clear: {clear:,.0f} /s", f"{sealed / clear:.2f} x")


def measure_ntlm_memory(bench, table):
    """What a service holds for connections that are authenticated and open."""
    count = NTLM_COMPUTERS * NTLM_CONNECTIONS
    with Service(bench, "held", HELD_LAB) as service, Shell(bench) as shell:
        shell.run(CREDENTIAL)
        for port in service.ports:
            shell.run(connect(f"first{port}.localhost", port, "Negotiate"))
        before = private_kilobytes(service.process)
        for port in service.ports:
            names = ", ".join(f"'pc{port}{n:03}.localhost'" for n in range(NTLM_CONNECTIONS))
            shell.run(connect(names, port, "Negotiate"))
        rows = int(shell.number("@(dir WSMan:\\).Count"))
        if rows != count + NTLM_COMPUTERS + 1:
            sys.exit(f"bench: {rows - NTLM_COMPUTERS - 1} connections instead of {count}")
        held = (private_kilobytes(service.process) - before) / 1024
    table.add(f"{count:,} connections with NTLM, service", f"{held:.0f} MB", "under 100 MB",
              held < 100)


def measure_tracing(bench, service, table):
    with Shell(bench) as shell:
        shell.run(CREDENTIAL)
        shell.run(connect("127.0.0.1", service.port))
        shell.milliseconds(ITEM)
        traced, plain = in_turns(
            7, lambda: shell.milliseconds(f"$null = Trace-WSMan {{ {ITEM_LOOP} }} -PassThru"),
            lambda: shell.milliseconds(ITEM_LOOP))
    table.add("the same, traced", f"{traced:,.0f} ms", "at most 110 %", traced <= 1.1 * plain,
              f"not traced: {plain:,.0f} ms", f"{100 * traced / plain:.0f} %")


def measure_tracing_ended(bench, service, table):
    """A shell that has traced and stopped, compared with one that never did."""
    with one_core(service.process), Shell(bench) as ended, Shell(bench) as never:
        for shell in (ended, never):
            shell.run(CREDENTIAL)
            shell.run(connect("127.0.0.1", service.port))
            shell.milliseconds(ITEM)
        ended.run(f"$null = Trace-WSMan {{ {ITEM} }} -PassThru")
        lines = ended.run(
            f"$WSManTracePreference = 'Line'; {ITEM}; $WSManTracePreference = 'SilentlyContinue'")
        if not any("Get" in line for line in lines):
            sys.exit("bench: nothing was traced")
        # Processor time: by the clock, whatever else runs on the machine would decide.
        off, plain = in_turns(
            9, lambda: ended.processor_seconds(ITEM_LOOP), lambda: never.processor_seconds(ITEM_LOOP))
    each, reference = (1e6 * seconds / REQUESTS for seconds in (off, plain))
    table.add("the same, tracing switched off again", f"{each:,.0f} us", "at most 105 %",
              each <= 1.05 * reference, f"never traced: {reference:,.0f} us",
              f"{100 * each / reference:.0f} %")


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
        measure_peers(bench, service, table)
        measure_service(bench, service, table)
        measure_encryption(bench, service, table)
        measure_tracing(bench, service, table)
        measure_tracing_ended(bench, service, table)
    measure_ntlm_memory(bench, table)
