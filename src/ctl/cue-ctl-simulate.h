// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

/**
 * cue_ctl_simulate:
 *
 * `cuelightctl simulate`: runs the services of an event on loopback, or steers ones that run.
 *
 * Returns: exit status: 0 fine, 2 it does not work, 3 usage
 */
int cue_ctl_simulate (int argc, char **argv);
