// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <stddef.h>
#include <stdint.h>

/* The one function of a fuzz target, as libFuzzer calls it: aborts when @data shows a fault. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
