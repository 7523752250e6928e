// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-sim-asset.h"

#include "cue-error.h"
#include "cue-sim-members.h"

#include <glib/gi18n-lib.h>

#define STATE(state, card)                                                                       \
  { state "BgVideo916", state "-bg.mp4", CUE_SIM_ASSET_VIDEO, CUE_SIM_ARTIST_CARD_##card },      \
    { state "BgImg916", state "-bg.jpg", CUE_SIM_ASSET_BACKGROUND, CUE_SIM_ARTIST_CARD_##card }, \
  {                                                                                              \
    state "FgImg916", state "-fg.png", CUE_SIM_ASSET_FOREGROUND, CUE_SIM_ARTIST_CARD_##card      \
  }

/* In the order of the vendor's page. */
const CueSimAssetSlot cue_sim_asset_slots[CUE_SIM_N_ASSETS] = {
  { "logoImg", "logo.png", CUE_SIM_ASSET_LOGO, CUE_SIM_ARTIST_CARD_CUSTOM },
  STATE ("custom", CUSTOM),
  STATE ("prelive", PRELIVE),
  STATE ("postlive", POSTLIVE),
  STATE ("interruption", INTERRUPTION),
};

/**
 * cue_sim_asset_find_slot:
 * @member: of the state, such as "customBgImg916"
 *
 * Returns: (transfer none) (nullable): the asset it names
 */
const CueSimAssetSlot *
cue_sim_asset_find_slot (const char *member)
{
  for (guint i = 0; i < CUE_SIM_N_ASSETS; i++) {
    if (g_str_equal (cue_sim_asset_slots[i].member, member))
      return &cue_sim_asset_slots[i];
  }
  return NULL;
}

/**
 * cue_sim_asset_find_variant:
 * @name: such as "too-small", or "usual"
 *
 * Returns: (transfer none) (nullable): the variant
 */
const CueSimAssetVariant *
cue_sim_asset_find_variant (const char *name)
{
  for (guint i = 0; cue_sim_asset_variants[i].name != NULL; i++) {
    if (g_str_equal (cue_sim_asset_variants[i].name, name))
      return &cue_sim_asset_variants[i];
  }
  return NULL;
}

/**
 * cue_sim_asset_orders_init:
 * @orders: (array fixed-size=13): one of each slot; all become as usual
 */
void
cue_sim_asset_orders_init (CueSimAssetOrder *orders)
{
  for (guint i = 0; i < CUE_SIM_N_ASSETS; i++)
    orders[i] = (CueSimAssetOrder){ &cue_sim_asset_variants[0], 0 };
}

static gboolean
read_variant (JsonObject                *assets,
              const char                *inside,
              const char                *member,
              const CueSimAssetVariant **variant,
              GError                   **error)
{
  const char *name = NULL;

  *variant = NULL;
  if (!cue_sim_members_get_string (assets, inside, member, &name, error))
    return FALSE;
  if (name == NULL)
    return TRUE;
  *variant = cue_sim_asset_find_variant (name);
  if (*variant != NULL)
    return TRUE;
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_INVALID_INPUT,
               _ ("%s.%s: there is no variant of that name. `cuelightctl simulate --control URL "
                  "assets` lists them."),
               inside,
               member);
  return FALSE;
}

/**
 * cue_sim_asset_orders_apply:
 * @orders: (array fixed-size=13): changed where @change says so
 * @change: its member `assets` counts: names of variants by the name of the state's member; `all`
 *   is done first, to all assets the variant can happen to
 * @where: what a sentence about an error calls @change
 * @now_us: wall clock: signed addresses expire so much later
 *
 * Returns: %FALSE with INVALID_INPUT when something is not right; @orders may be half changed then
 */
gboolean
cue_sim_asset_orders_apply (CueSimAssetOrder *orders,
                            JsonObject       *change,
                            const char       *where,
                            gint64            now_us,
                            GError          **error)
{
  g_autofree char          *inside = g_strconcat (where, ".assets", NULL);
  const char               *known[CUE_SIM_N_ASSETS + 2] = { "all" };
  JsonObject               *assets = NULL;
  const CueSimAssetVariant *variant;

  if (!cue_sim_members_get_object (change, where, "assets", &assets, error))
    return FALSE;
  if (assets == NULL)
    return TRUE;
  for (guint i = 0; i < CUE_SIM_N_ASSETS; i++)
    known[i + 1] = cue_sim_asset_slots[i].member;
  if (!cue_sim_members_check (assets, inside, known, error) ||
      !read_variant (assets, inside, "all", &variant, error))
    return FALSE;
  for (guint i = 0; variant != NULL && i < CUE_SIM_N_ASSETS; i++) {
    if ((variant->kinds & cue_sim_asset_slots[i].kind) != 0)
      orders[i] = (CueSimAssetOrder){ variant, now_us };
  }
  for (guint i = 0; i < CUE_SIM_N_ASSETS; i++) {
    const CueSimAssetSlot *slot = &cue_sim_asset_slots[i];

    if (!read_variant (assets, inside, slot->member, &variant, error))
      return FALSE;
    if (variant != NULL && (variant->kinds & slot->kind) == 0) {
      g_set_error (error,
                   CUE_ERROR,
                   CUE_ERROR_INVALID_INPUT,
                   _ ("%s.%s: “%s” is not for an asset of that kind."),
                   inside,
                   slot->member,
                   variant->name);
      return FALSE;
    }
    if (variant != NULL)
      orders[i] = (CueSimAssetOrder){ variant, now_us };
  }
  return TRUE;
}

/* The forms that the vendors of storage give to addresses that end. The signature is none: it is
 * as long as one, and the same in every run. */
static char *
sign (const char *url, const char *form, double seconds, gint64 since_us)
{
  g_autofree char *mark = g_compute_checksum_for_string (G_CHECKSUM_SHA256, url, -1);
  gint64           since_s = since_us / G_USEC_PER_SEC;
  gint64           end_s = since_s + (gint64) seconds;
  /* Signed an hour before it ends. */
  g_autoptr (GDateTime) begin = g_date_time_new_from_unix_utc (end_s - 3600);
  g_autoptr (GDateTime) end = g_date_time_new_from_unix_utc (end_s);
  g_autofree char *stamp = g_date_time_format (begin, "%Y%m%dT%H%M%SZ");
  g_autofree char *iso = g_date_time_format (end, "%Y-%m-%dT%H%%3A%M%%3A%SZ");

  if (g_str_equal (form, "amazon"))
    return g_strdup_printf ("%s?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIADEMOONLY%%2F"
                            "%.8s%%2Feu-west-3%%2Fs3%%2Faws4_request&X-Amz-Date=%s&X-Amz-Expires="
                            "3600&X-Amz-SignedHeaders=host&X-Amz-Signature=%s",
                            url,
                            stamp,
                            stamp,
                            mark);
  if (g_str_equal (form, "google"))
    return g_strdup_printf ("%s?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Credential=demo%%2F%.8s"
                            "%%2Fauto%%2Fstorage%%2Fgoog4_request&X-Goog-Date=%s&X-Goog-Expires="
                            "3600&X-Goog-SignedHeaders=host&X-Goog-Signature=%s",
                            url,
                            stamp,
                            stamp,
                            mark);
  if (g_str_equal (form, "cloudfront"))
    return g_strdup_printf ("%s?Expires=%" G_GINT64_FORMAT "&Signature=%s&Key-Pair-Id=KDEMOONLY",
                            url,
                            end_s,
                            mark);
  if (g_str_equal (form, "azure"))
    return g_strdup_printf ("%s?sv=2022-11-02&sr=b&sp=r&se=%s&sig=%s", url, iso, mark);
  if (g_str_equal (form, "akamai"))
    return g_strdup_printf ("%s?hdnts=exp=%" G_GINT64_FORMAT "~acl=/*~hmac=%s", url, end_s, mark);
  return g_strdup_printf ("%s?exp=%" G_GINT64_FORMAT "&token=%s", url, end_s, mark);
}

static char *
add_user (const char *url)
{
  const char *host = strstr (url, "://") + strlen ("://");

  return g_strdup_printf ("%.*sproducer:secret-of-the-demo@%s", (int) (host - url), url, host);
}

/**
 * cue_sim_asset_get_url:
 * @slot: an asset
 * @order: what is ordered for it
 * @media_url: where assets are served, without a slash at the end
 *
 * Returns: (transfer full) (nullable): what the state gives as its address; %NULL stands for `null`
 */
char *
cue_sim_asset_get_url (const CueSimAssetSlot  *slot,
                       const CueSimAssetOrder *order,
                       const char             *media_url)
{
  const CueSimAssetVariant *variant = order->variant;
  gboolean                  kept = variant == cue_sim_asset_variants ||
                  variant->address == CUE_SIM_ASSET_ADDRESS_KEPT;
  g_autofree char *url = g_strconcat (media_url,
                                      CUE_SIM_ASSETS_PATH,
                                      kept ? "" : variant->name,
                                      kept ? "" : "/",
                                      slot->file,
                                      NULL);

  switch (variant->address) {
  case CUE_SIM_ASSET_ADDRESS_NULL:
    return NULL;
  case CUE_SIM_ASSET_ADDRESS_TEXT:
    return g_strdup (variant->text);
  case CUE_SIM_ASSET_ADDRESS_USER:
    return add_user (url);
  case CUE_SIM_ASSET_ADDRESS_SIGNED:
    return sign (url, variant->text, variant->seconds, order->since_us);
  case CUE_SIM_ASSET_ADDRESS_OWN:
  case CUE_SIM_ASSET_ADDRESS_KEPT:
  default:
    return g_steal_pointer (&url);
  }
}

/**
 * cue_sim_asset_find_path:
 * @path: of a request: `/assets/FILE` or `/assets/VARIANT/FILE`
 * @slot: (out): the asset it is
 * @variant: (out): the variant; the usual one without a name in the path
 *
 * Returns: whether there is such an asset
 */
gboolean
cue_sim_asset_find_path (const char                *path,
                         const CueSimAssetSlot    **slot,
                         const CueSimAssetVariant **variant)
{
  const char *file = path + strlen (CUE_SIM_ASSETS_PATH);
  const char *slash;

  if (!g_str_has_prefix (path, CUE_SIM_ASSETS_PATH))
    return FALSE;
  *variant = cue_sim_asset_variants;
  slash = strchr (file, '/');
  if (slash != NULL) {
    g_autofree char *name = g_strndup (file, (gsize) (slash - file));

    *variant = cue_sim_asset_find_variant (name);
    file = slash + 1;
  }
  for (guint i = 0; *variant != NULL && i < CUE_SIM_N_ASSETS; i++) {
    *slot = &cue_sim_asset_slots[i];
    if (g_str_equal ((*slot)->file, file))
      return ((*variant)->kinds & (*slot)->kind) != 0;
  }
  return FALSE;
}

/**
 * cue_sim_asset_describe_variants:
 *
 * Returns: (transfer full): the table as `GET /control/assets` shows it
 */
JsonArray *
cue_sim_asset_describe_variants (void)
{
  static const struct {
    CueSimAssetKind kind;
    const char     *name;
  } kinds[] = { { CUE_SIM_ASSET_LOGO, "logo" },
                { CUE_SIM_ASSET_VIDEO, "video" },
                { CUE_SIM_ASSET_BACKGROUND, "background" },
                { CUE_SIM_ASSET_FOREGROUND, "foreground" } };
  JsonArray *rows = json_array_new ();

  for (guint i = 0; cue_sim_asset_variants[i].name != NULL; i++) {
    const CueSimAssetVariant *variant = &cue_sim_asset_variants[i];
    JsonObject               *row = json_object_new ();
    JsonArray                *names = json_array_new ();

    json_object_set_string_member (row, "name", variant->name);
    json_object_set_string_member (row, "words", variant->words);
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++) {
      if ((variant->kinds & kinds[k].kind) != 0)
        json_array_add_string_element (names, kinds[k].name);
    }
    json_object_set_array_member (row, "kinds", names);
    json_array_add_object_element (rows, row);
  }
  return rows;
}
