"""How fast a page of the feed is on a large site: 100,000 posts, 10,000 members, 2 million likes.

Run: python benchmarks/feed_scale.py [--posts 100000] [--members 10000] [--likes 2000000] [--clients 16] [--seconds 20]
     [--only sqlite|postgres] [--keep FOLDER] [--write]

The databases are seeded (always the same rows), on SQLite and, where Debian's package is installed, on a Postgres
started here. `fantascope serve` without workers answers over HTTP, cookie, cards and all. Each client is one member
after another: the first page of "for you", four pages more, what was watched is told between them, then the tabs. Two
loads: clients that ask for a page a second each, and clients that never pause, which is as much as the machine bears:
the time of a page is then mostly waiting for the others. Somebody who swipes every five seconds asks for a page of ten
clips every fifty: sixteen clients at a page a second are some 800 such people. The load runs on the server's machine,
and its processor time is not in the server's.
`--keep` leaves the SQLite file for the next run. `--write` puts the table into docs/serving.md.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import feed_seed
from server_of_postgres import postgres

DOCUMENT = Path(__file__).parents[1] / "docs" / "serving.md"
PAUSES = (1.0, 0.0)
PAGES = 5
GOAL_MS = 100.0


class Server:
    """`fantascope serve` over a database that is there."""

    def __init__(self, home: Path, database: str) -> None:
        env = os.environ | {
            "FANTASCOPE_HOME": str(home),
            "FANTASCOPE_DATABASE": database,
            "FANTASCOPE_REQUESTS_PER_MINUTE": "100000000",
        }
        with (home / "log").open("wb") as log:
            command = [sys.executable, "-m", "fantascope", "serve", "--port", "0", "--workers", "0"]
            self.process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self.process.stdout is not None
        found = None
        for line in self.process.stdout:
            if found := re.search(r"http://([\d.]+):(\d+)", line):
                break
        assert found is not None, (home / "log").read_text()
        self.host, self.port = found[1], int(found[2])

    def processor_ms(self) -> float:
        """What the server has computed so far (not its database, where that is another process)."""
        times = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
        return 1000.0 * sum(map(int, times)) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=30)


class Client:
    """Someone with a browser: one connection, one session after another."""

    def __init__(self, server: Server, members: list[tuple[str, str]], number: int, pause_s: float) -> None:
        self._connection = http.client.HTTPConnection(server.host, server.port, timeout=120)
        self._members = members
        self._draw = random.Random(number)
        self._pause_s = pause_s
        self.taken: dict[str, list[float]] = {}

    def swipe(self, end: float) -> None:
        """Be members until `end`."""
        self._rest(self._draw.random())
        while time.perf_counter() < end:
            secret, csrf = self._draw.choice(self._members)
            headers = {"cookie": f"fantascope={secret}", "x-csrf-token": csrf, "content-type": "application/json"}
            cursor = None
            for turn in range(PAGES):
                path = "/api/feed" + (f"?cursor={cursor}" if cursor else "")
                page = self._ask("GET", path, headers, "first" if turn == 0 else "next")
                cursor = page["next"]
                views = [{"post_id": post["id"], "seconds": 4.0, "finished": True} for post in page["items"]]
                if views:
                    self._ask("POST", "/api/feed/seen", headers, "seen", {"views": views})
                self._rest(self._pause_s)
                if cursor is None or time.perf_counter() > end:
                    break
            for tab in ("latest", "following"):
                self._ask("GET", f"/api/feed?tab={tab}", headers, "tab")
                self._rest(self._pause_s)

    def _ask(
        self, method: str, path: str, headers: dict[str, str], name: str, body: object = None
    ) -> dict[str, list[dict[str, object]]]:
        begun = time.perf_counter()
        self._connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = self._connection.getresponse()
        text = answer.read()
        self.taken.setdefault(name, []).append(1000 * (time.perf_counter() - begun))
        assert answer.status == 200, text
        return dict(json.loads(text))

    def _rest(self, seconds: float) -> None:
        if seconds:
            time.sleep(seconds * (0.5 + self._draw.random()))


def load(
    server: Server, members: list[tuple[str, str]], clients: int, seconds: float, pause_s: float
) -> dict[str, list[float]]:
    """Milliseconds of every request, by kind."""
    everyone = [Client(server, members, number, pause_s) for number in range(clients)]
    end = time.perf_counter() + seconds
    threads = [threading.Thread(target=client.swipe, args=(end,)) for client in everyone]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kinds = ("first", "next", "tab", "seen")
    return {kind: [ms for client in everyone for ms in client.taken.get(kind, ())] for kind in kinds}


def row(
    name: str, clients: int, pause_s: float, taken: dict[str, list[float]], seconds: float, computed_ms: float
) -> str:
    pages = taken["first"] + taken["next"] + taken["tab"]

    def spread(values: list[float]) -> str:
        cut = statistics.quantiles(values, n=100, method="inclusive")
        return f"{cut[49]:.0f} / {cut[98]:.0f}"

    cells = [name, f"{clients} clients, {'a page a second each' if pause_s else 'no pause'}", spread(pages)]
    cells += [spread(taken[kind]) for kind in ("first", "next", "tab", "seen")]
    each = computed_ms / sum(map(len, taken.values()))
    return f"| {' | '.join(cells)} | {len(pages) / seconds:.0f} | {each:.1f} |"


@contextlib.contextmanager
def databases(only: str, keep: Path | None, home: Path) -> Iterator[list[tuple[str, str]]]:
    """(name, address) of each database to try."""
    with contextlib.ExitStack() as stack:
        found = []
        if only != "postgres":
            found.append(("SQLite", f"sqlite:///{(keep or home) / 'feed_scale.db'}"))
        if only != "sqlite" and (address := stack.enter_context(postgres())):
            found.append(("Postgres", address))
        yield found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--members", type=int, default=10_000)
    parser.add_argument("--likes", type=int, default=2_000_000)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--only", choices=("sqlite", "postgres"), default="")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--write", action="store_true")
    said = parser.parse_args()
    busy, rows = os.getloadavg()[0], []
    with tempfile.TemporaryDirectory(prefix="fantascope-feed-") as name:
        home = Path(name)
        with databases(said.only, said.keep, home) as found:
            for database, url in found:
                begun = time.perf_counter()
                members = feed_seed.seeded(url, posts=said.posts, members=said.members, likes=said.likes)
                print(f"{database}: seeded in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
                server = Server(home, url)
                try:
                    load(server, members, 4, 3.0, 0.0)  # the vocabulary, the caches
                    for pause_s in PAUSES:
                        begun_ms = server.processor_ms()
                        taken = load(server, members, said.clients, said.seconds, pause_s)
                        computed_ms = server.processor_ms() - begun_ms
                        rows.append(row(database, said.clients, pause_s, taken, said.seconds, computed_ms))
                        print(rows[-1], flush=True)
                finally:
                    server.close()
    table = "\n".join(
        [
            f"{said.posts:,} posts, {said.members:,} members, {said.likes:,} likes; load average of the machine before",
            f"the run: {busy:.1f}. Milliseconds, p50 / p99; last, the server's processor time a request.",
            "",
            "| Database | Load | Page | First page | Next page | Tab | Telling of views | Pages a second | Computed |",
            "|---|---|---|---|---|---|---|---|---|",
            *rows,
        ]
    )
    if said.write:
        text = DOCUMENT.read_text(encoding="utf-8")
        marked = re.compile(r"(<!-- feed_scale -->\n).*?(\n<!-- /feed_scale -->)", re.DOTALL)
        assert marked.search(text), f"{DOCUMENT} has no place for the table"
        DOCUMENT.write_text(marked.sub(lambda place: place[1] + table + place[2], text), encoding="utf-8")


if __name__ == "__main__":
    main()
