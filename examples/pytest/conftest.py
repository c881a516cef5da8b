"""A pytest fixture: WinRM services of emulated computers, and what was asked of them."""

import json
import pathlib
import signal
import subprocess
import time

import pytest


class Lab:
    """Emulated computers behind real sockets."""

    def __init__(self, process, ready, requests):
        self.process = process
        self._ready = ready
        self._requests = requests
        self.generation = 0
        self.addresses = {}
        self._wait()

    def _wait(self):
        """Waits until the listeners are open, for the first time or again."""
        for _ in range(1200):
            if self._ready.exists():
                document = json.loads(self._ready.read_text())
                if document["generation"] > self.generation:
                    self.generation = document["generation"]
                    # A computer that listens for HTTPS too has that address behind the one for HTTP.
                    self.addresses = {c["name"]: c["url"] for c in reversed(document["computers"])}
                    return
            assert self.process.poll() is None, "wsmansh has ended"
            time.sleep(0.05)
        raise TimeoutError("the listeners are not open")

    def reset(self):
        """Makes all computers as they were at the start, without a restart."""
        self.process.send_signal(signal.SIGHUP)
        self._wait()

    def url(self, computer):
        """The address of a computer, such as http://127.0.0.1:40123/wsman."""
        return self.addresses[computer]

    def requests(self, **fields):
        """What was requested so far, as dictionaries whose fields have these values."""
        lines = self._requests.read_text().splitlines()
        return [r for r in map(json.loads, lines) if fields.items() <= r.items()]


def pytest_configure(config):
    config.addinivalue_line("markers", "lab(text): the text of the lab file; contoso without it")


@pytest.fixture
def lab(tmp_path: pathlib.Path, request, program="wsmansh"):
    """A fresh lab for each test: contoso, or what the test is marked with."""
    ready, requests = tmp_path / "ready.json", tmp_path / "requests.jsonl"
    mark = request.node.get_closest_marker("lab")
    lab_file = "contoso"
    if mark:
        lab_file = tmp_path / "lab.yaml"
        lab_file.write_text(mark.args[0])
    process = subprocess.Popen(
        [program, "serve", "--state-dir", str(tmp_path / "state"), "--lab", str(lab_file), "--port", "0",
         "--json", "--ready-file", str(ready), "--requests", str(requests)],
        stdout=subprocess.DEVNULL)
    try:
        yield Lab(process, ready, requests)
    finally:
        process.terminate()
        process.wait()
