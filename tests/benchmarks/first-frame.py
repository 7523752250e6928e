#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Cuelight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the window takes to its first frame, beside an empty AdwApplicationWindow.

Usage: first-frame.py CONSOLE FLOOR-WINDOW PROBE
"""

import sys

import measure

CONSOLE, FLOOR, PROBE = sys.argv[1:4]
ROUNDS = 9


def milliseconds_to_first_frame(command, files=None):
    with measure.Program(command, {'LD_PRELOAD': PROBE}, files) as program:
        painted = int(program.wait_for('first-frame', 30)) / 1e6
        return (painted - program.started) * 1000


with measure.StateServer() as server:
    one_event = server.profiles(1)
    measures = [
        lambda: milliseconds_to_first_frame([FLOOR]),
        lambda: milliseconds_to_first_frame([CONSOLE]),
        lambda: milliseconds_to_first_frame([CONSOLE], one_event),
    ]
    for warm_up in measures:
        warm_up()
    floor, welcome, event = measure.in_turns(ROUNDS, *measures)

measure.finish([
    measure.report('First frame, no event yet', welcome, 1.5, 'ms', floor, 'empty window'),
    measure.report('First frame, one event', event, 1.5, 'ms', floor, 'empty window'),
])
