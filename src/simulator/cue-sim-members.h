// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Strict reading of what people write for the simulator: scenario files and control requests.
 * Each function returns FALSE with a sentence that names the place when the member is not what it
 * must be; an absent member leaves *out as it was and is no error.
 */

gboolean cue_sim_members_check (JsonObject        *object,
                                const char        *where,
                                const char *const *known,
                                GError           **error);
gboolean cue_sim_members_get_number (JsonObject *object,
                                     const char *where,
                                     const char *name,
                                     double      least,
                                     double      most,
                                     double     *out,
                                     GError    **error);
gboolean cue_sim_members_get_bool (JsonObject *object,
                                   const char *where,
                                   const char *name,
                                   gboolean   *out,
                                   GError    **error);
gboolean cue_sim_members_get_string (JsonObject  *object,
                                     const char  *where,
                                     const char  *name,
                                     const char **out,
                                     GError     **error);
gboolean cue_sim_members_get_strv (JsonObject *object,
                                   const char *where,
                                   const char *name,
                                   char     ***out,
                                   GError    **error);
gboolean cue_sim_members_get_object (JsonObject  *object,
                                     const char  *where,
                                     const char  *name,
                                     JsonObject **out,
                                     GError     **error);
gboolean cue_sim_members_get_choice (JsonObject        *object,
                                     const char        *where,
                                     const char        *name,
                                     const char *const *choices,
                                     const char       **out,
                                     GError           **error);

G_END_DECLS
