// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

gboolean
cue_property_set_text (gpointer object, char **field, const char *text, GParamSpec *property);

void
cue_property_assign_all (gpointer object, gpointer from, GParamSpec *const *properties, guint n);
gboolean
cue_property_equal_all (gpointer object, gpointer other, GParamSpec *const *properties, guint n);

G_END_DECLS
