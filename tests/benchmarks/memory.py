#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Cuelight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the memory of the console stays flat: an hour of polling, and 1,000 changes of the manifest.

Usage: memory.py CONSOLE FAST-CLOCK

The console runs with a clock that is ahead of ours. It keeps its last exchanges and observations in
lists with an end, so it is watched from when those are full.
"""

import sys
import time

import measure

CONSOLE, FAST_CLOCK = sys.argv[1:3]
LIMIT = 2048
POLLS_AN_HOUR = 720
# An exchange of each poll is kept until there are 2,000.
POLLS_UNTIL_FULL = 2200
PATIENCE = 600


def growth(server, speed, polls_before, polls):
    """Returns by how many kilobytes the console grows over so many polls."""
    environment = {'LD_PRELOAD': FAST_CLOCK, 'CUELIGHT_SPEED': str(speed)}
    deadline = time.monotonic() + PATIENCE

    def wait_for(count):
        while server.polls() < count:
            if program.process.poll() is not None:
                sys.exit('The console ended early.')
            if time.monotonic() > deadline:
                sys.exit(f'Only {server.polls()} of {count} polls within {PATIENCE} s.')
            time.sleep(0.2)
        return program.resident_kilobytes()

    with measure.Program([CONSOLE], environment, server.profiles(1)) as program:
        before = wait_for(polls_before)
        after = wait_for(polls_before + polls)
        print(f'{before} kB after {polls_before} polls, {after} kB after {polls} more')
        return after - before


with measure.StateServer(speed=240) as plain:
    hour = growth(plain, 240, POLLS_UNTIL_FULL, POLLS_AN_HOUR)
with measure.StateServer(speed=60, changing_manifests=True) as changing:
    changes = growth(changing, 60, 300, 1000)

measure.finish([
    measure.report('Growth over an hour of polling', hour, LIMIT, 'kB'),
    measure.report('Growth over 1,000 changes of the manifest', changes, LIMIT, 'kB'),
])
