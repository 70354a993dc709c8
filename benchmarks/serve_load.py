"""How fast the server answers, and what serving costs beside making the clip alone.

Run: python benchmarks/serve_load.py [--clients 1 4 16] [--creates 96] [--poll-s 4] [--database URL …] [--write]

A server without workers takes `--creates` requests for clips from so many clients at once (each over a connection of
its own), from asking to the answer that the clip is queued; then the clients poll for `--poll-s` seconds. On SQLite,
and on Postgres: the empty databases that are named, else one started here if Debian's package is installed. Then one
clip is made three times by `fantascope generate` and three times by a server with a worker, and the medians are
compared. The load runs on the same machine as the server. `--write` puts the tables into docs/serving.md.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from server_of_postgres import postgres

DOCUMENT = Path(__file__).parents[1] / "docs" / "serving.md"
RUN = [sys.executable, "-m", "fantascope"]
PROMPT = "A red ball bounces down a wooden staircase"
CLIP = {"prompt": PROMPT, "seconds": "4", "size": "640x360", "seed": 1}
SAME = ["--seconds", "4", "--size", "640x360", "--seed", "1", "--quiet"]


class Server:
    """`fantascope serve` in a home of its own, and a key of it."""

    def __init__(self, home: Path, database: str, workers: int) -> None:
        self.env = os.environ | {
            "FANTASCOPE_HOME": str(home),
            "FANTASCOPE_DATABASE": database,
            "FANTASCOPE_REQUESTS_PER_MINUTE": "100000000",
            "FANTASCOPE_QUEUED_CAP": "1000000",
            "FANTASCOPE_POLL_AFTER_MS": "50",
        }
        with (home / "log").open("wb") as log:
            command = [*RUN, "serve", "--port", "0", "--workers", str(workers)]
            self.process = subprocess.Popen(command, env=self.env, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self.process.stdout is not None
        found = re.search(r"http://([\d.]+):(\d+)", self.process.stdout.readline())
        assert found is not None, (home / "log").read_text()
        self.host, self.port = found[1], int(found[2])
        create = [*RUN, "admin", "key", "create", "--name", "load", "--quiet"]
        made = subprocess.run(create, env=self.env, capture_output=True, text=True, check=True)
        self.headers = {"Authorization": f"Bearer {made.stdout.strip()}", "Content-Type": "application/json"}

    def client(self) -> Callable[[str, str, object], dict[str, object]]:
        """A function that asks over one connection."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=120)

        def ask(method: str, path: str, body: object = None) -> dict[str, object]:
            connection.request(method, path, None if body is None else json.dumps(body), self.headers)
            answer = connection.getresponse()
            text = answer.read()
            assert answer.status == 200, text
            return dict(json.loads(text))

        return ask

    def close(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=30)


@contextlib.contextmanager
def serving(database: str = "", workers: int = 0) -> Iterator[Server]:
    """A server while the block lasts."""
    with tempfile.TemporaryDirectory(prefix="fantascope-load-") as name:
        server = Server(Path(name), database, workers)
        try:
            yield server
        finally:
            server.close()


def together(count: int, work: Callable[[int], None]) -> None:
    """Do `work` in so many threads at once."""
    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def load(server: Server, clients: int, creates: int, poll_s: float) -> tuple[float, float, float, float]:
    """(p50 ms, p99 ms, creates a second, polls a second)."""
    taken: list[float] = []
    ids: list[str] = []
    polls = [0] * clients

    def create(number: int) -> None:
        ask = server.client()
        ask("GET", "/v1/models", None)
        for turn in range(creates // clients):
            begun = time.perf_counter()
            video = ask("POST", "/v1/videos", {**CLIP, "seed": 1000 * number + turn})
            taken.append(time.perf_counter() - begun)
            ids.append(str(video["id"]))

    def poll(number: int) -> None:
        ask = server.client()
        end = time.perf_counter() + poll_s
        while time.perf_counter() < end:
            ask("GET", f"/v1/videos/{ids[number]}", None)
            polls[number] += 1

    begun = time.perf_counter()
    together(clients, create)
    wall = time.perf_counter() - begun
    together(clients, poll)
    cuts = statistics.quantiles(taken, n=100, method="inclusive")
    return 1000 * cuts[49], 1000 * cuts[98], len(taken) / wall, sum(polls) / poll_s


def alone() -> float:
    """Seconds that `fantascope generate` takes, by its clock on the wall."""
    with tempfile.TemporaryDirectory() as name:
        begun = time.perf_counter()
        subprocess.run([*RUN, "generate", PROMPT, "-o", f"{name}/a.mp4", *SAME], check=True, capture_output=True)
        return time.perf_counter() - begun


def served(server: Server) -> float:
    """Seconds from asking for the clip to having its last byte."""
    ask = server.client()
    begun = time.perf_counter()
    video = ask("POST", "/v1/videos", CLIP)
    while video["status"] not in {"completed", "failed"}:
        time.sleep(0.05)
        video = ask("GET", f"/v1/videos/{video['id']}", None)
    assert video["status"] == "completed", video
    connection = http.client.HTTPConnection(server.host, server.port, timeout=60)
    connection.request("GET", f"/v1/videos/{video['id']}/content", headers=server.headers)
    assert len(connection.getresponse().read()) > 1000
    return time.perf_counter() - begun


def answers(name: str, database: str, clients: list[int], creates: int, poll_s: float) -> list[str]:
    """A row of the table for each number of clients."""
    with serving(database) as server:
        rows = []
        for count in clients:
            p50, p99, made, polled = load(server, count, creates, poll_s)
            rows.append(f"| {name} | {count} | {p50:.0f} ms | {p99:.0f} ms | {made:.0f} | {polled:.0f} |")
            print(rows[-1], flush=True)
        return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--creates", type=int, default=96)
    parser.add_argument("--poll-s", type=float, default=4.0)
    parser.add_argument("--database", nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    busy = os.getloadavg()[0]
    lines = [
        f"Load average of the machine before the run: {busy:.1f}.",
        "",
        "| Database | Clients | Create → queued, p50 | p99 | Creates a second | Polls a second |",
    ]
    lines.append("|---|---|---|---|---|---|")
    lines += answers("SQLite", "", given.clients, given.creates, given.poll_s)
    with contextlib.ExitStack() as stack:
        for database in given.database or [stack.enter_context(postgres())]:
            if database:
                lines += answers("Postgres", database, given.clients, given.creates, given.poll_s)
    by_hand = statistics.median(alone() for _ in range(3))
    with serving(workers=1) as server:
        by_server = statistics.median(served(server) for _ in range(3))
    lines += ["", "| One clip, 4 s at 640x360, median of 3 | Seconds |", "|---|---|"]
    lines += [
        f"| `fantascope generate` | {by_hand:.2f} |",
        f"| asked of a server, to the last byte | {by_server:.2f} |",
    ]
    print("\n".join(lines[-3:]))
    if given.write:
        text = DOCUMENT.read_text(encoding="utf-8")
        start, end = "<!-- measured -->\n", "<!-- end -->"
        head, rest = text.split(start)
        DOCUMENT.write_text(f"{head}{start}" + "\n".join(lines) + f"\n{end}{rest.split(end)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
