// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz.h"

#include "cue-diagnostic.h"
#include "cue-profile-file.h"

// A file of events from a stranger: whatever can be read of it must be readable again when it was
// written, and is the same then.
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) found = cue_diagnostics_new ();
  g_autoptr (GPtrArray) profiles = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GError) error = NULL;
  CueProfileFileFault fault;

  profiles = cue_profile_file_parse (bytes, found, &fault, NULL, &error);
  g_assert ((profiles == NULL) == (error != NULL));
  if (profiles == NULL)
    return 0;
  for (guint i = 0; i < profiles->len; i++)
    g_ptr_array_unref (cue_profile_validate (g_ptr_array_index (profiles, i)));

  written = cue_profile_file_format (profiles);
  g_ptr_array_set_size (found, 0);
  again = cue_profile_file_parse (written, found, &fault, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (again->len, ==, profiles->len);
  for (guint i = 0; i < again->len; i++)
    g_assert_true (
      cue_profile_equal (g_ptr_array_index (again, i), g_ptr_array_index (profiles, i)));
  return 0;
}
