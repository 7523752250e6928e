// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-redact.h"

#include <string.h>

static void
assert_applied (CueRedactor *redactor, const char *text, const char *expected)
{
  g_autofree char *safe = cue_redactor_apply (redactor, text);

  g_assert_cmpstr (safe, ==, expected);
}

static void
test_known (void)
{
  g_autoptr (CueRedactor) redactor = cue_redactor_new ();
  g_autoptr (CueRedactor) child = cue_redactor_new_child (redactor);

  cue_redactor_add (redactor, "s3cr3t/with space");
  cue_redactor_add (redactor, "s3cr3t/with space and more");
  cue_redactor_add (redactor, "abc");
  cue_redactor_add (redactor, "quo\"ted\\one");
  assert_applied (redactor, "x s3cr3t/with space y", "x ••• y");
  assert_applied (redactor, "s3cr3t/with space and more", "•••");
  assert_applied (redactor, "s3cr3t/with space and mor", "••• and mor");
  assert_applied (redactor, "u=s3cr3t%2Fwith%20space&", "u=•••&");
  assert_applied (redactor, "{\"v\":\"quo\\\"ted\\\\one\"}", "{\"v\":\"•••\"}");
  assert_applied (redactor, "b64 czNjcjN0L3dpdGggc3BhY2U= end", "b64 •••Y2U= end");
  /* too short to be worth a hole in every text */
  assert_applied (redactor, "abc", "abc");
  cue_redactor_add (child, "only-for-this-request");
  assert_applied (child, "only-for-this-request s3cr3t/with space", "••• •••");
  assert_applied (redactor, "only-for-this-request", "only-for-this-request");
}

/* However a server escapes what it repeats. */
static void
test_escaped (void)
{
  g_autoptr (CueRedactor) redactor = cue_redactor_new ();

  cue_redactor_add (redactor, "s3cr3t/one+two");
  cue_redactor_add (redactor, "+pa\"ss\\w\xc3\xb6rd");
  cue_redactor_add (redactor, "two\\\\in a row%41");
  assert_applied (redactor, "<two\\\\in a row%41>", "<•••>");
  assert_applied (redactor, "<two\\\\\\\\in a row%41>", "<•••>");
  assert_applied (redactor, "{\"v\":\"s3cr3t\\/one+two\"}", "{\"v\":\"•••\"}");
  assert_applied (redactor, "{\"v\":\"s3cr3t/one\\u002Btwo\"}", "{\"v\":\"•••\"}");
  assert_applied (redactor, "{\"v\":\"s3cr3t\\/one\\u002btwo\"}", "{\"v\":\"•••\"}");
  assert_applied (redactor, "?u=s3cr3t%2fone%2btwo&x", "?u=•••&x");
  assert_applied (redactor, "?u=s3cr3t%2Fone+two&x", "?u=•••&x");
  assert_applied (redactor, "<\\u002Bpa\\u0022ss\\\\w\\u00f6rd>", "<•••>");
  assert_applied (redactor, "<%2Bpa%22ss%5cw%c3%b6rd>", "<•••>");
  /* none of them, and none that is whole */
  assert_applied (redactor, "s3cr3t\\/one\\u002", "s3cr3t\\/one\\u002");
  assert_applied (redactor, "s3cr3t\\u0000one", "s3cr3t\\u0000one");
  assert_applied (redactor, "s3cr3t\\ud83done", "s3cr3t\\ud83done");
  assert_applied (redactor, "s3cr3t%2", "s3cr3t%2");
  assert_applied (redactor, "\\", "\\");
  assert_applied (redactor, "100 %", "100 %");
}

static void
test_bytes (void)
{
  g_autoptr (CueRedactor) redactor = cue_redactor_new ();
  g_autoptr (GBytes) text = g_bytes_new_static ("a-text-secret", 13);
  g_autoptr (GBytes) binary = g_bytes_new_static ("\1\2\3\0\5\6\7\10\11", 9);

  cue_redactor_add_bytes (redactor, text);
  cue_redactor_add_bytes (redactor, binary);
  assert_applied (redactor, "a-text-secret", "•••");
  assert_applied (redactor, "AQIDAAUGBwgJ", "•••");
}

static void
test_forms (void)
{
  assert_applied (NULL, "Authorization: Bearer abc.def-123==", "Authorization: Bearer •••");
  assert_applied (NULL, "bearer of news", "bearer ••• news");
  assert_applied (NULL, "unbearer token", "unbearer token");
  assert_applied (NULL,
                  "got eyJhbGciOiJIUzUxMiJ9.eyJpc3MiOiJkZW1vIn0.c2lnbmF0dXJl, no",
                  "got •••, no");
  assert_applied (NULL, "eyJhbGciOiJub25lIn0.eyJhIjoxfQ.", "•••");
  assert_applied (NULL, "eyJ.x", "eyJ.x");
  assert_applied (NULL, "https://h/p?access_token=abc&x=1", "https://h/p?access_token=•••&x=1");
  assert_applied (NULL, "?TOKEN=abc#f", "?TOKEN=•••#f");
  assert_applied (NULL, "?a=1&key=v&monkey=2", "?a=1&key=•••&monkey=2");
  assert_applied (NULL, "client_secret=x;api_key=y", "client_secret=•••;api_key=•••");
  assert_applied (NULL, "?hdnts=exp~hmac&X-Amz-Signature=00", "?hdnts=•••&X-Amz-Signature=•••");
  assert_applied (NULL, "https://user:pw@host/", "https://•••@host/");
  assert_applied (NULL, "https://host/a@b", "https://host/a@b");
  assert_applied (NULL,
                  "{\"access_token\" : \"a\\\"b\", \"b\":1}",
                  "{\"access_token\" : \"•••\", \"b\":1}");
  assert_applied (NULL,
                  "{\"key\":\"name\",\"code\":\"purchase\"}",
                  "{\"key\":\"name\",\"code\":\"purchase\"}");
  assert_applied (NULL, "{\"password\":\"", "{\"password\":\"");
  assert_applied (NULL,
                  "{\"eventAuthKey\" : 770012345678, \"endpointId\":60001, \"token\":123}",
                  "{\"eventAuthKey\" : •••, \"endpointId\":60001, \"token\":123}");
  assert_applied (NULL, "{\"supplierKey\":\"a\"}", "{\"supplierKey\":\"•••\"}");
  assert_applied (NULL, "token=", "token=");
  assert_applied (NULL, "", "");
}

static void
assert_header (const char *name, const char *value, const char *expected)
{
  g_autofree char *safe = cue_redactor_apply_header (NULL, name, value);

  g_assert_cmpstr (safe, ==, expected);
}

static void
test_headers (void)
{
  assert_header ("Authorization", "Bearer x", "Bearer •••");
  assert_header ("AUTHORIZATION", "weird", "•••");
  assert_header ("Proxy-Authorization", "Basic dTpw", "Basic •••");
  assert_header ("Set-Cookie", "sid=1; Path=/", "•••");
  assert_header ("Cookie", "sid=1", "•••");
  assert_header ("X-Api-Key", "k", "•••");
  assert_header ("X-Amz-Security-Token", "k", "•••");
  assert_header ("Location", "https://h/?token=1", "https://h/?token=•••");
  assert_header ("Content-Type", "text/html; charset=utf-8", "text/html; charset=utf-8");
}

static void
test_url (void)
{
  g_autofree char *url = cue_redact_url ("https://u@h:1/p?x=1&sig=abc");

  g_assert_cmpstr (url, ==, "https://•••@h:1/p?x=1&sig=•••");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/redact/known", test_known);
  g_test_add_func ("/base/redact/escaped", test_escaped);
  g_test_add_func ("/base/redact/bytes", test_bytes);
  g_test_add_func ("/base/redact/forms", test_forms);
  g_test_add_func ("/base/redact/headers", test_headers);
  g_test_add_func ("/base/redact/url", test_url);
  return g_test_run ();
}
