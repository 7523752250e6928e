#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Cuelight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What 200,000 SignalR messages cost: our client, libsoup that only counts, and the official client.

Usage: signalr.py SERVER CLIENT SCRIPT PACKAGE FOLDER

PACKAGE is the package.json of the official client, which is installed into FOLDER; where that cannot
be done it is left out, with the reason. All are asked in turns, in rounds, and the median counts. The
processor time is that of the whole process: for so few messages the start of Node is a fifth of it.
"""

import pathlib
import shutil
import statistics
import subprocess
import sys

import measure

SERVER, CLIENT, SCRIPT, PACKAGE, FOLDER = sys.argv[1:6]
MESSAGES = 200_000
ROUNDS = 5
MAX_PEAK_MIB = 12
PATIENCE = 120
# Our cost may be so much of theirs: 2.5 and 3 times their messages, 60 % of the floor's.
LIMITS = {1: 1 / 2.5, 50: 1 / 3}
FLOOR_LIMIT = 1 / 0.6


def install_official():
    """Returns why there is no official client, or None."""
    folder = pathlib.Path(FOLDER)
    if shutil.which('node') is None:
        return 'Node is not installed'
    if (folder / 'node_modules' / '@microsoft' / 'signalr').is_dir():
        return None
    if shutil.which('npm') is None:
        return 'npm is not installed'
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(PACKAGE, folder)
    done = subprocess.run(
        ['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=0',
         '--fetch-timeout=20000'],
        cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return 'it cannot be installed: ' + (done.stderr.strip().splitlines() or ['npm failed'])[0]
    return None


def run(command):
    """Returns the microseconds of processor time and of real time for a message, and the peak in MiB."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if done.returncode != 0:
        sys.exit(f'{command[0]} failed: {done.stderr.strip()}')
    words = done.stdout.split()
    facts = dict(zip(words[::2], map(int, words[1::2])))
    return (facts['cpu-us'] / MESSAGES, facts['wall-us'] / MESSAGES, facts['peak-kib'] / 1024)


missing = install_official()
results = []
for per_frame in (1, 50):
    figures = {}
    with measure.Program([SERVER, MESSAGES, per_frame]) as server:
        url = f'http://127.0.0.1:{server.wait_for("port", 30)}/hub'
        commands = {name: [CLIENT, name, url, str(MESSAGES)]
                    for name in ('floor', 'client', 'traced', 'whole')}
        if missing is None:
            commands['official'] = ['node', SCRIPT, FOLDER, url, str(MESSAGES)]
        for _ in range(ROUNDS):
            for name, command in commands.items():
                figures.setdefault(name, []).append(run(command))
    cost = {}
    peaks = {}
    print(f'{MESSAGES:,} messages, {per_frame} per frame; medians of {ROUNDS} rounds')
    for name, runs in figures.items():
        cpu, wall, peak = (statistics.median(column) for column in zip(*runs))
        cost[name] = cpu
        peaks[name] = peak
        lowest, highest = min(cpus for cpus, *_ in runs), max(cpus for cpus, *_ in runs)
        print(f'  {name:<9} {cpu:6.2f} µs of processor a message ({lowest:.2f} to {highest:.2f}), '
              f'{1 / wall:6.2f} million a second, peak {peak:.1f} MiB')
    if missing is not None:
        print(f'  official  left out: {missing}')
    results.append(measure.report(f'Client, {per_frame} per frame', cost['client'], FLOOR_LIMIT, 'µs',
                                  cost['floor'], 'libsoup alone'))
    results.append(measure.report(f'Client, {per_frame} per frame, peak memory', peaks['client'],
                                  MAX_PEAK_MIB, 'MiB'))
    if missing is None:
        results.append(measure.report(f'Client, {per_frame} per frame', cost['client'],
                                      LIMITS[per_frame], 'µs', cost['official'], 'official client'))
        results.append(measure.report(f'Whole way, {per_frame} per frame', cost['whole'], 1, 'µs',
                                      cost['official'], 'official client'))
measure.finish(results)
