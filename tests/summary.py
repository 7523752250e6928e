#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Cuelight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the single test cases of a meson run.

Usage: summary.py MESON-LOGS/testlog EXIT-STATUS-OF-MESON

meson counts programs; a program here holds many cases, so they are read from its JUnit report. A
program that dies after its last case, or before its first, has no failed case there: the other log
says so, and it counts as one. Skipped cases are listed with their reason. Ends with the line
`N passed, N failed`, and with status 1 when anything failed or nothing ran.
"""

import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

BAD_RESULTS = {'FAIL', 'ERROR', 'TIMEOUT', 'INTERRUPT', 'UNEXPECTEDPASS'}


def first_line(text):
    lines = (text or '').strip().splitlines()
    return lines[0] if lines else 'no reason given'


def short_name(name):
    """Returns "clock" of "cuelight:base / clock", which is how meson writes it for people."""
    return name.split(' / ')[-1]


def read_cases(report):
    """Returns the passed and failed cases by program, and the skipped ones with their reasons."""
    # meson copies what the tests print, and XML has no way to write control characters.
    text = re.sub('[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]', '?',
                  report.read_text(encoding='utf-8', errors='replace'))
    passed, failed, skipped = [], [], []
    for suite in ElementTree.fromstring(text.encode()).iter('testsuite'):
        # "project.program" holds the cases of a program; "project" the programs without cases.
        program = suite.get('name', '').partition('.')[2]
        for case in suite.iter('testcase'):
            name = (short_name(program or case.get('name')), case.get('name'))
            if case.find('skipped') is not None:
                skipped.append(name + (first_line(case.findtext('system-out')),))
            elif case.find('failure') is not None or case.find('error') is not None:
                failed.append(name)
            else:
                passed.append(name)
    return passed, failed, skipped


def read_bad_programs(log):
    """Returns the result of each program that did not end well, by its name."""
    bad = {}
    for line in log.read_text(encoding='utf-8', errors='replace').splitlines():
        entry = json.loads(line)
        if entry['result'] in BAD_RESULTS:
            bad[short_name(entry['name'])] = entry['result'].lower()
    return bad


def main():
    report = pathlib.Path(f'{sys.argv[1]}.junit.xml')
    log = pathlib.Path(f'{sys.argv[1]}.json')
    status = int(sys.argv[2])

    if not report.exists() or not log.exists():
        print('No test was run.')
        print('0 passed, 1 failed')
        return 1

    passed, failed, skipped = read_cases(report)
    with_failed_case = {program for program, _ in failed}
    for program, result in sorted(read_bad_programs(log).items()):
        if program not in with_failed_case:
            failed.append((program, f'the program ended badly ({result})'))

    for program, name, reason in skipped:
        print(f'Left out: {program}: {name}: {reason}')
    if skipped:
        print(f'{len(skipped)} left out')
    for program, name in failed:
        print(f'Failed: {program}: {name}')

    failures = len(failed)
    if status != 0 and failures == 0:
        print(f'meson ended with status {status}.')
        failures = 1
    print(f'{len(passed)} passed, {failures} failed')
    return 1 if failures or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
