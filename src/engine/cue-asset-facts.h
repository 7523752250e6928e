// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

#include "cue-http-request.h"
#include "cue-picture-facts.h"

G_BEGIN_DECLS

/**
 * CueAssetType:
 * @CUE_ASSET_TYPE_UNKNOWN: bytes that no entry of the table fits
 * @CUE_ASSET_TYPE_IMAGE: an image that phones show
 * @CUE_ASSET_TYPE_VIDEO: a video
 * @CUE_ASSET_TYPE_TEXT: HTML, JSON, XML or other text: no picture
 *
 * What the first bytes of a file are, whatever its header says.
 */
typedef enum {
  CUE_ASSET_TYPE_UNKNOWN,
  CUE_ASSET_TYPE_IMAGE,
  CUE_ASSET_TYPE_VIDEO,
  CUE_ASSET_TYPE_TEXT,
} CueAssetType;

const char *cue_asset_type_sniff (GBytes *bytes, CueAssetType *type);

/**
 * CueAssetFactsFields:
 * @url: what was asked for
 * @final_url: (nullable): where it came from, when redirects were followed
 * @redirects: (nullable): the addresses that were gone to, in order, %NULL-terminated
 * @redirect_fault: why a redirect was not followed, when that is how it ended
 * @status: the last HTTP status; 0 without an answer. A 304 is told as the 200 it confirms
 * @declared_type: (nullable): the `Content-Type` without parameters
 * @found_type: (nullable): the type by the first bytes, as a media type
 * @found: the same as one of four
 * @bytes: size of the content; −1 without one
 * @first_byte_us: from the request to the first byte of the answer that brought the content, with
 *   connections and redirects, as a phone waits; −1
 * @load_us: from the request to the last byte of that answer; −1 when not known
 * @redirect_us: how much of both the redirects take; 0 without one
 * @cache_control: (nullable): header, as it came
 * @etag: (nullable): header, as it came
 * @last_modified: (nullable): header, as it came
 * @age_s: seconds that a cache has kept it; −1 when not said
 * @expires: (nullable): header, as it came
 * @sha256: (nullable): of the content, hexadecimal
 * @previous_sha256: (nullable): of the content that this address had before
 * @first_seen_us: when this address was first fetched (wall, µs since 1970)
 * @checked_us: when it was asked for last (wall)
 * @changed_us: when another content was first seen at this address (wall); 0 for never
 * @signature: (nullable): kind of the signed URL, in words
 * @signature_expires_us: when the signature ends (wall); 0 when the address has none
 * @error_code: a CueError, or −1 when nothing is wrong
 * @error: (nullable): why there is no content or no newer one, a translated sentence
 *
 * For cue_asset_facts_new(), which copies everything. Begin with %CUE_ASSET_FACTS_FIELDS_INIT.
 */
typedef struct {
  const char          *url;
  const char          *final_url;
  const char *const   *redirects;
  CueHttpRedirectFault redirect_fault;
  guint                status;
  const char          *declared_type;
  const char          *found_type;
  CueAssetType         found;
  gint64               bytes;
  gint64               first_byte_us;
  gint64               load_us;
  gint64               redirect_us;
  const char          *cache_control;
  const char          *etag;
  const char          *last_modified;
  gint64               age_s;
  const char          *expires;
  const char          *sha256;
  const char          *previous_sha256;
  gint64               first_seen_us;
  gint64               checked_us;
  gint64               changed_us;
  const char          *signature;
  gint64               signature_expires_us;
  int                  error_code;
  const char          *error;
} CueAssetFactsFields;

#define CUE_ASSET_FACTS_FIELDS_INIT                                                \
  {                                                                                \
    .bytes = -1, .first_byte_us = -1, .load_us = -1, .age_s = -1, .error_code = -1 \
  }

#define CUE_TYPE_ASSET_FACTS (cue_asset_facts_get_type ())
G_DECLARE_FINAL_TYPE (CueAssetFacts, cue_asset_facts, CUE, ASSET_FACTS, GObject)

CueAssetFacts *cue_asset_facts_new (const CueAssetFactsFields *fields);
CueAssetFacts *
cue_asset_facts_with_picture (CueAssetFacts *self, CuePictureFacts *picture, const GError *fault);

const CueAssetFactsFields *cue_asset_facts_get_fields (CueAssetFacts *self);

const char          *cue_asset_facts_get_url (CueAssetFacts *self);
const char          *cue_asset_facts_get_final_url (CueAssetFacts *self);
guint                cue_asset_facts_get_n_redirects (CueAssetFacts *self);
const char *const   *cue_asset_facts_get_redirects (CueAssetFacts *self);
CueHttpRedirectFault cue_asset_facts_get_redirect_fault (CueAssetFacts *self);
guint                cue_asset_facts_get_status (CueAssetFacts *self);
const char          *cue_asset_facts_get_declared_type (CueAssetFacts *self);
const char          *cue_asset_facts_get_found_type (CueAssetFacts *self);
CueAssetType         cue_asset_facts_get_found (CueAssetFacts *self);
gint64               cue_asset_facts_get_bytes (CueAssetFacts *self);
gint64               cue_asset_facts_get_first_byte_us (CueAssetFacts *self);
gint64               cue_asset_facts_get_load_us (CueAssetFacts *self);
gint64               cue_asset_facts_get_redirect_us (CueAssetFacts *self);
const char          *cue_asset_facts_get_cache_control (CueAssetFacts *self);
const char          *cue_asset_facts_get_etag (CueAssetFacts *self);
const char          *cue_asset_facts_get_last_modified (CueAssetFacts *self);
gint64               cue_asset_facts_get_age_s (CueAssetFacts *self);
const char          *cue_asset_facts_get_expires (CueAssetFacts *self);
const char          *cue_asset_facts_get_sha256 (CueAssetFacts *self);
const char          *cue_asset_facts_get_previous_sha256 (CueAssetFacts *self);
gint64               cue_asset_facts_get_first_seen_us (CueAssetFacts *self);
gint64               cue_asset_facts_get_checked_us (CueAssetFacts *self);
gint64               cue_asset_facts_get_changed_us (CueAssetFacts *self);
const char          *cue_asset_facts_get_signature (CueAssetFacts *self);
gint64               cue_asset_facts_get_signature_expires_us (CueAssetFacts *self);
int                  cue_asset_facts_get_error_code (CueAssetFacts *self);
const char          *cue_asset_facts_get_error (CueAssetFacts *self);

CuePictureFacts *cue_asset_facts_get_picture (CueAssetFacts *self);
int              cue_asset_facts_get_picture_error_code (CueAssetFacts *self);
const char      *cue_asset_facts_get_picture_error (CueAssetFacts *self);
double           cue_asset_facts_get_ratio_error (CueAssetFacts *self);

G_END_DECLS
