// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

#include "ctl-runner.h"

typedef struct {
  CtlRunner  *runner;
  const char *url;
  char       *publisher; // paths of files with keys
  char       *subscriber;
  char       *both;
  char       *revoked;
} Fixture;

static char *
write_key (Fixture *f, const char *name, const char *member)
{
  return ctl_runner_write (f->runner, name, ctl_runner_get_in (f->runner, "acoustic", member));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->runner = ctl_runner_new ();
  ctl_runner_start_simulator (f->runner);
  f->url = ctl_runner_get_in (f->runner, "acoustic", "baseUrl");
  f->publisher = write_key (f, "publisher", "publisherKey");
  f->subscriber = write_key (f, "subscriber", "subscriberKey");
  f->both = write_key (f, "both", "bothKey");
  f->revoked = write_key (f, "revoked", "revokedKey");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  ctl_runner_free (f->runner);
  g_free (f->publisher);
  g_free (f->subscriber);
  g_free (f->both);
  g_free (f->revoked);
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

// Whatever is asked for, no key is ever said.
static CtlResult *
check_secrets (Fixture *f, CtlResult *result)
{
  static const char *const members[] = { "publisherKey", "subscriberKey", "bothKey", "revokedKey" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    const char *key = ctl_runner_get_in (f->runner, "acoustic", members[i]);

    g_assert_null (strstr (result->out, key));
    g_assert_null (strstr (result->err, key));
  }
  return result;
}

#define RUN(key, ...)                          \
  check_secrets (f,                            \
                 ctl_runner_run (f->runner,    \
                                 "acoustic",   \
                                 "--base-url", \
                                 f->url,       \
                                 "--key-file", \
                                 key,          \
                                 __VA_ARGS__,  \
                                 NULL))

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

static gint64
count (Fixture *f, const char *member)
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

static void
test_usage (Fixture *f, gconstpointer data)
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
test_odd_options (Fixture *f, gconstpointer data)
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
test_lists (Fixture *f, gconstpointer data)
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
test_keys (Fixture *f, gconstpointer data)
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
test_register (Fixture *f, gconstpointer data)
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
test_publish (Fixture *f, gconstpointer data)
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
  g_assert_cmpint (count (f, "events"), ==, 0);

  done = RUN (f->publisher, "--json", "--trace", "event", "publish", path);
  g_assert_cmpint (done->status, ==, 0);
  exchange = ctl_result_parse (done, 1);
  g_assert_cmpstr (json_object_get_string_member (exchange, "requestBody"), ==, CART);
  g_assert_cmpint (count (f, "events"), ==, 1);
}

// Sent, and no answer: it is never sent again by itself.
static void
test_unknown (Fixture *f, gconstpointer data)
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
  g_assert_cmpint (count (f, "events"), ==, 1);
}

static void
test_files (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (ctl_runner_get_folder (f->runner), "files", NULL);
  g_autoptr (CtlResult) list = RUN (f->subscriber, "--json", "files", "list");
  g_autoptr (CtlResult) one = RUN (f->subscriber, "--num-files", "1", "files", "list");
  g_autoptr (CtlResult) got = NULL;
  g_autoptr (CtlResult) careless = NULL;
  g_autoptr (CtlResult) drained = NULL;
  g_autoptr (CtlResult) empty = NULL;
  g_autoptr (CtlResult) deleted = NULL;
  g_autoptr (JsonObject) first = ctl_result_parse (list, 0);
  g_autoptr (JsonObject) saved = NULL;
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

  drained = RUN (f->subscriber, "--json", "files", "drain", folder);
  g_assert_cmpint (drained->status, ==, 0);
  drain = ctl_result_parse (drained, 0);
  g_assert_true (json_object_get_boolean_member (drain, "complete"));
  g_assert_cmpint (json_object_get_int_member (drain, "deleted"), ==, 3);
  empty = RUN (f->subscriber, "files", "list");
  g_assert_cmpint (empty->status, ==, 0);
  g_assert_cmpstr (empty->out, ==, "");
  // Gone already is as good as deleted.
  deleted = RUN (f->subscriber, "--yes", "files", "delete", name);
  g_assert_cmpint (deleted->status, ==, 0);
}

static void
test_small_calls (Fixture *f, gconstpointer data)
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
test_document (Fixture *f, gconstpointer data)
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
test_profile (Fixture *f, gconstpointer data)
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

#define SHOP(...) \
  check_secrets (f, ctl_runner_run (f->runner, "acoustic", "--profile", "show", __VA_ARGS__, NULL))
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
#undef SHOP

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
  g_assert_cmpint (count (f, "events"), ==, 1);
}

static char *
write_table (Fixture *f, guint n, const char *odd_line)
{
  g_autoptr (GString) text = g_string_new ("email,code,timestamp,channel,orderID,orderTotal\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "visitor%u@example.com,ibmcartPurchase,2026-11-20T08:%02u:%02uZ,web,"
                            "O-%u,%u.5\n",
                            i,
                            i / 60 % 60,
                            i % 60,
                            i,
                            i % 97);
  if (odd_line != NULL)
    g_string_append (text, odd_line);
  return ctl_runner_write (f->runner, "rows.csv", text->str);
}

static void
test_table (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_table (f, 9, "x@example.com,ibmcartPurchase,soon,web,O,1\n");
  g_autoptr (CtlResult) dry = RUN (f->publisher, "--dry-run", "event", "publish", path);
  g_autoptr (CtlResult)
    first = RUN (f->publisher, "--json", "--per-request", "3", "event", "publish", path);
  g_autoptr (CtlResult) second = RUN (f->publisher, "--per-request", "3", "event", "publish", path);
  g_autoptr (CtlResult)
    resumed = RUN (f->publisher, "--per-request", "3", "--resume", "event", "publish", path);
  g_autoptr (CtlResult)
    again = RUN (f->publisher, "--per-request", "3", "--again", "event", "publish", path);
  g_autoptr (JsonObject) odd = ctl_result_parse (first, 0);
  g_autoptr (JsonObject) row = ctl_result_parse (first, 1);
  g_autoptr (JsonObject) last = ctl_result_parse (first, 10);

  g_assert_cmpint (dry->status, ==, 0);
  assert_has (dry->err, "9 rows in 9 requests, 1 left out");
  assert_has (dry->out, "visitor0@example.com");
  g_assert_cmpint (first->status, ==, 1);
  g_assert_cmpuint (count_lines (first->out), ==, 11);
  g_assert_cmpstr (json_object_get_string_member (odd, "state"), ==, "left-out");
  g_assert_cmpint (json_object_get_int_member (odd, "line"), ==, 11);
  g_assert_cmpstr (json_object_get_string_member (row, "state"), ==, "done");
  g_assert_cmpint (json_object_get_int_member (row, "line"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (last, "state"), ==, "finished");
  g_assert_cmpint (json_object_get_int_member (last, "requests"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (last, "done"), ==, 9);

  // The very same rows are not published twice by mistake.
  g_assert_cmpint (second->status, ==, 3);
  assert_has (second->err, "--again");
  g_assert_cmpint (resumed->status, ==, 1);
  g_assert_cmpint (again->status, ==, 1);
  g_assert_cmpint (count (f, "events"), ==, 18);
  g_assert_cmpint (count (f, "eventsTwice"), ==, 9);
}

static void
test_journal (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_table (f, 2, NULL);
  g_autofree char *journal =
    g_build_filename (ctl_runner_get_folder (f->runner), "journal.jsonl", NULL);
  g_autofree char *text = NULL;
  g_autofree char *other = NULL;
  g_autofree char *damaged = NULL;
  g_autoptr (CtlResult) done = RUN (f->publisher, "--journal", journal, "event", "publish", path);
  g_autoptr (CtlResult) others = NULL;
  g_autoptr (CtlResult) broken = NULL;

  g_assert_cmpint (done->status, ==, 0);
  g_assert_true (g_file_get_contents (journal, &text, NULL, NULL));
  // Neither a key nor what was sent; the file itself is what is sent.
  g_assert_null (strstr (text, ctl_runner_get_in (f->runner, "acoustic", "publisherKey")));
  g_assert_null (strstr (text, "visitor0"));
  assert_has (text, "rows.csv");

  other = write_table (f, 3, NULL);
  others = RUN (f->publisher, "--journal", journal, "--resume", "event", "publish", other);
  g_assert_cmpint (others->status, ==, 3);
  assert_has (others->err, "other rows");
  damaged = ctl_runner_write (f->runner, "damaged", "no journal\n");
  broken = RUN (f->publisher, "--journal", damaged, "--resume", "event", "publish", other);
  g_assert_cmpint (broken->status, ==, 3);
  g_assert_cmpint (count (f, "events"), ==, 2);
}

typedef struct {
  guint n_done;    // rows that were said to be published
  guint n_unknown; // at the end
  char *state;     // of the run, NULL when it was killed
  int   status;
} Run;

// Publishes a table, and kills the program after so many rows. The test as a whole is bounded.
static Run
publish (Fixture *f, const char *path, const char *option, const char *second, guint kill_after)
{
  const char *const argv[] = {
    "acoustic", "--base-url", f->url,    "--key-file", f->publisher, "--per-request", "5",
    "--json",   "event",      "publish", path,         option,       second,          NULL
  };
  g_autoptr (GSubprocess)
    process = ctl_runner_spawn (f->runner,
                                G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                argv);
  g_autoptr (GDataInputStream)
    lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  gboolean killed = FALSE;
  Run      run = { 0 };
  char    *line;

  while ((line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, NULL)) != NULL) {
    g_autoptr (JsonNode) node = json_from_string (line, NULL);

    // What a program that is killed was about to say may be cut off.
    if (node != NULL && JSON_NODE_HOLDS_OBJECT (node)) {
      JsonObject *object = json_node_get_object (node);
      const char *state = json_object_get_string_member (object, "state");

      if (g_str_equal (json_object_get_string_member (object, "type"), "run")) {
        run.state = g_strdup (state);
        run.n_unknown = (guint) json_object_get_int_member (object, "unknown");
      } else {
        run.n_done += g_str_equal (state, "done");
      }
    }
    g_free (line);
    if (!killed && kill_after > 0 && run.n_done >= kill_after) {
      killed = TRUE;
      g_subprocess_send_signal (process, SIGKILL);
    }
  }
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  run.status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
  return run;
}

static void
test_killed (Fixture *f, gconstpointer data)
{
  const guint      n = 5000;
  g_autofree char *path = write_table (f, n, NULL);
  g_autofree char *state = NULL;
  Run              killed = publish (f, path, NULL, NULL, n / 3);
  g_autoptr (CtlResult)
    careless = RUN (f->publisher, "--per-request", "5", "event", "publish", path);
  Run    resumed;
  gint64 n_left = 0;

  g_assert_cmpint (killed.status, ==, -1);
  g_assert_null (killed.state);
  g_assert_cmpuint (killed.n_done, <, n);
  // Whoever begins anew without a thought is told.
  g_assert_cmpint (careless->status, ==, 3);
  assert_has (careless->err, "--resume");

  resumed = publish (f, path, "--resume", NULL, 0);
  if (g_str_equal (resumed.state, "asking")) {
    // One request was on its way, and nobody knows.
    g_assert_cmpint (resumed.status, ==, 2);
    g_assert_cmpuint (resumed.n_unknown, ==, 5);
    n_left = 5;
    g_free (resumed.state);
    resumed = publish (f, path, "--resume", "--unknown=leave", 0);
    g_assert_cmpint (resumed.status, ==, 1);
  } else {
    g_assert_cmpint (resumed.status, ==, 0);
  }
  g_assert_cmpstr (resumed.state, ==, "finished");
  g_assert_cmpuint (resumed.n_done, >, 0);
  g_assert_cmpuint (resumed.n_done, <=, n - killed.n_done);
  g_assert_cmpint (count (f, "eventsTwice"), ==, 0);
  g_assert_cmpint (count (f, "events"), >=, n - n_left);
  g_assert_cmpint (count (f, "events"), <=, n);
  g_free (resumed.state);
}

// Told to end, it ends between two requests, and knows all of it.
static void
test_interrupted (Fixture *f, gconstpointer data)
{
  const guint       n = 2000;
  g_autofree char  *path = write_table (f, n, NULL);
  const char *const argv[] = { "acoustic", "--base-url", f->url,    "--key-file", f->publisher,
                               "--json",   "event",      "publish", path,         NULL };
  g_autoptr (GSubprocess)
    process = ctl_runner_spawn (f->runner,
                                G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                argv);
  g_autoptr (GDataInputStream)
    lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *last = NULL;
  guint            n_lines = 0;
  char            *line;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *summary;

  while ((line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, NULL)) != NULL) {
    if (++n_lines == 20)
      g_subprocess_send_signal (process, SIGINT);
    g_free (last);
    last = line;
  }
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  node = json_from_string (last, NULL);
  summary = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (summary, "state"), ==, "stopped");
  g_assert_cmpint (json_object_get_int_member (summary, "unknown"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (summary, "done"), ==, count (f, "events"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/ctl-acoustic/" name, Fixture, NULL, set_up, func, tear_down)
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
  ADD ("table", test_table);
  ADD ("journal", test_journal);
  ADD ("killed", test_killed);
  ADD ("interrupted", test_interrupted);
#undef ADD
  return g_test_run ();
}
