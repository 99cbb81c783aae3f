"""A Redis of the test's own."""

import subprocess
from contextlib import contextmanager
from pathlib import Path

import redis


class RedisServer:
    """Stop it and start it again, at the same address; it holds nothing over that."""

    def __init__(self, port, folder: Path):
        self.port, self.folder, self.process = port, folder, None
        self.url = f"redis://127.0.0.1:{port}/0"

    def start(self):
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1"]
        command += ["--save", "", "--appendonly", "no", "--dir", str(self.folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        with redis.Redis(port=self.port) as client:
            while self.process.poll() is None:
                try:
                    client.ping()
                except redis.ConnectionError:
                    continue
                return
        raise AssertionError("Redis has ended")

    def kill(self):
        self.process.kill()
        self.process.wait()


@contextmanager
def running(port, folder):
    """A Redis at this port."""
    server = RedisServer(port, folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()
