// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "acoustic-runner.h"

#include <string.h>

static char *
write_key (AcousticRunner *f, const char *name, const char *member)
{
  return ctl_runner_write (f->runner, name, ctl_runner_get_in (f->runner, "acoustic", member));
}

void
acoustic_runner_set_up (AcousticRunner *f, gconstpointer data)
{
  f->runner = ctl_runner_new ();
  ctl_runner_start_simulator (f->runner);
  f->url = ctl_runner_get_in (f->runner, "acoustic", "baseUrl");
  f->publisher = write_key (f, "publisher", "publisherKey");
  f->subscriber = write_key (f, "subscriber", "subscriberKey");
  f->both = write_key (f, "both", "bothKey");
  f->revoked = write_key (f, "revoked", "revokedKey");
}

void
acoustic_runner_tear_down (AcousticRunner *f, gconstpointer data)
{
  ctl_runner_free (f->runner);
  g_free (f->publisher);
  g_free (f->subscriber);
  g_free (f->both);
  g_free (f->revoked);
}

void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

// Whatever is asked for, no key is ever said.
CtlResult *
acoustic_runner_check_secrets (AcousticRunner *f, CtlResult *result)
{
  static const char *const members[] = { "publisherKey", "subscriberKey", "bothKey", "revokedKey" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    const char *key = ctl_runner_get_in (f->runner, "acoustic", members[i]);

    g_assert_null (strstr (result->out, key));
    g_assert_null (strstr (result->err, key));
  }
  return result;
}

guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

gint64
acoustic_runner_count (AcousticRunner *f, const char *member)
{
  g_autoptr (CtlResult) result = ctl_runner_run (f->runner,
                                                 "simulate",
                                                 "--control",
                                                 ctl_runner_get (f->runner, "controlUrl"),
                                                 "status",
                                                 NULL);
  g_autoptr (JsonNode) node = json_from_string (result->out, NULL);
  JsonObject *status = json_node_get_object (node);

  g_assert_cmpint (result->status, ==, 0);
  return json_object_get_int_member (json_object_get_object_member (status, "acoustic"), member);
}
