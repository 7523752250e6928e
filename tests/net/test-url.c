// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-error.h"
#include "cue-url.h"

#include <gio/gio.h>
#include <string.h>

#define STRICT (CUE_URL_HTTPS | CUE_URL_HTTP_ON_LOOPBACK | CUE_URL_NO_CREDENTIALS)

static void
assert_good (const char *url, CueUrlFlags flags)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cue_url_check (url, flags, &error));
  g_assert_no_error (error);
}

static void
assert_bad (const char *url, CueUrlFlags flags, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cue_url_check (url, flags, &error));
  g_assert_error (error, CUE_ERROR, CUE_ERROR_INVALID_INPUT);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_check (void)
{
  g_autofree char *filler = g_strnfill (10 * 1024, 'a');
  g_autofree char *large = g_strconcat ("https://h.example/", filler, NULL);

  assert_good ("https://state.example.org/s/3f1c9a7e/state.json?x=1#f", STRICT);
  assert_good ("HTTPS://EXAMPLE.org", STRICT);
  assert_good ("https://192.0.43.8:8443/", STRICT);
  assert_good ("https://[2606:4700::1]/", STRICT);
  assert_good ("http://localhost:8080/x", STRICT);
  assert_good ("http://127.0.0.1/x", STRICT);
  assert_good ("http://[::1]:80/x", STRICT);
  assert_good ("http://example.org/", CUE_URL_HTTP);
  assert_good ("https://u:p@example.org/", CUE_URL_HTTPS);

  /* services reference 4.5, BB-1 and BB-13 */
  assert_bad ("", STRICT, "A URL is needed");
  assert_bad ("/state.json", STRICT, "whole URL");
  assert_bad ("state.example.org/s", STRICT, "whole URL");
  assert_bad ("http://example.org/", STRICT, "plain http is accepted only for this computer");
  assert_bad ("http://localhost.example.org/", STRICT, "plain http");
  assert_bad ("http://example.org/", CUE_URL_HTTPS, "not protected");
  assert_bad ("https://example.org/", CUE_URL_HTTP, "https is not accepted");
  assert_bad ("ftp://example.org/", STRICT, "begin with https://");
  assert_bad ("file:///etc/passwd", STRICT, "begin with https://");
  assert_bad ("data:text/html,x", STRICT, "begin with https://");
  assert_bad ("javascript:alert(1)", STRICT, "begin with https://");
  assert_bad ("https://exa mple.org/", STRICT, "no blanks");
  assert_bad ("https://example.org/a b", STRICT, "no blanks");
  assert_bad (" https://example.org/", STRICT, "no blanks");
  assert_bad ("https://example.org/\n", STRICT, "no blanks");
  /* A wrong scheme and a blank are both said, and no blank where there is none. */
  assert_bad ("htp://x y", STRICT, "begin with https:// are accepted, and no blanks");
  assert_bad ("data:text/html,<b>", STRICT, "percent-encoded");
  assert_bad ("ftp://example.org/\xff", STRICT, "UTF-8");
  assert_bad ("https://example.org/<x>", STRICT, "percent-encoded");
  assert_bad ("https://example.org/\xff", STRICT, "UTF-8");
  assert_bad ("https://", STRICT, "host name");
  assert_bad ("https:///path", STRICT, "host name");
  assert_bad ("https://example.org:99999/", STRICT, "host name");
  assert_bad ("https://[::1/", STRICT, "host name");
  assert_bad ("https://user@example.org/", STRICT, "no user name");
  assert_bad ("https://user:pw@example.org/", STRICT, "https://•••@example.org/");
  assert_bad (large, STRICT, "at most 4096");
}

static void
test_private (void)
{
  static const char *const private[] = {
    "https://localhost/",
    "https://x.localhost./",
    "https://127.0.0.1/",
    "https://127.8.9.1/",
    "https://10.1.2.3/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://169.254.169.254/",
    "https://0.0.0.0/",
    "https://100.64.1.1/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://[::1]/",
    "https://[::]/",
    "https://[fe80::1]/",
    "https://[fd00::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://printer.local/",
    "https://nas.lan/",
    "https://x.internal/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.1/",
    "https://198.18.0.1/",
  };
  static const char *const public[] = {
    "https://example.org/", "https://192.0.43.8/",    "https://[2606:4700::1]/",
    "https://172.32.0.1/",  "https://local.example/", "https://1.2.3.4.example/",
    "https://100.128.0.1/",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (private); i++)
    assert_bad (private[i], CUE_URL_HTTPS | CUE_URL_NO_PRIVATE, "private network");
  for (gsize i = 0; i < G_N_ELEMENTS (public); i++)
    assert_good (public[i], CUE_URL_HTTPS | CUE_URL_NO_PRIVATE);
}

static void
test_loopback (void)
{
  g_assert_true (cue_url_is_loopback ("http://localhost:80/"));
  g_assert_true (cue_url_is_loopback ("http://LOCALHOST/"));
  g_assert_true (cue_url_is_loopback ("http://127.0.0.2/"));
  g_assert_true (cue_url_is_loopback ("http://[::1]/"));
  g_assert_false (cue_url_is_loopback ("http://localhost.example/"));
  g_assert_false (cue_url_is_loopback ("http://notlocalhost/"));
  g_assert_false (cue_url_is_loopback ("http://10.0.0.1/"));
  g_assert_false (cue_url_is_loopback ("nonsense"));
  g_assert_false (cue_url_is_loopback (NULL));
  g_assert_true (cue_url_is_private ("http://10.0.0.1/"));
}

static void
test_origin (void)
{
  g_autofree char *plain = cue_url_get_origin ("https://H.example/x?y");
  g_autofree char *port = cue_url_get_origin ("http://[::1]:8080/x");

  g_assert_true (cue_url_same_origin ("https://h.example/a", "https://H.EXAMPLE:443/b?c"));
  g_assert_false (cue_url_same_origin ("https://h.example/", "http://h.example/"));
  g_assert_false (cue_url_same_origin ("https://h.example/", "https://h.example:8443/"));
  g_assert_false (cue_url_same_origin ("https://h.example/", "https://www.h.example/"));
  g_assert_false (cue_url_same_origin ("https://h.example/", NULL));
  g_assert_false (cue_url_same_origin ("nonsense", "nonsense"));
  g_assert_cmpstr (port, ==, "http://[::1]:8080");
  g_assert_nonnull (plain);
}

static void
test_query (void)
{
  g_assert_true (cue_url_differs_only_in_query ("https://h/a?x=1", "https://h/a?x=2"));
  g_assert_true (cue_url_differs_only_in_query ("https://h/a", "https://h/a?x=2"));
  g_assert_false (cue_url_differs_only_in_query ("https://h/a?x=1", "https://h/a?x=1"));
  g_assert_false (cue_url_differs_only_in_query ("https://h/a?x=1", "https://h/b?x=2"));
  g_assert_false (cue_url_differs_only_in_query ("https://h/a?x=1", "https://g/a?x=2"));
  g_assert_false (cue_url_differs_only_in_query (NULL, "https://g/a?x=2"));
}

static void
test_resolve (void)
{
  static const struct {
    const char *reference;
    const char *expected;
  } cases[] = {
    { "c.ts", "https://h.example/a/c.ts" },
    { "../c.ts?x=1", "https://h.example/c.ts?x=1" },
    { "/c", "https://h.example/c" },
    { "//other.example/c", "https://other.example/c" },
    { "http://x.example/y", "http://x.example/y" },
    { "?z", "https://h.example/a/b?z" },
    { "", "https://h.example/a/b?q" },
    { "javascript:alert(1)", NULL },
    { "http:////x", NULL },
    { "\xff", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *url = cue_url_resolve ("https://h.example/a/b?q", cases[i].reference);

    g_assert_cmpstr (url, ==, cases[i].expected);
  }
  g_assert_null (cue_url_resolve ("nonsense", "x"));
  g_assert_null (cue_url_resolve (NULL, "x"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/url/check", test_check);
  g_test_add_func ("/net/url/private", test_private);
  g_test_add_func ("/net/url/loopback", test_loopback);
  g_test_add_func ("/net/url/origin", test_origin);
  g_test_add_func ("/net/url/query", test_query);
  g_test_add_func ("/net/url/resolve", test_resolve);
  return g_test_run ();
}
