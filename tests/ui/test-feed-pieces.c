// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui-fixture.h"
#include "ui-keys.h"

#include "cue-json-item.h"
#include "cue-json-tree.h"
#include "cue-moment.h"
#include "cue-time-histogram.h"

#include <string.h>

/* What the page of feeds is made of and what knows no feed: a JSON text as a tree, times that are
 * known to the nanosecond, bars over time. */

#define NS_PER_S G_GINT64_CONSTANT (1000000000)
#define START_NS (1792000000 * NS_PER_S)

static CueJsonItem *
make_item (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return cue_json_item_new (bytes);
}

static CueJsonItem *
get_child (CueJsonItem *item, guint place)
{
  g_autoptr (GListModel) children = cue_json_item_create_children (item);

  g_assert_nonnull (children);
  return g_list_model_get_item (children, place);
}

static void
assert_value (CueJsonItem *item, const char *path, const char *value)
{
  g_autofree char *found = cue_json_item_dup_value (item, 100);

  g_assert_cmpstr (cue_json_item_get_path (item), ==, path);
  g_assert_cmpstr (found, ==, value);
}

static void
test_json_values (void)
{
  g_autoptr (CueJsonItem)
    root = make_item (" {\"eventReceived\" : 1792000000123456789, \"huge\":99999999999999999999,\n"
                      "\"data\":{\"a b\":[1 , {\"x\":\"\\u00e9\\n\"}],\"e\":{}}, \"data\":null} ");
  g_autoptr (CueJsonItem) received = get_child (root, 0);
  g_autoptr (CueJsonItem) huge = get_child (root, 1);
  g_autoptr (CueJsonItem) data = get_child (root, 2);
  g_autoptr (CueJsonItem) again = get_child (root, 3);
  g_autoptr (CueJsonItem) list = get_child (data, 0);
  g_autoptr (CueJsonItem) empty = get_child (data, 1);
  g_autoptr (CueJsonItem) object = get_child (list, 1);
  g_autoptr (CueJsonItem) text = get_child (object, 0);
  g_autofree char *source = cue_json_item_dup_source (object);

  /* No digit is lost, and neither is a key that stands twice. */
  g_assert_cmpuint (cue_json_item_count_children (root), ==, 4);
  assert_value (root, "$", "4 fields");
  assert_value (received, "$.eventReceived", "1792000000123456789");
  assert_value (huge, "$.huge", "99999999999999999999");
  assert_value (again, "$.data", "null");
  assert_value (list, "$.data[\"a b\"]", "2 values");
  assert_value (empty, "$.data.e", "0 fields");
  g_assert_cmpstr (cue_json_item_get_name (object), ==, "[1]");
  g_assert_cmpstr (cue_json_item_get_path (text), ==, "$.data[\"a b\"][1].x");
  g_assert_cmpstr (source, ==, "{\"x\":\"\\u00e9\\n\"}");
  g_assert_cmpint (cue_json_item_get_kind (text), ==, CUE_JSON_ITEM_TEXT);
  g_assert_null (cue_json_item_create_children (received));
}

/* Whatever it is given, nothing is read past its end, and depth costs no stack. */
static void
test_json_hostile (void)
{
  static const char *const texts[] = {
    "",   " ",     "{",        "[",       "\"",       "{\"a",      "{\"a\"",  "{\"a\":",
    "[1", "[1,,]", "{\"a\":}", "\"\\",    "[\"\\\"]", "{\"a\":1,", "}{",      "]",
    "[]", "{}",    "nul",      "[[[]]]]", "{1:2}",    "\xff\xfe",  "[\"\xe2", "[1 2]",
  };
  g_autoptr (GString) deep = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    /* With nothing behind it that a reader might lean on. */
    g_autoptr (GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
    g_autoptr (CueJsonItem) root = cue_json_item_new (bytes);
    g_autoptr (GListModel) children = cue_json_item_create_children (root);
    g_autofree char *value = cue_json_item_dup_value (root, 50);

    g_assert_nonnull (value);

    for (guint j = 0; children != NULL && j < g_list_model_get_n_items (children); j++) {
      g_autoptr (CueJsonItem) child = g_list_model_get_item (children, j);
      g_autofree char *words = cue_json_item_dup_value (child, 50);

      g_assert_nonnull (words);
    }
  }

  for (guint i = 0; i < 200000; i++)
    g_string_append_c (deep, '[');

  {
    g_autoptr (CueJsonItem) root = make_item (deep->str);

    g_assert_cmpuint (cue_json_item_count_children (root), ==, 1);
  }
}

static void
test_json_long (void)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (CueJsonItem) root = NULL;
  g_autoptr (GListModel) children = NULL;
  g_autoptr (CueJsonItem) rest = NULL;
  g_autofree char *value = NULL;

  for (guint i = 0; i < CUE_JSON_ITEM_MAX_CHILDREN + 500; i++)
    g_string_append_printf (text, i > 0 ? ",%u" : "%u", i);

  g_string_append_c (text, ']');
  root = make_item (text->str);
  children = cue_json_item_create_children (root);
  g_assert_cmpuint (g_list_model_get_n_items (children), ==, CUE_JSON_ITEM_MAX_CHILDREN + 1);
  rest = g_list_model_get_item (children, CUE_JSON_ITEM_MAX_CHILDREN);
  g_assert_cmpint (cue_json_item_get_kind (rest), ==, CUE_JSON_ITEM_REST);
  g_assert_cmpuint (cue_json_item_count_children (rest), ==, 500);
  value = cue_json_item_dup_value (rest, 100);
  g_assert_nonnull (strstr (value, "500"));
}

static void
test_json_times (void)
{
  static const struct {
    const char *text;
    const char *words; /* nullable */
  } cases[] = {
    { "{\"eventTime\":1792000000123}", "2026-10-14 17:46:40.123 UTC (ms)" },
    { "{\"eventReceived\":1792000000123456789}", "2026-10-14 17:46:40.123456789 UTC (ns)" },
    { "{\"exp\":1792000060}", "2026-10-14 17:47:40.000 UTC (s)" },
    { "{\"grantedUntil\":\"1792000000123\"}", "2026-10-14 17:46:40.123 UTC (ms)" },
    { "{\"consumedUseTime\":3600}", NULL },
    { "{\"licenseId\":1792000000123}", NULL },
    { "{\"eventTime\":-5}", NULL },
    { "{\"eventTime\":1.792e18}", NULL },
    { "{\"eventTime\":99999999999999999999}", NULL },
    { "{\"eventTime\":null}", NULL },
    { "{\"eventTime\":{}}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CueJsonItem) root = make_item (cases[i].text);
    g_autoptr (CueJsonItem) child = get_child (root, 0);
    g_autofree char *words = cue_json_item_describe_time (child, CUE_MOMENT_UTC);

    g_assert_cmpstr (words, ==, cases[i].words);
  }
}

static void
test_moment (void)
{
  g_autofree char *row = cue_moment_format (START_NS + 7, CUE_MOMENT_UTC, CUE_MOMENT_ROW);
  g_autofree char *full = cue_moment_format (START_NS + 7, CUE_MOMENT_UTC, CUE_MOMENT_FULL);
  g_autofree char *raw = cue_moment_format (START_NS + 7, CUE_MOMENT_RAW, CUE_MOMENT_ROW);
  g_autofree char *before = cue_moment_format (-1, CUE_MOMENT_UTC, CUE_MOMENT_FULL);
  g_autofree char *last = cue_moment_format (G_MAXINT64, CUE_MOMENT_UTC, CUE_MOMENT_SHORT);
  g_autofree char *first = cue_moment_format (G_MININT64, CUE_MOMENT_UTC, CUE_MOMENT_SHORT);
  g_autofree char *day =
    cue_moment_format_span (START_NS, START_NS + 300 * NS_PER_S, CUE_MOMENT_UTC);
  g_autofree char *days =
    cue_moment_format_span (START_NS, START_NS + 86400 * NS_PER_S, CUE_MOMENT_UTC);

  g_assert_cmpstr (row, ==, "2026-10-14 17:46:40.000");
  g_assert_cmpstr (full, ==, "2026-10-14 17:46:40.000000007 UTC");
  g_assert_cmpstr (raw, ==, "1792000000000000007");
  g_assert_cmpstr (before, ==, "1969-12-31 23:59:59.999999999 UTC");
  g_assert_cmpstr (last, ==, "2262-04-11 23:47:16");
  g_assert_cmpstr (first, ==, "1677-09-21 00:12:43");
  g_assert_cmpstr (day, ==, "2026-10-14 17:46:40 – 17:51:40");
  g_assert_cmpstr (days, ==, "2026-10-14 17:46:40 – 2026-10-15 17:46:40");
}

static void
test_tree (UiFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) text = g_bytes_new_static (
    "{\"eventType\":\"LicenseConsumed\",\"data\":{\"eventTime\":1792000000123}}", 66);
  GtkWidget *tree = cue_json_tree_new ();

  cue_json_tree_set_zone (CUE_JSON_TREE (tree), CUE_MOMENT_UTC);
  cue_json_tree_set_text (CUE_JSON_TREE (tree), text);
  ui_fixture_show (f, tree, 400, 400);
  g_assert_true (ui_shows (tree, "LicenseConsumed"));
  g_assert_true (ui_shows (tree, "eventTime"));
  g_assert_true (ui_shows (tree, "2026-10-14 17:46:40.123 UTC (ms)"));

  /* One stop of the Tab key from outside, then the arrows. */
  g_assert_true (gtk_widget_child_focus (f->window, GTK_DIR_TAB_FORWARD));
  g_assert_true (ui_holds_focus (f->window, tree));

  cue_json_tree_set_text (CUE_JSON_TREE (tree), NULL);
  ui_settle (f->window);
  g_assert_false (ui_shows (tree, "eventTime"));
}

typedef struct {
  gint64 from_ns;
  gint64 to_ns;
  guint  n;
} Chosen;

static void
on_chosen (Chosen *chosen, gint64 from_ns, gint64 to_ns)
{
  chosen->from_ns = from_ns;
  chosen->to_ns = to_ns;
  chosen->n++;
}

static void
test_histogram (UiFixture *f, gconstpointer data)
{
  static const CueTimeBin bins[] = { { 5, 0 }, { 0, 0 }, { 7, 2 }, { 1, 1 } };
  GtkWidget              *widget = cue_time_histogram_new ();
  CueTimeHistogram       *histogram = CUE_TIME_HISTOGRAM (widget);
  Chosen                  chosen = { 0 };
  gint64                  from_ns, to_ns;

  g_signal_connect_swapped (histogram, "chosen", G_CALLBACK (on_chosen), &chosen);
  cue_time_histogram_set_zone (histogram, CUE_MOMENT_UTC);
  ui_fixture_show (f, widget, 400, 80);
  g_assert_cmpuint (cue_time_histogram_get_n_wanted (histogram), >, 40);
  g_assert_cmpstr (cue_time_histogram_get_caption (histogram), ==, "No events");
  gtk_test_accessible_assert_role (widget, GTK_ACCESSIBLE_ROLE_SLIDER);

  cue_time_histogram_set_bins (histogram, START_NS, 60 * NS_PER_S, bins, G_N_ELEMENTS (bins));
  g_assert_cmpstr (cue_time_histogram_get_caption (histogram),
                   ==,
                   "2026-10-14 17:46:40 – 17:50:40 · 13 events, 3 failed");

  gtk_widget_grab_focus (widget);
  ui_press (f->window, GDK_KEY_End, 0);
  g_assert_cmpstr (cue_time_histogram_get_caption (histogram),
                   ==,
                   "2026-10-14 17:49:40 – 17:50:40 · 1 event, 1 failed");
  gtk_test_accessible_assert_property (widget,
                                       GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       cue_time_histogram_get_caption (histogram));
  ui_press (f->window, GDK_KEY_Left, GDK_SHIFT_MASK);
  g_assert_cmpstr (cue_time_histogram_get_caption (histogram),
                   ==,
                   "2026-10-14 17:48:40 – 17:50:40 · 8 events, 3 failed");
  g_assert_cmpuint (chosen.n, ==, 0);
  ui_press (f->window, GDK_KEY_Return, 0);
  g_assert_cmpuint (chosen.n, ==, 1);
  g_assert_cmpint (chosen.from_ns, ==, START_NS + 120 * NS_PER_S);
  g_assert_cmpint (chosen.to_ns, ==, START_NS + 240 * NS_PER_S);
  g_assert_true (cue_time_histogram_get_selection (histogram, &from_ns, &to_ns));
  ui_wait_for_frame (f->window);

  /* The same again is nothing new, and other bars do not change what is chosen. */
  ui_press (f->window, GDK_KEY_Left, GDK_SHIFT_MASK);
  ui_press (f->window, GDK_KEY_Right, GDK_SHIFT_MASK);
  cue_time_histogram_set_bins (histogram, START_NS, 120 * NS_PER_S, bins, 2);
  g_assert_true (cue_time_histogram_get_selection (histogram, &from_ns, &to_ns));
  g_assert_cmpint (from_ns, ==, START_NS + 120 * NS_PER_S);

  ui_press (f->window, GDK_KEY_Escape, 0);
  g_assert_cmpuint (chosen.n, ==, 2);
  g_assert_cmpint (chosen.to_ns, ==, 0);
  g_assert_false (cue_time_histogram_get_selection (histogram, &from_ns, &to_ns));

  cue_time_histogram_set_bins (histogram, 0, 0, NULL, 0);
  ui_wait_for_frame (f->window);
  g_assert_cmpstr (cue_time_histogram_get_caption (histogram), ==, "No events");
}

int
main (int argc, char **argv)
{
  if (!ui_fixture_init (&argc, &argv))
    return 0;

  g_test_add_func ("/feed-pieces/json-values", test_json_values);
  g_test_add_func ("/feed-pieces/json-hostile", test_json_hostile);
  g_test_add_func ("/feed-pieces/json-long", test_json_long);
  g_test_add_func ("/feed-pieces/json-times", test_json_times);
  g_test_add_func ("/feed-pieces/moment", test_moment);
  g_test_add ("/feed-pieces/tree",
              UiFixture,
              NULL,
              ui_fixture_set_up,
              test_tree,
              ui_fixture_tear_down);
  g_test_add ("/feed-pieces/histogram",
              UiFixture,
              NULL,
              ui_fixture_set_up,
              test_histogram,
              ui_fixture_tear_down);
  return g_test_run ();
}
