// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-feed-look.h"

/* How somebody looks at a feed, as a text: which columns, which events, by which clock. The span of
 * time is left out, since it passes. */

static const char *const facets[CUE_FEED_N_FACETS] = {
  [CUE_FEED_FACET_TYPE] = "type",     [CUE_FEED_FACET_SUBJECT] = "subject",
  [CUE_FEED_FACET_USER] = "user",     [CUE_FEED_FACET_LICENCE] = "licence",
  [CUE_FEED_FACET_RESULT] = "result",
};

static void
add_text (GVariantDict *dict, const char *name, const char *text)
{
  if (text != NULL && text[0] != '\0')
    g_variant_dict_insert (dict, name, "s", text);
}

/**
 * cue_feed_look_make:
 * @view: what somebody looks at
 *
 * Returns: (transfer full) (nullable): columns and filter as a text; %NULL when all is as it is for
 *   everybody
 */
char *
cue_feed_look_make (CueFeedView *view)
{
  CueFeedFilter     *filter;
  const char *const *columns;
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) all = NULL;

  g_return_val_if_fail (CUE_IS_FEED_VIEW (view), NULL);

  filter = cue_feed_view_get_filter (view);
  columns = cue_feed_view_get_columns (view);

  if (columns[0] != NULL)
    g_variant_dict_insert_value (&dict, "columns", g_variant_new_strv (columns, -1));

  for (CueFeedFacet facet = 0; facet < CUE_FEED_N_FACETS; facet++)
    add_text (&dict, facets[facet], cue_feed_filter_get_value (filter, facet));

  add_text (&dict, "text", cue_feed_filter_get_text (filter));
  add_text (&dict, "path", cue_feed_filter_get_field_path (filter));
  add_text (&dict, "value", cue_feed_filter_get_field_value (filter));

  if (cue_feed_filter_get_only_failed (filter))
    g_variant_dict_insert (&dict, "failed", "b", TRUE);

  if (cue_feed_view_get_zone (view) != CUE_MOMENT_LOCAL)
    g_variant_dict_insert (&dict, "zone", "u", (guint) cue_feed_view_get_zone (view));

  all = g_variant_ref_sink (g_variant_dict_end (&dict));
  return g_variant_n_children (all) > 0 ? g_variant_print (all, FALSE) : NULL;
}

/**
 * cue_feed_look_apply:
 * @view: what somebody is going to look at
 * @look: (nullable): made by cue_feed_look_make(), or anything else
 *
 * Takes columns and filter from a text. What is wrong in it is left out.
 */
void
cue_feed_look_apply (CueFeedView *view, const char *look)
{
  CueFeedFilter *filter;
  g_autoptr (GVariant) all = NULL;
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autofree const char **columns = NULL;
  const char             *text = NULL;
  const char             *value = NULL;
  gboolean                failed = FALSE;
  guint                   zone = 0;

  g_return_if_fail (CUE_IS_FEED_VIEW (view));

  all = look != NULL ? g_variant_parse (G_VARIANT_TYPE_VARDICT, look, NULL, NULL, NULL) : NULL;

  if (all == NULL)
    return;

  filter = cue_feed_view_get_filter (view);
  g_variant_dict_init (&dict, all);

  if (g_variant_dict_lookup (&dict, "columns", "^a&s", &columns)) {
    for (guint i = 0; columns[i] != NULL; i++)
      cue_feed_view_add_column (view, columns[i]);
  }

  for (CueFeedFacet facet = 0; facet < CUE_FEED_N_FACETS; facet++) {
    if (g_variant_dict_lookup (&dict, facets[facet], "&s", &text))
      cue_feed_filter_set_value (filter, facet, text);
  }

  if (g_variant_dict_lookup (&dict, "text", "&s", &text))
    cue_feed_filter_set_text (filter, text);

  if (g_variant_dict_lookup (&dict, "path", "&s", &text)) {
    g_variant_dict_lookup (&dict, "value", "&s", &value);
    cue_feed_filter_set_field (filter, text, value);
  }

  if (g_variant_dict_lookup (&dict, "failed", "b", &failed))
    cue_feed_filter_set_only_failed (filter, failed);

  if (g_variant_dict_lookup (&dict, "zone", "u", &zone) && zone <= CUE_MOMENT_RAW)
    cue_feed_view_set_zone (view, (CueMomentZone) zone);
}
