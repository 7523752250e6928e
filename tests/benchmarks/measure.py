# SPDX-FileCopyrightText: 2026 The Cuelight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks share: starting programs apart from each other, and looking at them.

Speeds differ between machines and between hours, so no figure stands alone: each is taken beside a
floor or a peer, in turns, and the ratio is what has a limit.
"""

import collections
import contextlib
import http.server
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid

TICKS = os.sysconf('SC_CLK_TCK')
PAGE = os.sysconf('SC_PAGE_SIZE')


class Program:
    """A program in folders of its own, with what it prints read line by line."""

    def __init__(self, command, environment=None, files=None):
        self.folder = tempfile.TemporaryDirectory(prefix='cuelight-benchmark-')
        root = pathlib.Path(self.folder.name)
        variables = dict(os.environ)
        for name in ('CONFIG', 'DATA', 'STATE'):
            path = root / name.lower()
            path.mkdir()
            variables[f'XDG_{name}_HOME'] = str(path)
        for name, text in (files or {}).items():
            path = root / 'data' / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding='utf-8')
        variables.update({
            'GSETTINGS_BACKEND': 'memory',
            'GSK_RENDERER': 'cairo',
            'GTK_A11Y': 'none',
            'CUELIGHT_AUDIO_SINK': 'fakesink',
        })
        variables.update(environment or {})
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [str(part) for part in command], env=variables, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, text=True, encoding='utf-8', errors='replace')

    def first_line(self, seconds, beginning=''):
        """Returns the first printed line that begins with the given text."""
        found = []

        def read():
            for line in self.process.stdout:
                if line.startswith(beginning):
                    found.append(line.strip())
                    return

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        reader.join(seconds)
        if not found:
            sys.exit(f'{self.process.args[0]} did not print "{beginning}" within {seconds} s.')
        return found[0]

    def wait_for(self, word, seconds):
        """Returns what stands behind the first printed word of that name."""
        return self.first_line(seconds, word + ' ').split(maxsplit=1)[1]

    def family(self):
        """Returns the process ids of the program and of all that it started."""
        parents = {}
        for entry in os.listdir('/proc'):
            if entry.isdigit():
                with contextlib.suppress(OSError):
                    stat = pathlib.Path(f'/proc/{entry}/stat').read_text(encoding='utf-8', errors='replace')
                    parents[int(entry)] = int(stat.rpartition(')')[2].split()[1])
        members = {self.process.pid}
        while True:
            more = {pid for pid, parent in parents.items() if parent in members} - members
            if not more:
                return members
            members |= more

    def cpu_seconds(self):
        """Returns the processor time of the program, of what it started, and of what of that ended."""
        total = 0
        for pid in self.family():
            with contextlib.suppress(OSError):
                stat = pathlib.Path(f'/proc/{pid}/stat').read_text(encoding='utf-8', errors='replace')
                fields = stat.rpartition(')')[2].split()
                total += sum(int(field) for field in fields[11:15])
        return total / TICKS

    def cpu_share(self, seconds):
        """Returns the part of one core that is used over the next seconds."""
        begin, used = time.monotonic(), self.cpu_seconds()
        time.sleep(seconds)
        return (self.cpu_seconds() - used) / (time.monotonic() - begin)

    def resident_kilobytes(self):
        """Returns the resident memory of the program itself."""
        rollup = pathlib.Path(f'/proc/{self.process.pid}/smaps_rollup').read_text(encoding='utf-8')
        return int(re.search(r'^Rss:\s*(\d+)', rollup, re.MULTILINE).group(1))

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.stop()


class QuietServer(http.server.ThreadingHTTPServer):
    """A server that finds nothing wrong with a program that is ended in the middle of an answer."""

    daemon_threads = True

    def handle_error(self, *unused):
        pass


class StateServer:
    """Serves the state of any number of events, each with a visible countdown.

    The time of the server runs at the given speed. With changing manifests each answer names another
    one, below a folder of this server where there is nothing.
    """

    def __init__(self, speed=1, changing_manifests=False):
        self.speed = speed
        self.changing_manifests = changing_manifests
        self.hits = collections.Counter()

    def __enter__(self):
        started, hits = time.time(), self.hits
        speed, changing = self.speed, self.changing_manifests

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def do_GET(self):
                if not self.path.startswith('/state/'):
                    self.answer(404, 'text/plain', b'Nothing here')
                    return
                hits[self.path] += 1
                port, number = self.server.server_address[1], hits[self.path]
                state = {
                    'playerState': 'live' if changing else 'prelive',
                    'playerManifest':
                        f'http://127.0.0.1:{port}/streams/{number}.m3u8' if changing else None,
                    'countdown': {
                        'visible': True,
                        'end': int(started) + 1_000_000,
                        'serverTime': int(started + (time.time() - started) * speed),
                    },
                }
                self.answer(200, 'application/json', json.dumps(state).encode())

            def answer(self, status, kind, body):
                self.send_response(status)
                self.send_header('Content-Type', kind)
                self.send_header('Cache-Control', 'max-age=5')
                self.send_header('Content-Length', str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *unused):
                pass

        self.server = QuietServer(('127.0.0.1', 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def polls(self):
        return sum(self.hits.values())

    def profiles(self, count):
        """Returns the files that make the console watch that many events of this server."""
        port = self.server.server_address[1]
        return profile_files([
            {'name': f'Event {n + 1}', 'source': 'state-url',
             'stateUrl': f'http://127.0.0.1:{port}/state/{n}'} for n in range(count)])

    def __exit__(self, *unused):
        self.server.shutdown()
        self.server.server_close()


def profile_files(profiles):
    for number, profile in enumerate(profiles):
        profile['id'] = str(uuid.UUID(int=number + 1, version=4))
    return {'cuelight/profiles.json': json.dumps(
        {'format': 'cuelight-events', 'version': 1, 'profiles': profiles})}


def in_turns(rounds, *measures):
    """Calls the measures in turns and returns the median of each."""
    results = [[] for _ in measures]
    for _ in range(rounds):
        for result, measure in zip(results, measures):
            result.append(measure())
    return [statistics.median(result) for result in results]


def report(name, figure, limit, unit, reference=None, reference_name=None):
    """Prints one figure and returns whether it keeps its limit. With a reference the limit is a ratio."""
    if reference is None:
        good = figure <= limit
        print(f'{name}: {figure:.3g} {unit} (limit {limit:g} {unit}) {"ok" if good else "TOO MUCH"}')
    else:
        ratio = figure / reference if reference > 0 else float('inf')
        good = ratio <= limit
        print(f'{name}: {figure:.3g} {unit}, {reference_name}: {reference:.3g} {unit}, '
              f'ratio {ratio:.2f} (limit {limit:g}) {"ok" if good else "TOO MUCH"}')
    return good


def finish(results):
    sys.exit(0 if all(results) else 1)
