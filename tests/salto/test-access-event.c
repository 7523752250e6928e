// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-event.h"

#include <string.h>

static CueAccessEvent *
read_text (const char *text)
{
  return cue_access_event_new (CUE_ACCESS_ENTRY, CUE_ACCESS_FORM_TEXT, text, strlen (text), 1000);
}

static void
test_camel (void)
{
  g_autoptr (CueAccessEvent)
    event = read_text ("{\"eventCategory\":\"lock_opened\",\"lockId\":\"7\"}");

  g_assert_cmpstr (cue_access_event_get_text (event, CUE_ACCESS_FIELD_EVENT_CATEGORY),
                   ==,
                   "lock_opened");
  g_assert_cmpstr (cue_access_event_get_text (event, CUE_ACCESS_FIELD_LOCK_ID), ==, "7");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/salto/access-event/camel", test_camel);
  return g_test_run ();
}
