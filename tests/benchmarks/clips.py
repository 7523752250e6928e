#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Cuelight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What six looping videos cost, and what is kept for each.

Usage: clips.py CLIP-TILES

The video has 540×960 at 30 pictures a second and lasts ten seconds; the tiles have 180×320. The
processor time of the window and its helpers, after the first round, stands beside the same window
with a naive GtkMediaFile in each tile.

Two figures for the memory of a clip:
- what is kept of it: its pictures as JPEG and its frame buffers, which is all shared memory between
  the window and the helpers;
- all that is added by it: the own memory of its helper, the above, and what the window has more than
  one without pictures, file included.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import measure

TILES = sys.argv[1]
N_TILES = 6
LENGTH = 10
ROUNDS, WATCH = 2, 10
PICTURES_A_SECOND = 15 * N_TILES


def make_video(path):
    subprocess.run(
        ['gst-launch-1.0', '-q', 'videotestsrc', 'pattern=smpte', 'horizontal-speed=4',
         f'num-buffers={30 * LENGTH}', '!', 'video/x-raw,width=540,height=960,framerate=30/1', '!',
         'x264enc', 'bitrate=1500', '!', 'mp4mux', '!', 'filesink', f'location={path}'],
        check=True, stdout=subprocess.DEVNULL)


def rollup(pid, field):
    text = pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text(encoding='utf-8')
    found = re.search(rf'^{field}:\s*(\d+)', text, re.MULTILINE)
    return int(found.group(1)) / 1000


def start(kind, video):
    return measure.Program([TILES, kind, video])


def pictures_shown(program, seconds):
    """Returns what it printed last; it prints each second."""
    for _ in range(seconds):
        shown = int(program.wait_for('pictures', 10))
    return shown


def percent_of_a_core(kind, video):
    with start(kind, video) as program:
        time.sleep(LENGTH + 5)
        share = program.cpu_share(WATCH) * 100
        # Tiles that stand still would do very well here. A naive one does stand still on a busy machine.
        shown = pictures_shown(program, LENGTH + 5 + WATCH)
        print(f'{kind}: {share:.3g} % of a core, {shown} pictures a second in all tiles')
        if kind == 'clips' and shown < PICTURES_A_SECOND / 2:
            sys.exit('The clips do not move as they should.')
        return share


def memory(video):
    """Returns megabytes: kept for a clip, and added by a clip."""
    with start('nothing', video) as program:
        time.sleep(5)
        empty = rollup(program.process.pid, 'Pss_Dirty')
    with start('clips', video) as program:
        time.sleep(2 * LENGTH + 8)
        family = program.family()
        helpers = family - {program.process.pid}
        if len(helpers) != N_TILES:
            sys.exit(f'{len(helpers)} helpers instead of {N_TILES}.')
        kept = sum(rollup(pid, 'Pss_Shmem') for pid in family)
        everything = sum(rollup(pid, 'Pss_Dirty') for pid in family)
    return kept / N_TILES, (everything - empty) / N_TILES


with tempfile.TemporaryDirectory(prefix='cuelight-benchmark-') as folder:
    VIDEO = pathlib.Path(folder) / 'clip.mp4'
    make_video(VIDEO)
    load = os.getloadavg()[0]
    ours, naive = measure.in_turns(
        ROUNDS, lambda: percent_of_a_core('clips', VIDEO),
        lambda: percent_of_a_core('media-files', VIDEO))
    kept, added = memory(VIDEO)

print(f'Load of the machine when it began: {load:.1f}')
print(f'A naive GtkMediaFile in each tile: {naive:.3g} % of a core')
measure.finish([
    measure.report('Six clips, window and helpers', ours, 25, '% of a core'),
    measure.report('Kept for a clip', kept, 2, 'MB'),
    measure.report('Added by a clip, all included', added, 4, 'MB'),
])
