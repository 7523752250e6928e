#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Cuelight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The processor time of a console that shows a countdown and polls, without video.

Usage: idle.py CONSOLE FLOOR-WINDOW
"""

import sys
import time

import measure

CONSOLE, FLOOR = sys.argv[1:3]
# Several polls of each event, which are 5 s apart.
SETTLE, WATCH = 8, 30


def percent_of_a_core(command, files=None):
    with measure.Program(command, files=files) as program:
        time.sleep(SETTLE)
        return program.cpu_share(WATCH) * 100


def percent_with_events(count):
    with measure.StateServer() as server:
        percent = percent_of_a_core([CONSOLE], server.profiles(count))
        # A console that does not poll would do very well here.
        polled = sum(1 for hits in server.hits.values() if hits >= WATCH / 5)
        if polled < count:
            sys.exit(f'Only {polled} of {count} events were polled.')
        return percent


floor = percent_of_a_core([FLOOR, '--countdown'])
one = percent_with_events(1)
fifty = percent_with_events(50)

print(f'A window whose only label changes each second: {floor:.2f} % of a core')
measure.finish([
    measure.report('Idle, one event and its countdown', one, 1, '% of a core'),
    measure.report('Idle, 50 events', fifty, 5, '% of a core'),
])
