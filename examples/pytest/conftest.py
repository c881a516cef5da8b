"""A pytest fixture: WinRM services of emulated computers, and what was asked of them."""

import json
import pathlib
import subprocess
import time

import pytest


class Lab:
    """Emulated computers behind real sockets."""

    def __init__(self, process, addresses, requests):
        self.process = process
        self.addresses = addresses
        self._requests = requests

    def url(self, computer):
        """The address of a computer, such as http://127.0.0.1:40123/wsman."""
        return self.addresses[computer]

    def requests(self, **fields):
        """What was requested so far, as dictionaries whose fields have these values."""
        lines = self._requests.read_text().splitlines()
        return [r for r in map(json.loads, lines) if fields.items() <= r.items()]


@pytest.fixture
def lab(tmp_path: pathlib.Path, lab_file="contoso", program="wsmansh"):
    """A fresh lab for each test."""
    ready, requests = tmp_path / "ready.json", tmp_path / "requests.jsonl"
    process = subprocess.Popen(
        [program, "serve", "--state-dir", str(tmp_path / "state"), "--lab", lab_file, "--port", "0",
         "--json", "--ready-file", str(ready), "--requests", str(requests)],
        stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            if ready.exists() or process.poll() is not None:
                break
            time.sleep(0.05)
        computers = json.loads(ready.read_text())["computers"]
        yield Lab(process, {c["name"]: c["url"] for c in computers}, requests)
    finally:
        process.terminate()
        process.wait()
