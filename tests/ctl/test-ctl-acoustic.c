// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "acoustic-runner.h"

static void
test_usage (AcousticRunner *f, gconstpointer data)
{
  const struct {
    const char *argv[7];
    const char *part;
  } cases[] = {
    { { "eventtype", "list" }, "--profile" },
    { { "--base-url", f->url, "eventtype", "list" }, "--key-file" },
    { { "--base-url", "http://api.example.com", "--key-file", f->both, "eventtype", "list" },
      "https" },
    { { "--base-url", f->url, "--key-file", f->both, "eventtype", "frob" }, "frob" },
    { { "--base-url", f->url, "--key-file", f->both, "eventtype", "delete" }, "CODE" },
    { { "--base-url", f->url, "--key-file", "/nonexistent", "eventtype", "list" }, "nonexistent" },
    { { "--profile", "Nobody", "eventtype", "list" }, "Nobody" },
    { { NULL }, "--help" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *const *a = cases[i].argv;
    g_autoptr (CtlResult)
      result = ctl_runner_run (f->runner, "acoustic", a[0], a[1], a[2], a[3], a[4], a[5], NULL);

    g_assert_cmpint (result->status, ==, 3);
    g_assert_cmpstr (result->out, ==, "");
    assert_has (result->err, cases[i].part);
  }
}

static void
test_odd_options (AcousticRunner *f, gconstpointer data)
{
  g_autoptr (CtlResult) role = RUN (f->both, "--role", "king", "eventtype", "list");
  g_autoptr (CtlResult) n_files = RUN (f->both, "--num-files", "11", "files", "list");
  g_autoptr (CtlResult) unknown = RUN (f->both, "--unknown", "guess", "event", "publish", "x.csv");
  g_autoptr (CtlResult) both = RUN (f->both, "--resume", "--again", "event", "publish", "x.csv");
  g_autoptr (CtlResult) name = RUN (f->both, "files", "get", "../evil");
  g_autoptr (CtlResult) help = ctl_runner_run (f->runner, "acoustic", "--help", NULL);

  g_assert_cmpint (role->status, ==, 3);
  g_assert_cmpint (n_files->status, ==, 3);
  g_assert_cmpint (unknown->status, ==, 3);
  g_assert_cmpint (both->status, ==, 3);
  g_assert_cmpint (name->status, ==, 3);
  g_assert_cmpint (help->status, ==, 0);
  assert_has (help->out, "files drain DIR");
}

static void
test_lists (AcousticRunner *f, gconstpointer data)
{
  g_autoptr (CtlResult) types = RUN (f->publisher, "eventtype", "list");
  g_autoptr (CtlResult) json = RUN (f->publisher, "--json", "eventtype", "list");
  g_autoptr (CtlResult) codes = RUN (f->publisher, "eventtype", "subscribed");
  g_autoptr (CtlResult) producer = RUN (f->publisher, "--json", "eventtype", "producer");
  g_autoptr (CtlResult) consumer = RUN (f->subscriber, "--json", "eventtype", "consumer");
  g_autoptr (JsonObject) type = ctl_result_parse (json, 0);
  g_autoptr (JsonObject) consumed = ctl_result_parse (consumer, 0);

  g_assert_cmpint (types->status, ==, 0);
  assert_has (types->out, "ibmcartAbandonment\t1\tPUBLISH\tCart abandonment\t11\n");
  g_assert_cmpuint (count_lines (types->out), ==, count_lines (json->out));
  g_assert_true (json_object_has_member (type, "attributes"));
  g_assert_cmpint (codes->status, ==, 0);
  assert_has (codes->out, "ibmcartPurchase\n");
  g_assert_cmpuint (count_lines (codes->out), ==, count_lines (producer->out));
  g_assert_true (json_object_has_member (consumed, "publisher"));
}

static void
test_keys (AcousticRunner *f, gconstpointer data)
{
  g_autoptr (CtlResult) revoked = RUN (f->revoked, "--trace", "eventtype", "list");
  g_autoptr (CtlResult) role = RUN (f->publisher, "--json", "eventtype", "consumer");
  g_autoptr (JsonObject) reply = ctl_result_parse (role, 0);

  g_assert_cmpint (revoked->status, ==, 2);
  assert_has (revoked->err, "401");
  assert_has (revoked->out, "/v1/eventtype");
  g_assert_cmpint (role->status, ==, 2);
  assert_has (role->err, "403");
  g_assert_cmpstr (json_object_get_string_member (reply, "outcome"), ==, "refused");
  g_assert_cmpint (json_object_get_int_member (reply, "status"), ==, 403);
}

#define SEAT                                                                                \
  "{\"code\":\"demoSeatReserved\",\"name\":\"Seat reserved\",\"namespace\":\"demo\","       \
  "\"version\":1,\"registrationType\":\"PUBLISH\",\"attributes\":[{\"name\":\"eventName\"," \
  "\"type\":\"string\"}]}"

static void
test_register (AcousticRunner *f, gconstpointer data)
{
  g_autofree char *path = ctl_runner_write (f->runner, "seat.json", SEAT);
  g_autofree char *bad = ctl_runner_write (f->runner, "bad.json", "{\"code\":\"\",\"name\":\"x\"}");
  g_autofree char *none = ctl_runner_write (f->runner, "none.json", "no json");
  g_autoptr (CtlResult) dry = RUN (f->publisher, "--dry-run", "eventtype", "register", path);
  g_autoptr (CtlResult) before = RUN (f->publisher, "eventtype", "list");
  g_autoptr (CtlResult) done = RUN (f->publisher, "--json", "eventtype", "register", path);
  g_autoptr (CtlResult) after = RUN (f->publisher, "eventtype", "list");
  g_autoptr (CtlResult) gone = RUN (f->publisher, "eventtype", "delete", "demoSeatReserved");
  g_autoptr (CtlResult) twice = RUN (f->publisher, "eventtype", "delete", "demoSeatReserved");
  g_autoptr (CtlResult) blocked = RUN (f->publisher, "eventtype", "register", bad);
  g_autoptr (CtlResult) broken = RUN (f->publisher, "eventtype", "register", none);
  g_autoptr (CtlResult) missing = RUN (f->publisher, "eventtype", "register", "/nonexistent");
  g_autoptr (JsonObject) reply = ctl_result_parse (done, 0);

  // The exact bytes, and nothing is sent.
  g_assert_cmpint (dry->status, ==, 0);
  assert_has (dry->out, "POST ");
  assert_has (dry->out, SEAT);
  g_assert_null (strstr (before->out, "demoSeatReserved"));
  g_assert_cmpint (done->status, ==, 0);
  assert_has (done->err, "S4:241");
  g_assert_cmpstr (json_object_get_string_member (reply, "outcome"), ==, "done");
  assert_has (after->out, "demoSeatReserved\t1\tPUBLISH\tSeat reserved\t1\n");
  g_assert_cmpint (gone->status, ==, 0);
  // 200 with “false” is a failure.
  g_assert_cmpint (twice->status, ==, 2);
  g_assert_cmpint (blocked->status, ==, 3);
  assert_has (blocked->err, "code");
  g_assert_cmpint (broken->status, ==, 3);
  g_assert_cmpint (missing->status, ==, 3);
}

#define CART                                                                                      \
  "{\"channel\":\"web\", \"identifiers\":[{\"name\":\"email\",\"value\":\"a@example.com\"}],"     \
  "\"events\":[{\"code\":\"ibmcartPurchase\",\"timestamp\":\"2026-11-20T08:20:00Z\",\"attributes" \
  "\":[{\"name\":\"orderID\",\"value\":\"O-1\",\"type\":\"string\"}]}]}"

static void
test_publish (AcousticRunner *f, gconstpointer data)
{
  g_autofree char *path = ctl_runner_write (f->runner, "cart.json", CART);
  g_autofree char *bad =
    ctl_runner_write (f->runner, "bad.json", "{\"identifiers\":[],\"events\":[{\"code\":\"x\"}]}");
  g_autoptr (CtlResult) dry = RUN (f->publisher, "--dry-run", "event", "publish", path);
  g_autoptr (CtlResult) blocked = RUN (f->publisher, "event", "publish", bad);
  g_autoptr (CtlResult) done = NULL;
  g_autoptr (JsonObject) exchange = NULL;

  g_assert_cmpint (dry->status, ==, 0);
  assert_has (dry->out, CART);
  g_assert_cmpint (blocked->status, ==, 3);
  assert_has (blocked->err, "events/0/timestamp");
  assert_has (blocked->err, "S4:225");
  g_assert_cmpint (acoustic_runner_count (f, "events"), ==, 0);

  done = RUN (f->publisher, "--json", "--trace", "event", "publish", path);
  g_assert_cmpint (done->status, ==, 0);
  exchange = ctl_result_parse (done, 1);
  g_assert_cmpstr (json_object_get_string_member (exchange, "requestBody"), ==, CART);
  g_assert_cmpint (acoustic_runner_count (f, "events"), ==, 1);
}

// Sent, and no answer: it is never sent again by itself.
static void
test_unknown (AcousticRunner *f, gconstpointer data)
{
  g_autofree char *path = ctl_runner_write (f->runner, "cart.json", CART);
  g_autoptr (CtlResult) fault = ctl_runner_run (f->runner,
                                                "simulate",
                                                "--control",
                                                ctl_runner_get (f->runner, "controlUrl"),
                                                "fault",
                                                "AB-12",
                                                "on",
                                                "variant=cut-taken",
                                                NULL);
  g_autoptr (CtlResult) result = RUN (f->publisher, "--json", "event", "publish", path);
  g_autoptr (JsonObject) reply = ctl_result_parse (result, 0);

  g_assert_cmpint (fault->status, ==, 0);
  g_assert_cmpint (result->status, ==, 2);
  g_assert_cmpstr (json_object_get_string_member (reply, "outcome"), ==, "unknown");
  g_assert_cmpint (acoustic_runner_count (f, "events"), ==, 1);
}

static void
test_files (AcousticRunner *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (ctl_runner_get_folder (f->runner), "files", NULL);
  g_autoptr (CtlResult) list = RUN (f->subscriber, "--json", "files", "list");
  g_autoptr (CtlResult) one = RUN (f->subscriber, "--num-files", "1", "files", "list");
  g_autoptr (CtlResult) got = NULL;
  g_autoptr (CtlResult) careless = NULL;
  g_autoptr (CtlResult) tried = NULL;
  g_autoptr (CtlResult) tried_json = NULL;
  g_autoptr (CtlResult) nowhere = NULL;
  g_autoptr (CtlResult) again = NULL;
  g_autoptr (CtlResult) drained = NULL;
  g_autoptr (CtlResult) empty = NULL;
  g_autoptr (CtlResult) tried_empty = NULL;
  g_autoptr (CtlResult) deleted = NULL;
  g_autoptr (JsonObject) first = ctl_result_parse (list, 0);
  g_autoptr (JsonObject) saved = NULL;
  g_autoptr (JsonObject) would = NULL;
  g_autoptr (JsonObject) drain = NULL;
  const char *name = json_object_get_string_member (first, "name");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpuint (count_lines (list->out), ==, 3);
  g_assert_cmpuint (count_lines (one->out), ==, 1);
  got = RUN (f->subscriber, "--json", "--dir", folder, "files", "get", name);
  g_assert_cmpint (got->status, ==, 0);
  saved = ctl_result_parse (got, 0);
  g_assert_true (g_file_test (json_object_get_string_member (saved, "path"), G_FILE_TEST_EXISTS));
  g_assert_cmpstr (json_object_get_string_member (saved, "proof"), ==, "length");
  careless = RUN (f->subscriber, "files", "delete", name);
  g_assert_cmpint (careless->status, ==, 3);

  // Trying it says what it would do, and does nothing.
  tried = RUN (f->subscriber, "--dry-run", "files", "drain", folder);
  g_assert_cmpint (tried->status, ==, 0);
  g_assert_cmpuint (count_lines (tried->out), ==, 3);
  assert_has (tried->out, name);
  assert_has (tried->out, "would be saved, then deleted");
  assert_has (tried->err, "Nothing was done");
  tried_json = RUN (f->subscriber, "--dry-run", "--json", "files", "drain", folder);
  would = ctl_result_parse (tried_json, 0);
  g_assert_cmpstr (json_object_get_string_member (would, "would"), ==, "save-and-delete");
  nowhere = RUN (f->subscriber, "--dry-run", "files", "drain", "/nonexistent/cuelight");
  g_assert_cmpint (nowhere->status, ==, 3);
  again = RUN (f->subscriber, "files", "list");
  g_assert_cmpuint (count_lines (again->out), ==, 3);
  drained = RUN (f->subscriber, "--json", "files", "drain", folder);
  g_assert_cmpint (drained->status, ==, 0);
  drain = ctl_result_parse (drained, 0);
  g_assert_true (json_object_get_boolean_member (drain, "complete"));
  g_assert_cmpint (json_object_get_int_member (drain, "deleted"), ==, 3);
  empty = RUN (f->subscriber, "files", "list");
  g_assert_cmpint (empty->status, ==, 0);
  g_assert_cmpstr (empty->out, ==, "");
  assert_has (empty->err, "No files wait");
  tried_empty = RUN (f->subscriber, "--dry-run", "--json", "files", "drain", folder);
  g_assert_cmpint (tried_empty->status, ==, 0);
  g_assert_cmpstr (tried_empty->out, ==, "");
  // Gone already is as good as deleted.
  deleted = RUN (f->subscriber, "--yes", "files", "delete", name);
  g_assert_cmpint (deleted->status, ==, 0);
}

static void
test_small_calls (AcousticRunner *f, gconstpointer data)
{
  g_autofree char *attributes =
    ctl_runner_write (f->runner, "a.json", "[{\"name\":\"eventName\",\"type\":\"string\"}]");
  g_autofree char *nothing = ctl_runner_write (f->runner, "none.json", "[]");
  g_autofree char *notification =
    ctl_runner_write (f->runner,
                      "n.json",
                      "{\"authentication\":{\"authType\":\"Basic\",\"userId\":\"demo\","
                      "\"password\":\"opensesame\"},\"notificationKey\":\"account-7\","
                      "\"notificationURL\":\"https://hooks.example.com/ubx\"}");
  g_autoptr (CtlResult)
    replaced = RUN (f->publisher, "attributes", "publisher", "60001", attributes);
  g_autoptr (CtlResult) emptied = RUN (f->publisher, "attributes", "publisher", "60001", nothing);
  g_autoptr (CtlResult)
    subscriber = RUN (f->subscriber, "--dry-run", "attributes", "subscriber", "60002", attributes);
  g_autoptr (CtlResult) put = RUN (f->both, "--trace", "notification", "put", notification);
  g_autoptr (CtlResult) dry = RUN (f->both, "--dry-run", "notification", "put", notification);
  g_autoptr (CtlResult) ended = RUN (f->both, "notification", "delete");
  g_autoptr (CtlResult) masked = RUN (f->publisher, "--trace", "eventinfo", "60001");
  g_autoptr (CtlResult) shown = RUN (f->publisher, "--reveal", "--json", "eventinfo", "60001");
  g_autoptr (JsonObject) key = ctl_result_parse (shown, 0);

  g_assert_cmpint (replaced->status, ==, 0);
  g_assert_cmpint (emptied->status, ==, 3);
  assert_has (subscriber->out, "PUT ");
  assert_has (subscriber->out, "/v1/eventtype/attributes/subscriber/60002");
  g_assert_cmpint (put->status, ==, 0);
  assert_has (put->out, "account-7");
  g_assert_null (strstr (put->out, "opensesame"));
  assert_has (dry->out, "hooks.example.com");
  g_assert_null (strstr (dry->out, "opensesame"));
  g_assert_cmpint (ended->status, ==, 0);
  g_assert_cmpint (masked->status, ==, 0);
  g_assert_null (strstr (masked->out, json_object_get_string_member (key, "eventAuthKey")));
  assert_has (shown->out, "60001");
}

static void
test_document (AcousticRunner *f, gconstpointer data)
{
  g_autoptr (CtlResult) exported = RUN (f->both, "export");
  g_autofree char *path = ctl_runner_write (f->runner, "types.json", exported->out);
  g_autofree char *with_seat = NULL;
  g_autofree char *more = NULL;
  const char      *list_end = strrchr (exported->out, ']');
  g_autoptr (CtlResult) same = RUN (f->both, "diff", path);
  g_autoptr (CtlResult) differs = NULL;
  g_autoptr (CtlResult) asked = NULL;
  g_autoptr (CtlResult) dry = NULL;
  g_autoptr (CtlResult) applied = NULL;
  g_autoptr (CtlResult) after = NULL;
  g_autoptr (CtlResult) removed = NULL;
  g_autoptr (JsonObject) change = NULL;

  g_assert_cmpint (exported->status, ==, 0);
  g_assert_cmpint (same->status, ==, 0);
  g_assert_cmpstr (same->out, ==, "");
  assert_has (same->err, "as the document says");
  g_assert_nonnull (list_end);
  with_seat =
    g_strdup_printf ("%.*s,%s%s", (int) (list_end - exported->out), exported->out, SEAT, list_end);
  more = ctl_runner_write (f->runner, "more.json", with_seat);
  differs = RUN (f->both, "--json", "diff", more);
  g_assert_cmpint (differs->status, ==, 1);
  g_assert_cmpuint (count_lines (differs->out), ==, 1);
  change = ctl_result_parse (differs, 0);
  g_assert_cmpstr (json_object_get_string_member (change, "code"), ==, "demoSeatReserved");
  g_assert_cmpstr (json_object_get_string_member (change, "change"), ==, "add");

  asked = RUN (f->both, "apply", more);
  g_assert_cmpint (asked->status, ==, 3);
  dry = RUN (f->both, "--dry-run", "apply", more);
  g_assert_cmpint (dry->status, ==, 0);
  assert_has (dry->out, "POST ");
  applied = RUN (f->both, "--yes", "apply", more);
  g_assert_cmpint (applied->status, ==, 0);
  after = RUN (f->both, "diff", more);
  g_assert_cmpint (after->status, ==, 0);
  removed = RUN (f->both, "--yes", "apply", path);
  g_assert_cmpint (removed->status, ==, 0);
}

// A connection of an event that is marked as production is written through only when it is said.
static void
test_profile (AcousticRunner *f, gconstpointer data)
{
  g_autofree char *events =
    g_strdup_printf ("{\"format\":\"cuelight-events\",\"version\":3,\"profiles\":[{\"name\":"
                     "\"Show\",\"acoustic\":{\"connections\":[{\"label\":\"Shop\",\"baseUrl\":"
                     "\"%s\",\"role\":\"publisher\",\"production\":true},{\"label\":\"Mailer\","
                     "\"baseUrl\":\"%s\",\"role\":\"subscriber\"}]}}]}",
                     f->url,
                     f->url);
  g_autofree char *file = ctl_runner_write (f->runner, "events.json", events);
  g_autofree char *cart = ctl_runner_write (f->runner, "cart.json", CART);
  g_autofree char *hook =
    ctl_runner_write (f->runner, "n.json", "{\"notificationURL\":\"https://hooks.example.com/\"}");
  g_autoptr (CtlResult) imported = ctl_runner_run (f->runner, "profiles", "import", file, NULL);

#define SHOP(...)                                             \
  acoustic_runner_check_secrets (f,                           \
                                 ctl_runner_run (f->runner,   \
                                                 "acoustic",  \
                                                 "--profile", \
                                                 "show",      \
                                                 __VA_ARGS__, \
                                                 NULL))
  g_autoptr (CtlResult) which = SHOP ("eventtype", "list");
  g_autoptr (CtlResult) no_key = SHOP ("--connection", "shop", "eventtype", "list");
  g_autoptr (CtlResult) dry = SHOP ("--connection", "Shop", "--dry-run", "event", "publish", cart);
  g_autoptr (CtlResult)
    guarded = SHOP ("--connection", "Shop", "--key-file", f->publisher, "event", "publish", cart);
  g_autoptr (CtlResult)
    reading = SHOP ("--connection", "Shop", "--key-file", f->publisher, "eventtype", "list");
  g_autoptr (CtlResult) done =
    SHOP ("--connection", "Shop", "--key-file", f->publisher, "--yes", "event", "publish", cart);
  g_autoptr (CtlResult) free_to =
    SHOP ("--connection", "Mailer", "--key-file", f->subscriber, "notification", "put", hook);
  // What has to know what is there wants its key in a dry run too, and says so.
  g_autoptr (CtlResult) dry_no_key = SHOP ("--connection",
                                           "Mailer",
                                           "--dry-run",
                                           "files",
                                           "drain",
                                           ctl_runner_get_folder (f->runner));
  g_autoptr (CtlResult) dry_drain = SHOP ("--connection",
                                          "Mailer",
                                          "--key-file",
                                          f->subscriber,
                                          "--dry-run",
                                          "files",
                                          "drain",
                                          ctl_runner_get_folder (f->runner));
#undef SHOP

  g_assert_cmpint (dry_no_key->status, ==, 3);
  assert_has (dry_no_key->err, "No key is stored");
  g_assert_cmpint (dry_drain->status, ==, 0);
  assert_has (dry_drain->out, "would be saved");
  g_assert_cmpint (imported->status, ==, 0);
  g_assert_cmpint (which->status, ==, 3);
  assert_has (which->err, "Mailer");
  g_assert_cmpint (no_key->status, ==, 3);
  g_assert_cmpint (dry->status, ==, 0);
  assert_has (dry->out, CART);
  g_assert_cmpint (guarded->status, ==, 3);
  assert_has (guarded->err, "production");
  g_assert_cmpint (reading->status, ==, 0);
  g_assert_cmpint (done->status, ==, 0);
  g_assert_cmpint (free_to->status, ==, 0);
  g_assert_cmpint (acoustic_runner_count (f, "events"), ==, 1);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)               \
  g_test_add ("/ctl-acoustic/" name,  \
              AcousticRunner,         \
              NULL,                   \
              acoustic_runner_set_up, \
              func,                   \
              acoustic_runner_tear_down)
  ADD ("usage", test_usage);
  ADD ("odd-options", test_odd_options);
  ADD ("lists", test_lists);
  ADD ("keys", test_keys);
  ADD ("register", test_register);
  ADD ("publish", test_publish);
  ADD ("unknown", test_unknown);
  ADD ("files", test_files);
  ADD ("small-calls", test_small_calls);
  ADD ("document", test_document);
  ADD ("profile", test_profile);
#undef ADD
  return g_test_run ();
}
