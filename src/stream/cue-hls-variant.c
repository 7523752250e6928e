// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-hls-variant.h"

#include <glib/gi18n-lib.h>

/**
 * CueHlsVariant:
 *
 * One variant of a stream: a line of its multivariant playlist (RFC 8216, section 4.3.4.2).
 * Immutable; a list item.
 */

struct _CueHlsVariant {
  GObject parent_instance;

  char   *uri;                           // owned, absolute
  guint64 bandwidth;                     // bits per second, 0 when not given
  guint64 average_bandwidth;             // bits per second, 0 when not given
  guint   width;                         // 0 when not given
  guint   height;                        // 0 when not given
  double  frame_rate;                    // 0 when not given
  char   *codecs;                        // owned, nullable
  char   *groups[CUE_HLS_N_MEDIA_TYPES]; // owned, nullable
};

typedef enum {
  PROP_URI = 1,
  PROP_BANDWIDTH,
  PROP_AVERAGE_BANDWIDTH,
  PROP_WIDTH,
  PROP_HEIGHT,
  PROP_FRAME_RATE,
  PROP_CODECS,
} CueHlsVariantProperty;

static GParamSpec *properties[PROP_CODECS + 1];

G_DEFINE_FINAL_TYPE (CueHlsVariant, cue_hls_variant, G_TYPE_OBJECT)

/**
 * cue_hls_variant_get_uri:
 *
 * Returns: the absolute URL of the variant's media playlist
 */
const char *
cue_hls_variant_get_uri (CueHlsVariant *self)
{
  g_return_val_if_fail (CUE_IS_HLS_VARIANT (self), NULL);

  return self->uri;
}

/**
 * cue_hls_variant_get_bandwidth:
 *
 * Returns: the peak bit rate in bits per second, 0 when the playlist does not say
 */
guint64
cue_hls_variant_get_bandwidth (CueHlsVariant *self)
{
  g_return_val_if_fail (CUE_IS_HLS_VARIANT (self), 0);

  return self->bandwidth;
}

/**
 * cue_hls_variant_get_average_bandwidth:
 *
 * Returns: the average bit rate in bits per second, 0 when the playlist does not say
 */
guint64
cue_hls_variant_get_average_bandwidth (CueHlsVariant *self)
{
  g_return_val_if_fail (CUE_IS_HLS_VARIANT (self), 0);

  return self->average_bandwidth;
}

/**
 * cue_hls_variant_get_width:
 *
 * Returns: the picture's width in pixels, 0 when the playlist does not say
 */
guint
cue_hls_variant_get_width (CueHlsVariant *self)
{
  g_return_val_if_fail (CUE_IS_HLS_VARIANT (self), 0);

  return self->width;
}

/**
 * cue_hls_variant_get_height:
 *
 * Returns: the picture's height in pixels, 0 when the playlist does not say
 */
guint
cue_hls_variant_get_height (CueHlsVariant *self)
{
  g_return_val_if_fail (CUE_IS_HLS_VARIANT (self), 0);

  return self->height;
}

/**
 * cue_hls_variant_get_frame_rate:
 *
 * Returns: pictures per second, 0 when the playlist does not say
 */
double
cue_hls_variant_get_frame_rate (CueHlsVariant *self)
{
  g_return_val_if_fail (CUE_IS_HLS_VARIANT (self), 0);

  return self->frame_rate;
}

/**
 * cue_hls_variant_get_codecs:
 *
 * Returns: (nullable): the codecs as the playlist names them (RFC 6381)
 */
const char *
cue_hls_variant_get_codecs (CueHlsVariant *self)
{
  g_return_val_if_fail (CUE_IS_HLS_VARIANT (self), NULL);

  return self->codecs;
}

/**
 * cue_hls_variant_get_group:
 *
 * Returns: (nullable): the `GROUP-ID` of the renditions of a type that belong to it
 */
const char *
cue_hls_variant_get_group (CueHlsVariant *self, CueHlsMediaType type)
{
  g_return_val_if_fail (CUE_IS_HLS_VARIANT (self), NULL);

  return self->groups[type];
}

/**
 * cue_hls_variant_set_group:
 * @group: (nullable): the `GROUP-ID` of renditions
 *
 * For whoever makes the variant, before anybody else has it.
 */
void
cue_hls_variant_set_group (CueHlsVariant *self, CueHlsMediaType type, const char *group)
{
  g_return_if_fail (CUE_IS_HLS_VARIANT (self));

  g_free (self->groups[type]);
  self->groups[type] = g_strdup (group);
}

/**
 * cue_hls_variant_to_words:
 *
 * Returns: (transfer full): how people call it, for example “720p · 2.5 Mbit/s”
 */
char *
cue_hls_variant_to_words (CueHlsVariant *self)
{
  g_autofree char *rate = NULL;

  g_return_val_if_fail (CUE_IS_HLS_VARIANT (self), NULL);

  if (self->bandwidth >= 1000 * 1000)
    // Translators: a bit rate in megabits per second
    rate = g_strdup_printf (_ ("%.1f Mbit/s"), (double) self->bandwidth / 1e6);
  else if (self->bandwidth > 0)
    // Translators: a bit rate in kilobits per second
    rate = g_strdup_printf (_ ("%d kbit/s"), MAX (1, (int) (self->bandwidth / 1000)));

  if (self->height > 0)
    return rate != NULL ? g_strdup_printf ("%up · %s", self->height, rate)
                        : g_strdup_printf ("%up", self->height);
  return rate != NULL ? g_steal_pointer (&rate) : g_strdup (_ ("Unnamed variant"));
}

static void
cue_hls_variant_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueHlsVariant *self = CUE_HLS_VARIANT (object);

  switch ((CueHlsVariantProperty) id) {
  case PROP_URI:
    g_value_set_string (value, self->uri);
    break;
  case PROP_BANDWIDTH:
    g_value_set_uint64 (value, self->bandwidth);
    break;
  case PROP_AVERAGE_BANDWIDTH:
    g_value_set_uint64 (value, self->average_bandwidth);
    break;
  case PROP_WIDTH:
    g_value_set_uint (value, self->width);
    break;
  case PROP_HEIGHT:
    g_value_set_uint (value, self->height);
    break;
  case PROP_FRAME_RATE:
    g_value_set_double (value, self->frame_rate);
    break;
  case PROP_CODECS:
    g_value_set_string (value, self->codecs);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_hls_variant_finalize (GObject *object)
{
  CueHlsVariant *self = CUE_HLS_VARIANT (object);

  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->codecs, g_free);
  for (guint i = 0; i < CUE_HLS_N_MEDIA_TYPES; i++)
    g_clear_pointer (&self->groups[i], g_free);

  G_OBJECT_CLASS (cue_hls_variant_parent_class)->finalize (object);
}

static void
cue_hls_variant_class_init (CueHlsVariantClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cue_hls_variant_get_property;
  object_class->finalize = cue_hls_variant_finalize;

  properties[PROP_URI] = g_param_spec_string ("uri", NULL, NULL, NULL, flags);
  properties[PROP_BANDWIDTH] =
    g_param_spec_uint64 ("bandwidth", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_AVERAGE_BANDWIDTH] =
    g_param_spec_uint64 ("average-bandwidth", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_WIDTH] = g_param_spec_uint ("width", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_HEIGHT] = g_param_spec_uint ("height", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_FRAME_RATE] =
    g_param_spec_double ("frame-rate", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_CODECS] = g_param_spec_string ("codecs", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_hls_variant_init (CueHlsVariant *self)
{
}

/**
 * cue_hls_variant_new:
 * @uri: absolute URL
 * @bandwidth: bits per second, 0 when not known
 * @average_bandwidth: bits per second, 0 when not known
 * @width: pixels, 0 when not known
 * @height: pixels, 0 when not known
 * @frame_rate: pictures per second, 0 when not known
 * @codecs: (nullable): as in the playlist
 *
 * Returns: (transfer full): a variant
 */
CueHlsVariant *
cue_hls_variant_new (const char *uri,
                     guint64     bandwidth,
                     guint64     average_bandwidth,
                     guint       width,
                     guint       height,
                     double      frame_rate,
                     const char *codecs)
{
  CueHlsVariant *self = g_object_new (CUE_TYPE_HLS_VARIANT, NULL);

  self->uri = g_strdup (uri);
  self->bandwidth = bandwidth;
  self->average_bandwidth = average_bandwidth;
  self->width = width;
  self->height = height;
  self->frame_rate = frame_rate;
  self->codecs = g_strdup (codecs);
  return self;
}
