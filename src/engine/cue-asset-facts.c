// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-asset-facts-private.h"

#include <math.h>

#include "cue-error.h"

/* Width by height of the picture that every phone of an event shows. */
#define RATIO (9.0 / 16.0)

/**
 * CueAssetFacts:
 *
 * What is known about the file at one address: how it was answered, what it is, since when, and,
 * once it was decoded, what is in it. Immutable: whatever is new makes new facts. Of any thread.
 */
struct _CueAssetFacts {
  GObject parent_instance;

  CueAssetFactsFields fields;    /* owns its texts */
  char              **redirects; /* owned; never NULL */

  CuePictureFacts *picture;            /* owned; NULL until it was decoded */
  int              picture_error_code; /* −1 for none */
  char            *picture_error;      /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (CueAssetFacts, cue_asset_facts, G_TYPE_OBJECT)

static void
for_each_text (CueAssetFactsFields *fields, void (*func) (const char **text))
{
  const char **texts[] = {
    &fields->url,           &fields->final_url, &fields->declared_type,   &fields->found_type,
    &fields->cache_control, &fields->etag,      &fields->last_modified,   &fields->expires,
    &fields->sha256,        &fields->signature, &fields->previous_sha256, &fields->error,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    func (texts[i]);
}

static void
own_text (const char **text)
{
  *text = g_strdup (*text);
}

static void
free_text (const char **text)
{
  g_free ((char *) *text);
}

static void
cue_asset_facts_finalize (GObject *object)
{
  CueAssetFacts *self = CUE_ASSET_FACTS (object);

  for_each_text (&self->fields, free_text);
  g_strfreev (self->redirects);
  g_clear_pointer (&self->picture, cue_picture_facts_unref);
  g_free (self->picture_error);

  G_OBJECT_CLASS (cue_asset_facts_parent_class)->finalize (object);
}

static void
cue_asset_facts_class_init (CueAssetFactsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cue_asset_facts_finalize;
}

static void
cue_asset_facts_init (CueAssetFacts *self)
{
  self->picture_error_code = -1;
}

/**
 * cue_asset_facts_new:
 * @fields: everything, copied
 *
 * Returns: (transfer full): facts of a file that was not decoded yet
 */
CueAssetFacts *
cue_asset_facts_new (const CueAssetFactsFields *fields)
{
  static const char *const none[] = { NULL };
  CueAssetFacts           *self;

  g_return_val_if_fail (fields != NULL && fields->url != NULL, NULL);

  self = g_object_new (CUE_TYPE_ASSET_FACTS, NULL);
  self->fields = *fields;
  for_each_text (&self->fields, own_text);
  self->redirects = g_strdupv ((char **) (fields->redirects != NULL ? fields->redirects : none));
  self->fields.redirects = (const char *const *) self->redirects;
  return self;
}

/**
 * cue_asset_facts_with_picture:
 * @self: facts
 * @picture: (nullable): what decoding found
 * @fault: (nullable): why it cannot be decoded
 *
 * Returns: (transfer full): the same facts with what is in the file
 */
CueAssetFacts *
cue_asset_facts_with_picture (CueAssetFacts *self, CuePictureFacts *picture, const GError *fault)
{
  CueAssetFacts *with;

  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  with = cue_asset_facts_new (&self->fields);
  with->picture = picture != NULL ? cue_picture_facts_ref (picture) : NULL;
  if (fault != NULL) {
    with->picture_error_code = fault->domain == CUE_ERROR ? fault->code : (int) CUE_ERROR_PROTOCOL;
    with->picture_error = g_strdup (fault->message);
  }
  return with;
}

/* The same file answered anew: what was decoded still holds. */
CueAssetFacts *
cue_asset_facts_with_picture_of (CueAssetFacts *self, CueAssetFacts *other)
{
  CueAssetFacts *with = cue_asset_facts_new (&self->fields);

  with->picture = other->picture != NULL ? cue_picture_facts_ref (other->picture) : NULL;
  with->picture_error_code = other->picture_error_code;
  with->picture_error = g_strdup (other->picture_error);
  return with;
}

/**
 * cue_asset_facts_get_fields:
 * @self: facts
 *
 * Returns: (transfer none): everything that was asked and answered; see [struct@AssetFactsFields]
 */
const CueAssetFactsFields *
cue_asset_facts_get_fields (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  return &self->fields;
}

/**
 * cue_asset_facts_get_url:
 * @self: facts
 *
 * Returns: where it was asked for; it may hold a signature, so redact it before it is shown
 */
const char *
cue_asset_facts_get_url (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  return self->fields.url;
}

/**
 * cue_asset_facts_get_final_url:
 * @self: facts
 *
 * Returns: (nullable): where it came from, when redirects were followed
 */
const char *
cue_asset_facts_get_final_url (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  return self->fields.final_url;
}

/**
 * cue_asset_facts_get_redirects:
 * @self: facts
 *
 * Returns: the addresses that were gone to, in order, %NULL-terminated
 */
const char *const *
cue_asset_facts_get_redirects (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  return self->fields.redirects;
}

/**
 * cue_asset_facts_get_status:
 * @self: facts
 *
 * Returns: the last HTTP status, 0 without an answer; a confirmed copy has 200
 */
guint
cue_asset_facts_get_status (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), 0);

  return self->fields.status;
}

/**
 * cue_asset_facts_get_declared_type:
 * @self: facts
 *
 * Returns: (nullable): the `Content-Type` without parameters
 */
const char *
cue_asset_facts_get_declared_type (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  return self->fields.declared_type;
}

/**
 * cue_asset_facts_get_found_type:
 * @self: facts
 *
 * Returns: (nullable): the media type by the first bytes
 */
const char *
cue_asset_facts_get_found_type (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  return self->fields.found_type;
}

/**
 * cue_asset_facts_get_found:
 * @self: facts
 *
 * Returns: what the first bytes are
 */
CueAssetType
cue_asset_facts_get_found (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), CUE_ASSET_TYPE_UNKNOWN);

  return self->fields.found;
}

/**
 * cue_asset_facts_get_bytes:
 * @self: facts
 *
 * Returns: the size of the content, −1 without one
 */
gint64
cue_asset_facts_get_bytes (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), -1);

  return self->fields.bytes;
}

/**
 * cue_asset_facts_get_first_byte_us:
 * @self: facts
 *
 * Returns: µs from the request to the first byte of the answer that brought the content, −1 when
 *   not known
 */
gint64
cue_asset_facts_get_first_byte_us (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), -1);

  return self->fields.first_byte_us;
}

/**
 * cue_asset_facts_get_redirect_us:
 * @self: facts
 *
 * Returns: how much of the load time the redirects take (µs); 0 without one
 */
gint64
cue_asset_facts_get_redirect_us (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), 0);

  return self->fields.redirect_us;
}

/**
 * cue_asset_facts_get_load_us:
 * @self: facts
 *
 * Returns: µs from the request to the last byte of that answer, −1 when not known
 */
gint64
cue_asset_facts_get_load_us (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), -1);

  return self->fields.load_us;
}

/**
 * cue_asset_facts_get_cache_control:
 * @self: facts
 *
 * Returns: (nullable): the header, as it came
 */
const char *
cue_asset_facts_get_cache_control (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  return self->fields.cache_control;
}

/**
 * cue_asset_facts_get_etag:
 * @self: facts
 *
 * Returns: (nullable): the header, as it came
 */
const char *
cue_asset_facts_get_etag (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  return self->fields.etag;
}

/**
 * cue_asset_facts_get_last_modified:
 * @self: facts
 *
 * Returns: (nullable): the header, as it came
 */
const char *
cue_asset_facts_get_last_modified (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  return self->fields.last_modified;
}

/**
 * cue_asset_facts_get_age_s:
 * @self: facts
 *
 * Returns: for how many seconds a cache has kept it, −1 when not said
 */
gint64
cue_asset_facts_get_age_s (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), -1);

  return self->fields.age_s;
}

/**
 * cue_asset_facts_get_expires:
 * @self: facts
 *
 * Returns: (nullable): the header, as it came
 */
const char *
cue_asset_facts_get_expires (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  return self->fields.expires;
}

/**
 * cue_asset_facts_get_sha256:
 * @self: facts
 *
 * Returns: (nullable): the hash of the content, hexadecimal
 */
const char *
cue_asset_facts_get_sha256 (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  return self->fields.sha256;
}

/**
 * cue_asset_facts_get_previous_sha256:
 * @self: facts
 *
 * Returns: (nullable): the hash of the content that this address had before
 */
const char *
cue_asset_facts_get_previous_sha256 (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  return self->fields.previous_sha256;
}

/**
 * cue_asset_facts_get_first_seen_us:
 * @self: facts
 *
 * Returns: when this address was first fetched (µs since 1970 UTC)
 */
gint64
cue_asset_facts_get_first_seen_us (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), 0);

  return self->fields.first_seen_us;
}

/**
 * cue_asset_facts_get_checked_us:
 * @self: facts
 *
 * Returns: when it was asked for last (µs since 1970 UTC)
 */
gint64
cue_asset_facts_get_checked_us (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), 0);

  return self->fields.checked_us;
}

/**
 * cue_asset_facts_get_changed_us:
 * @self: facts
 *
 * Returns: when another content was first seen at this address (µs since 1970 UTC), 0 for never
 */
gint64
cue_asset_facts_get_changed_us (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), 0);

  return self->fields.changed_us;
}

/**
 * cue_asset_facts_get_signature:
 * @self: facts
 *
 * Returns: (nullable): the kind of a signed address, a name that is not translated
 */
const char *
cue_asset_facts_get_signature (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  return self->fields.signature;
}

/**
 * cue_asset_facts_get_signature_expires_us:
 * @self: facts
 *
 * Returns: when the signature ends (µs since 1970 UTC), 0 without one
 */
gint64
cue_asset_facts_get_signature_expires_us (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), 0);

  return self->fields.signature_expires_us;
}

/**
 * cue_asset_facts_get_error_code:
 * @self: facts
 *
 * Returns: the #CueError of fetching it, −1 for none
 */
int
cue_asset_facts_get_error_code (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), -1);

  return self->fields.error_code;
}

/**
 * cue_asset_facts_get_error:
 * @self: facts
 *
 * Returns: (nullable): why there is no content, or no newer one; a translated sentence
 */
const char *
cue_asset_facts_get_error (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  return self->fields.error;
}

/**
 * cue_asset_facts_get_n_redirects:
 * @self: facts
 *
 * Returns: how many redirects were followed
 */
guint
cue_asset_facts_get_n_redirects (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), 0);

  return g_strv_length (self->redirects);
}

/**
 * cue_asset_facts_get_redirect_fault:
 * @self: facts
 *
 * Returns: why a redirect was not followed, when that is how the last request ended
 */
CueHttpRedirectFault
cue_asset_facts_get_redirect_fault (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), CUE_HTTP_REDIRECT_FINE);

  return self->fields.redirect_fault;
}

/**
 * cue_asset_facts_get_picture:
 * @self: facts
 *
 * Returns: (transfer none) (nullable): what is in the file; %NULL before it was decoded and when it
 *   cannot be
 */
CuePictureFacts *
cue_asset_facts_get_picture (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  return self->picture;
}

/**
 * cue_asset_facts_get_picture_error_code:
 * @self: facts
 *
 * Returns: the #CueError of decoding, −1 for none
 */
int
cue_asset_facts_get_picture_error_code (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), -1);

  return self->picture_error_code;
}

/**
 * cue_asset_facts_get_picture_error:
 * @self: facts
 *
 * Returns: (nullable): why it cannot be decoded, a translated sentence
 */
const char *
cue_asset_facts_get_picture_error (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NULL);

  return self->picture_error;
}

/**
 * cue_asset_facts_get_ratio_error:
 * @self: facts
 *
 * Returns: by how many percent the picture is wider (above zero) or narrower (below) than 9:16 at
 *   the same height; NAN when its size is not known
 */
double
cue_asset_facts_get_ratio_error (CueAssetFacts *self)
{
  g_return_val_if_fail (CUE_IS_ASSET_FACTS (self), NAN);

  if (self->picture == NULL || self->picture->width == 0 || self->picture->height == 0)
    return NAN;
  return ((double) self->picture->width / self->picture->height / RATIO - 1) * 100;
}
