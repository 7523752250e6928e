// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-event-file-private.h"

#include "cue-property.h"
#include "cue-text.h"

#include <glib/gi18n-lib.h>

#define MAX_SHOWN_CHARS 120

/**
 * CueEventFile:
 *
 * One file of events in the queue of the service: its name, where it is, and what was last done
 * with it. Updated in place by its [class@EventFileQueue]. Main thread.
 */
struct _CueEventFile {
  GObject parent_instance;

  char             *name; /* owned, exactly as the service says it */
  CueEventFileState state;
  CueEventFileProof proof;
  GFile            *saved; /* owned, nullable */
  guint64           size;
  gint64            listed; /* how long the service said it is, or −1 */
  double            progress;
  char             *words;   /* owned */
  gboolean          earlier; /* saved in an earlier session, and not known to be the same */
  CueEventFileProof proof_then;
};

G_DEFINE_FINAL_TYPE (CueEventFile, cue_event_file, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CueEventFileState,
                    cue_event_file_state,
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_FILE_STATE_NEW, "new"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_FILE_STATE_DOWNLOADING, "downloading"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_FILE_STATE_DOWNLOADED, "downloaded"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_FILE_STATE_DELETING, "deleting"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_FILE_STATE_DELETED, "deleted"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_FILE_STATE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_FILE_STATE_UNSAFE, "unsafe"))

G_DEFINE_ENUM_TYPE (CueEventFileProof,
                    cue_event_file_proof,
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_FILE_PROOF_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_FILE_PROOF_LENGTH, "length"),
                    G_DEFINE_ENUM_VALUE (CUE_EVENT_FILE_PROOF_CONTENT, "content"))

typedef enum {
  PROP_DISPLAY_NAME = 1,
  PROP_STATE,
  PROP_SAVED,
  PROP_SIZE,
  PROP_PROGRESS,
  PROP_WORDS,
} CueEventFileProperty;

static GParamSpec *properties[PROP_WORDS + 1];

static void
cue_event_file_finalize (GObject *object)
{
  CueEventFile *self = CUE_EVENT_FILE (object);

  g_free (self->name);
  g_clear_object (&self->saved);
  g_free (self->words);

  G_OBJECT_CLASS (cue_event_file_parent_class)->finalize (object);
}

static void
cue_event_file_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CueEventFile *self = CUE_EVENT_FILE (object);

  switch ((CueEventFileProperty) property_id) {
  case PROP_DISPLAY_NAME:
    g_value_take_string (value, cue_text_make_line (self->name, -1, MAX_SHOWN_CHARS));
    break;
  case PROP_STATE:
    g_value_set_enum (value, (gint) self->state);
    break;
  case PROP_SAVED:
    g_value_set_object (value, self->saved);
    break;
  case PROP_SIZE:
    g_value_set_uint64 (value, self->size);
    break;
  case PROP_PROGRESS:
    g_value_set_double (value, self->progress);
    break;
  case PROP_WORDS:
    g_value_set_string (value, self->words);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
cue_event_file_class_init (CueEventFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cue_event_file_finalize;
  object_class->get_property = cue_event_file_get_property;

  /**
   * CueEventFile:display-name:
   *
   * The name, fit to be shown.
   */
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, "", flags);
  /**
   * CueEventFile:state:
   *
   * Where it is.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state",
                                              NULL,
                                              NULL,
                                              CUE_TYPE_EVENT_FILE_STATE,
                                              CUE_EVENT_FILE_STATE_NEW,
                                              flags);
  /**
   * CueEventFile:saved:
   *
   * Where it was saved on this computer, if it was.
   */
  properties[PROP_SAVED] = g_param_spec_object ("saved", NULL, NULL, G_TYPE_FILE, flags);
  /**
   * CueEventFile:size:
   *
   * Bytes that came so far.
   */
  properties[PROP_SIZE] = g_param_spec_uint64 ("size", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * CueEventFile:progress:
   *
   * How much of it came, 0 to 1; −1 while that is not known.
   */
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, -1, 1, 0, flags);
  /**
   * CueEventFile:words:
   *
   * What was last done with it, in whole sentences; may be empty.
   */
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, "", flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cue_event_file_init (CueEventFile *self)
{
  self->words = g_strdup ("");
  self->listed = -1;
}

/**
 * cue_event_file_new:
 * @name: its name at the service
 *
 * Returns: (transfer full): a file that is not here
 */
CueEventFile *
cue_event_file_new (const char *name)
{
  CueEventFile *self = g_object_new (CUE_TYPE_EVENT_FILE, NULL);

  self->name = g_strdup (name);
  return self;
}

/**
 * cue_event_file_state_get_title:
 * @state: where a file is
 *
 * Returns: (transfer none): that in a word or two
 */
const char *
cue_event_file_state_get_title (CueEventFileState state)
{
  switch (state) {
  case CUE_EVENT_FILE_STATE_NEW:
    return C_ ("event file", "New");
  case CUE_EVENT_FILE_STATE_DOWNLOADING:
    return C_ ("event file", "Downloading");
  case CUE_EVENT_FILE_STATE_DOWNLOADED:
    return C_ ("event file", "Downloaded");
  case CUE_EVENT_FILE_STATE_DELETING:
    return C_ ("event file", "Deleting");
  case CUE_EVENT_FILE_STATE_DELETED:
    return C_ ("event file", "Deleted");
  case CUE_EVENT_FILE_STATE_FAILED:
    return C_ ("event file", "Failed");
  case CUE_EVENT_FILE_STATE_UNSAFE:
  default:
    return C_ ("event file", "Not safe");
  }
}

/**
 * cue_event_file_get_name:
 *
 * Returns: (transfer none): its name at the service, exactly; not fit to be shown as it is
 */
const char *
cue_event_file_get_name (CueEventFile *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE (self), NULL);

  return self->name;
}

/**
 * cue_event_file_get_state:
 *
 * Returns: where it is
 */
CueEventFileState
cue_event_file_get_state (CueEventFile *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE (self), CUE_EVENT_FILE_STATE_NEW);

  return self->state;
}

/**
 * cue_event_file_get_proof:
 *
 * Returns: how it is known that the saved file is whole
 */
CueEventFileProof
cue_event_file_get_proof (CueEventFile *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE (self), CUE_EVENT_FILE_PROOF_NONE);

  return self->proof;
}

/**
 * cue_event_file_get_saved:
 *
 * Returns: (transfer none) (nullable): where it was saved
 */
GFile *
cue_event_file_get_saved (CueEventFile *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE (self), NULL);

  return self->saved;
}

/**
 * cue_event_file_get_size:
 *
 * Returns: bytes that came so far
 */
guint64
cue_event_file_get_size (CueEventFile *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE (self), 0);

  return self->size;
}

/**
 * cue_event_file_get_listed_size:
 *
 * Returns: how long the service's list said that it is, −1 when it did not
 */
gint64
cue_event_file_get_listed_size (CueEventFile *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE (self), -1);

  return self->listed;
}

/**
 * cue_event_file_get_earlier:
 *
 * Returns: whether it was saved in an earlier session, and the service did not show that it is
 *   still the same file: then it is fetched again before it is deleted
 */
gboolean
cue_event_file_get_earlier (CueEventFile *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE (self), FALSE);

  return self->earlier;
}

/**
 * cue_event_file_get_progress:
 *
 * Returns: how much of it came, 0 to 1; −1 while that is not known
 */
double
cue_event_file_get_progress (CueEventFile *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE (self), 0);

  return self->progress;
}

/**
 * cue_event_file_get_words:
 *
 * Returns: (transfer none): what was last done with it; may be empty
 */
const char *
cue_event_file_get_words (CueEventFile *self)
{
  g_return_val_if_fail (CUE_IS_EVENT_FILE (self), NULL);

  return self->words;
}

static void
set_progress (CueEventFile *self, double progress)
{
  if (self->progress == progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static void
set_size (CueEventFile *self, guint64 size)
{
  if (self->size == size)
    return;
  self->size = size;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

/**
 * cue_event_file_set_state:
 * @state: where it is now
 * @words: what was done with it
 */
void
cue_event_file_set_state (CueEventFile *self, CueEventFileState state, const char *words)
{
  g_return_if_fail (CUE_IS_EVENT_FILE (self));

  g_object_freeze_notify (G_OBJECT (self));
  if (state == CUE_EVENT_FILE_STATE_DOWNLOADING) {
    set_progress (self, 0);
    set_size (self, 0);
  }
  cue_property_set_text (self, &self->words, words, properties[PROP_WORDS]);
  if (self->state != state) {
    self->state = state;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * cue_event_file_set_saved:
 * @saved: (nullable): where it is on this computer
 * @size: its bytes
 * @proof: how it is known to be whole
 */
void
cue_event_file_set_saved (CueEventFile *self, GFile *saved, guint64 size, CueEventFileProof proof)
{
  g_return_if_fail (CUE_IS_EVENT_FILE (self));

  self->proof = proof;
  self->earlier = FALSE;
  set_size (self, size);
  set_progress (self, saved != NULL ? 1 : 0);
  if (g_set_object (&self->saved, saved))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED]);
}

/**
 * cue_event_file_set_progress:
 * @received: bytes that came
 * @expected: how many there will be, or −1
 */
void
cue_event_file_set_progress (CueEventFile *self, guint64 received, gint64 expected)
{
  g_return_if_fail (CUE_IS_EVENT_FILE (self));

  set_size (self, received);
  set_progress (self,
                expected > 0 ? CLAMP ((double) received / (double) expected, 0, 1)
                             : (expected == 0 ? 1 : -1));
}

static void
describe_earlier (CueEventFile *self)
{
  g_autofree char *path = g_file_get_parse_name (self->saved);
  g_autofree char *words = NULL;

  if (self->earlier)
    /* Translators: where the file is */
    words = g_strdup_printf (_ ("Saved earlier, as %s. The service does not say how long the file "
                                "is now, so it may be another one of the same name: download it "
                                "again before you delete it."),
                             path);
  else
    /* Translators: where the file is */
    words = g_strdup_printf (_ ("Saved earlier, as %s."), path);
  cue_event_file_set_state (self, CUE_EVENT_FILE_STATE_DOWNLOADED, words);
}

/**
 * cue_event_file_set_earlier:
 * @saved: where it was saved in an earlier session
 * @size: its bytes
 * @listed: how long the service said it was then, or −1
 * @proof: how it was known to be whole
 *
 * What was saved then proves nothing until the service shows that it names the same file still.
 */
void
cue_event_file_set_earlier (CueEventFile     *self,
                            GFile            *saved,
                            guint64           size,
                            gint64            listed,
                            CueEventFileProof proof)
{
  gint64 now = self->listed;

  g_return_if_fail (CUE_IS_EVENT_FILE (self));

  cue_event_file_set_saved (self, saved, size, CUE_EVENT_FILE_PROOF_NONE);
  self->listed = listed;
  self->proof_then = proof;
  self->earlier = TRUE;
  describe_earlier (self);
  cue_event_file_set_listed_size (self, now);
}

/**
 * cue_event_file_set_listed_size:
 * @listed: how long the service says it is, or −1
 *
 * A file that was saved and is of another size now is another file.
 */
void
cue_event_file_set_listed_size (CueEventFile *self, gint64 listed)
{
  gint64 expected;

  g_return_if_fail (CUE_IS_EVENT_FILE (self));

  if (listed < 0)
    return;
  expected = self->listed >= 0 ? self->listed : (gint64) self->size;
  self->listed = listed;
  if (self->state != CUE_EVENT_FILE_STATE_DOWNLOADED)
    return;
  if (expected != listed) {
    cue_event_file_set_saved (self, NULL, 0, CUE_EVENT_FILE_PROOF_NONE);
    cue_event_file_set_state (self,
                              CUE_EVENT_FILE_STATE_NEW,
                              _ ("A file of this name was saved, but the service names one of "
                                 "another size now."));
  } else if (self->earlier) {
    self->proof = self->proof_then;
    self->earlier = FALSE;
    describe_earlier (self);
  }
}
