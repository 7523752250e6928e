// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-frame.h"

#include "cue-text.h"

/**
 * CueFrame:
 *
 * One WebSocket message, as lists show it. It is made when somebody looks at it; what it says has
 * passed the redactor and is visible UTF-8. It does not change. Main thread.
 */
struct _CueFrame {
  GObject parent_instance;

  CueFrameRecord    record; /* with a reference to its data */
  CueFrameDescriber describer;
  CueRedactor      *redactor; /* owned */
  char             *kind;     /* owned, nullable: made when first asked for, as is the text */
  char             *text;     /* owned, nullable */
  gboolean          keepalive;
};

typedef enum {
  PROP_ID = 1,
  PROP_SENT,
  PROP_SIZE,
  PROP_WALL_US,
  PROP_KIND,
  PROP_KEEPALIVE,
  PROP_TEXT,
} CueFrameProperty;

static GParamSpec *properties[PROP_TEXT + 1];

G_DEFINE_FINAL_TYPE (CueFrame, cue_frame, G_TYPE_OBJECT)

static void
cue_frame_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CueFrame *self = CUE_FRAME (object);

  switch ((CueFrameProperty) id) {
  case PROP_ID:
    g_value_set_uint64 (value, self->record.id);
    break;
  case PROP_SENT:
    g_value_set_boolean (value, self->record.sent);
    break;
  case PROP_SIZE:
    g_value_set_uint64 (value, self->record.size);
    break;
  case PROP_WALL_US:
    g_value_set_int64 (value, self->record.wall_us);
    break;
  case PROP_KIND:
    g_value_set_string (value, cue_frame_get_kind (self));
    break;
  case PROP_KEEPALIVE:
    g_value_set_boolean (value, cue_frame_get_keepalive (self));
    break;
  case PROP_TEXT:
    g_value_set_string (value, cue_frame_get_text (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
cue_frame_finalize (GObject *object)
{
  CueFrame *self = CUE_FRAME (object);

  g_bytes_unref (self->record.data);
  cue_redactor_unref (self->redactor);
  g_free (self->kind);
  g_free (self->text);

  G_OBJECT_CLASS (cue_frame_parent_class)->finalize (object);
}

static void
cue_frame_class_init (CueFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cue_frame_get_property;
  object_class->finalize = cue_frame_finalize;

  properties[PROP_ID] = g_param_spec_uint64 ("id", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_SENT] = g_param_spec_boolean ("sent", NULL, NULL, FALSE, flags);
  properties[PROP_SIZE] = g_param_spec_uint64 ("size", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_WALL_US] =
    g_param_spec_int64 ("wall-us", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_KEEPALIVE] = g_param_spec_boolean ("keepalive", NULL, NULL, FALSE, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_frame_init (CueFrame *self)
{
}

/**
 * cue_frame_new:
 * @record: what is kept of it
 * @describer: (nullable): says what it is
 * @redactor: what may not be shown
 *
 * Returns: (transfer full): a message to look at
 */
CueFrame *
cue_frame_new (const CueFrameRecord *record, CueFrameDescriber describer, CueRedactor *redactor)
{
  CueFrame *self = g_object_new (CUE_TYPE_FRAME, NULL);

  self->record = *record;
  g_bytes_ref (self->record.data);
  self->describer = describer;
  self->redactor = cue_redactor_ref (redactor);
  return self;
}

/**
 * cue_frame_get_sent:
 * @self: a frame
 *
 * Returns: whether we sent it; otherwise it was received
 */
gboolean
cue_frame_get_sent (CueFrame *self)
{
  g_return_val_if_fail (CUE_IS_FRAME (self), FALSE);

  return self->record.sent;
}

/**
 * cue_frame_get_size:
 * @self: a frame
 *
 * Returns: bytes of the whole message, more than is kept if it is large
 */
gsize
cue_frame_get_size (CueFrame *self)
{
  g_return_val_if_fail (CUE_IS_FRAME (self), 0);

  return self->record.size;
}

/**
 * cue_frame_get_wall_us:
 * @self: a frame
 *
 * Returns: when it came or went, microseconds since 1970 UTC
 */
gint64
cue_frame_get_wall_us (CueFrame *self)
{
  g_return_val_if_fail (CUE_IS_FRAME (self), 0);

  return self->record.wall_us;
}

static void
describe (CueFrame *self)
{
  if (self->kind != NULL)
    return;
  if (self->describer != NULL)
    self->kind = self->describer (self->record.data, self->record.sent, &self->keepalive);
  else
    self->kind = g_strdup ("");
}

/**
 * cue_frame_get_kind:
 * @self: a frame
 *
 * Returns: (transfer none): what it is, in words; empty when nobody knows
 */
const char *
cue_frame_get_kind (CueFrame *self)
{
  g_return_val_if_fail (CUE_IS_FRAME (self), "");

  describe (self);
  return self->kind;
}

/**
 * cue_frame_get_keepalive:
 * @self: a frame
 *
 * Returns: whether it only says that its sender lives; such are hidden on demand
 */
gboolean
cue_frame_get_keepalive (CueFrame *self)
{
  g_return_val_if_fail (CUE_IS_FRAME (self), FALSE);

  describe (self);
  return self->keepalive;
}

/**
 * cue_frame_get_text:
 * @self: a frame
 *
 * Returns: (transfer none): what it says, redacted, with control characters made visible
 */
const char *
cue_frame_get_text (CueFrame *self)
{
  g_return_val_if_fail (CUE_IS_FRAME (self), "");

  if (self->text == NULL) {
    gsize            length;
    const char      *bytes = g_bytes_get_data (self->record.data, &length);
    g_autofree char *visible = cue_text_make_visible (bytes, (gssize) length, 0);

    self->text = cue_redactor_apply (self->redactor, visible);
  }
  return self->text;
}
