// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-signed-url.h"

/* 2026-11-20T18:00:00Z */
#define END G_GINT64_CONSTANT (1795197600)

typedef struct {
  const char *query;
  const char *kind; /* NULL: no end */
  gint64      end;
} Row;

static const Row rows[] = {
  /* Amazon S3, Signature Version 4 */
  { "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261120T170000Z&X-Amz-Expires=3600"
    "&X-Amz-Signature=00",
    "Amazon S3",
    END },
  { "x-amz-date=20261120T170000Z&x-amz-expires=3600", "Amazon S3", END },
  { "X-Amz-Date=20261120T170000Z", NULL, 0 },
  { "X-Amz-Date=20261320T170000Z&X-Amz-Expires=3600", NULL, 0 },
  { "X-Amz-Date=2026112+T170000Z&X-Amz-Expires=3600", NULL, 0 },
  { "X-Amz-Date=20261120T170000Z&X-Amz-Expires=-5", NULL, 0 },
  { "X-Amz-Date=20261120T170000Z&X-Amz-Expires=99999999999999999999", NULL, 0 },
  /* Google Cloud Storage, V4 */
  { "X-Goog-Date=20261120T170000Z&X-Goog-Expires=3600", "Google Cloud Storage", END },
  /* CloudFront, canned and custom policy */
  { "Expires=1795197600&Signature=x&Key-Pair-Id=K", "CloudFront", END },
  { "Policy=eyJTdGF0ZW1lbnQiOlt7IkNvbmRpdGlvbiI6eyJEYXRlTGVzc1RoYW4iOnsiQVdTOkVwb2NoVGltZSI6MTc5NT"
    "E5NzYwMH19fV19&Signature=x&Key-Pair-Id=K",
    "CloudFront",
    END },
  { "Policy=bm9uc2Vuc2U_&Signature=x&Key-Pair-Id=K", NULL, 0 },
  /* Azure SAS */
  { "sv=2022-11-02&se=2026-11-20T18%3A00%3A00Z&sig=x", "Azure SAS", END },
  { "se=2026-11-20T18%3A00%3A00Z", NULL, 0 },
  /* Akamai */
  { "hdnts=st=1795190000~exp=1795197600~acl=/*~hmac=00", "Akamai", END },
  { "hdnea=exp=1795197600~acl=%2f*~hmac=00", "Akamai", END },
  { "__token__=exp=1795197600~hmac=00", "Akamai", END },
  { "hdnts=st=1795190000~hmac=00", NULL, 0 },
  /* plain */
  { "exp=1795197600", "exp", END },
  { "EXPIRES=1795197600000", "exp", END },
  { "expires=2026-11-20T18:00:00Z", "exp", END },
  { "verify=1795197600-abcdef%3D", "exp", END },
  { "exp=12", NULL, 0 },
  { "exp=soon", NULL, 0 },
  { "expires=1795197600x", NULL, 0 },
  { "version=1795197600", NULL, 0 },
  { "exp=99999999999999999999999", NULL, 0 },
  { "w=1080&h=1920", NULL, 0 },
  { "", NULL, 0 },
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *url = g_strconcat ("https://cdn.example.org/a/b.jpg?", rows[i].query, NULL);
    const char      *kind = "unset";
    gint64           end = cue_signed_url_read_expiry (url, &kind);

    g_test_message ("%s → %s %" G_GINT64_FORMAT, rows[i].query, kind, end);
    g_assert_cmpint (end, ==, rows[i].end * G_USEC_PER_SEC);
    g_assert_cmpstr (kind, ==, rows[i].kind);
  }
}

static void
test_no_query (void)
{
  g_assert_cmpint (cue_signed_url_read_expiry ("https://cdn.example.org/a.jpg", NULL), ==, 0);
  g_assert_cmpint (cue_signed_url_read_expiry ("https://[", NULL), ==, 0);
  g_assert_cmpint (cue_signed_url_read_expiry ("", NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/signed-url/rows", test_rows);
  g_test_add_func ("/signed-url/no-query", test_no_query);
  return g_test_run ();
}
