#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Cuelight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What playing a stream costs, and how soon its first picture is there.

Usage: video.py CONSOLE CUELIGHTCTL FIRST-PICTURE PEER-PLAYER

The stream is the simulator's, 1280×720 at 25 pictures a second. The processor time of the console and
its helper stands beside a minimal program with playbin, an appsink and a GtkPicture; the first
picture beside gst-play-1.0.
"""

import json
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request

import measure

CONSOLE, CUELIGHTCTL, FIRST_PICTURE, PEER = sys.argv[1:5]
PICTURE_ROUNDS, LOAD_ROUNDS = 7, 3
SETTLE, WATCH = 6, 12


def best_variant(manifest):
    """Returns the address of the variant with the highest bit rate."""
    with urllib.request.urlopen(manifest, timeout=10) as answer:
        lines = answer.read().decode().splitlines()
    variants = []
    for number, line in enumerate(lines):
        if line.startswith('#EXT-X-STREAM-INF:'):
            rate = int(re.search(r'[:,]BANDWIDTH=(\d+)', line).group(1))
            variants.append((rate, urllib.parse.urljoin(manifest, lines[number + 1])))
    return max(variants)[1]


def our_first_picture(url):
    with measure.Program([FIRST_PICTURE, url]) as program:
        start = int(program.wait_for('start', 10))
        return (int(program.wait_for('first-picture', 30)) - start) / 1000


def their_first_picture(url):
    # gst-play does not say when; the sink does, when asked to explain itself.
    started = time.monotonic()
    player = subprocess.Popen(
        ['gst-play-1.0', '--no-interactive', '--videosink=fakevideosink', '--audiosink=fakesink', url],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env={**measure.os.environ, 'GST_DEBUG': 'basesink:5', 'GST_DEBUG_NO_COLOR': '1'})
    try:
        for line in player.stderr:
            if '<sink> preroll buffer' in line:
                return (time.monotonic() - started) * 1000
        sys.exit('gst-play-1.0 showed no picture.')
    finally:
        player.kill()
        player.wait()
        player.stderr.close()


def percent_of_a_core(command, files=None):
    with measure.Program(command, files=files) as program:
        time.sleep(SETTLE)
        return program.cpu_share(WATCH) * 100


with measure.Program([CUELIGHTCTL, 'simulate', '--scenario', 'calm']) as simulator:
    description = json.loads(simulator.first_line(60))
    event = measure.profile_files([
        {'name': 'Benchmark', 'source': 'backend', 'backendUrl': description['backendUrl']}])
    stream = best_variant(description['manifest'])

    our_first_picture(stream)
    their_first_picture(stream)
    ours, theirs = measure.in_turns(
        PICTURE_ROUNDS, lambda: our_first_picture(stream), lambda: their_first_picture(stream))
    console, peer = measure.in_turns(
        LOAD_ROUNDS, lambda: percent_of_a_core([CONSOLE], event),
        lambda: percent_of_a_core([PEER, stream]))

measure.finish([
    measure.report('First picture', ours, 1.2, 'ms', theirs, 'gst-play-1.0'),
    measure.report('720p25, console and helper', console, 1.25, '% of a core', peer, 'minimal player'),
])
