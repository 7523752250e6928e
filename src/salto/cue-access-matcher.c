// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-access-matcher.h"

#include "cue-access-words.h"
#include "cue-fold.h"

#include <string.h>

#define MAX_WORDS 8

/* What is known of one door, person or code; the low bits say which words stand in it. */
#define KNOWN   0x8000 /* it was looked at */
#define REFUSED 0x4000 /* a facet does not fit */

/* Where the values of a facet are. */
static const CueAccessTable tables[CUE_ACCESS_N_FACETS] = {
  [CUE_ACCESS_FACET_SITE] = CUE_ACCESS_TABLE_CODE,
  [CUE_ACCESS_FACET_DOOR] = CUE_ACCESS_TABLE_DOOR,
  [CUE_ACCESS_FACET_PERSON] = CUE_ACCESS_TABLE_PERSON,
  [CUE_ACCESS_FACET_WHAT] = CUE_ACCESS_TABLE_CODE,
  [CUE_ACCESS_FACET_HOW] = CUE_ACCESS_TABLE_CODE,
  [CUE_ACCESS_FACET_DETAIL] = CUE_ACCESS_TABLE_CODE,
  [CUE_ACCESS_FACET_IQ] = CUE_ACCESS_TABLE_DOOR,
};

struct _CueAccessMatcher {
  CueAccessLog  *log; /* unowned */
  CueAccessKinds kinds;
  char          *values[CUE_ACCESS_N_FACETS]; /* owned, nullable */
  char          *words[MAX_WORDS];            /* owned, folded */
  guint64        exact[MAX_WORDS];            /* the row whose id the word is, or zero */
  guint          n_words;
  gint64         from;
  gint64         to;
  CueAccessMarks marks;
  GArray        *verdicts[CUE_ACCESS_N_TABLES]; /* owned, of guint16 for each tuple */
  gboolean       asks[CUE_ACCESS_N_TABLES];     /* whether the answer depends on the tuple */
  guint          code_words;                    /* which words stand in the words for some code */
  GArray        *source_words;                  /* owned, of guint16: the same for each source */
  GString       *raw;                           /* owned: of the row that is looked at */
  GString       *folded;                        /* owned: the same without case */
};

/* ---- words ----------------------------------------------------------------------------------- */

static guint
find_folded (CueAccessMatcher *self, const char *folded)
{
  guint found = 0;

  for (guint i = 0; i < self->n_words; i++) {
    if (strstr (folded, self->words[i]) != NULL)
      found |= 1u << i;
  }
  return found;
}

static guint
find_words (CueAccessMatcher *self, const char *text)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return 0;
  folded = cue_fold (text);
  return find_folded (self, folded);
}

/* ---- doors, persons, codes ----------------------------------------------------------------- */

static char *
dup_value (CueAccessMatcher *self, guint32 token)
{
  return token == CUE_ACCESS_NO_FIELD ? NULL
                                      : cue_access_packer_dup_text (self->log->store.packer, token);
}

static gboolean
fits (const char *wanted, const char *value, const char *other)
{
  if (wanted == NULL)
    return TRUE;
  if (value == NULL || *value == '\0')
    value = other;
  return g_strcmp0 (wanted, value) == 0;
}

static void
add_text (GString *all, const char *text)
{
  if (text != NULL) {
    g_string_append (all, text);
    g_string_append_c (all, '\n');
  }
}

static gboolean
judge_door (CueAccessMatcher *self, char **texts)
{
  return fits (self->values[CUE_ACCESS_FACET_DOOR],
               texts[CUE_ACCESS_DOOR_LOCK_ID],
               texts[CUE_ACCESS_DOOR_LOCK_NAME]) &&
         fits (self->values[CUE_ACCESS_FACET_IQ],
               texts[CUE_ACCESS_DOOR_IQ_ID],
               texts[CUE_ACCESS_DOOR_IQ_NAME]);
}

static gboolean
judge_person (CueAccessMatcher *self, char **texts)
{
  return fits (self->values[CUE_ACCESS_FACET_PERSON],
               texts[CUE_ACCESS_PERSON_USER_ID],
               texts[CUE_ACCESS_PERSON_TAG]);
}

static gboolean
judge_code (CueAccessMatcher *self, const guint32 *values, char **texts, GString *all)
{
  CueAccessSource *source = g_ptr_array_index (self->log->sources, values[CUE_ACCESS_CODE_SOURCE]);
  gboolean         is_gap = values[CUE_ACCESS_CODE_KIND] == CUE_ACCESS_GAP;

  add_text (all, source->site_id);
  add_text (all, source->site_name);
  if (texts[CUE_ACCESS_CODE_CATEGORY] != NULL)
    add_text (all,
              cue_access_words_for_code (CUE_ACCESS_FIELD_EVENT_CATEGORY,
                                         texts[CUE_ACCESS_CODE_CATEGORY]));
  if (texts[CUE_ACCESS_CODE_DETAIL] != NULL)
    add_text (all,
              cue_access_words_for_code (CUE_ACCESS_FIELD_EVENT_DETAIL,
                                         texts[CUE_ACCESS_CODE_DETAIL]));
  if (texts[CUE_ACCESS_CODE_HOW] != NULL)
    add_text (all,
              cue_access_words_for_code (CUE_ACCESS_FIELD_ACCESS_BY, texts[CUE_ACCESS_CODE_HOW]));
  if ((self->kinds & 1u << values[CUE_ACCESS_CODE_KIND]) == 0 ||
      !fits (self->values[CUE_ACCESS_FACET_SITE], source->site_id, NULL))
    return FALSE;
  return is_gap ||
         (fits (self->values[CUE_ACCESS_FACET_WHAT], texts[CUE_ACCESS_CODE_CATEGORY], NULL) &&
          fits (self->values[CUE_ACCESS_FACET_DETAIL], texts[CUE_ACCESS_CODE_DETAIL], NULL) &&
          fits (self->values[CUE_ACCESS_FACET_HOW], texts[CUE_ACCESS_CODE_HOW], NULL));
}

/* The same for values that are as they stand in the packed text, which almost all are. */
static gboolean
find_plainly (CueAccessMatcher *self, const guint32 *values, guint width, guint *words)
{
  *words = 0;
  for (guint i = 0; i < width; i++) {
    gsize       length;
    const char *bytes;

    if (values[i] == CUE_ACCESS_NO_FIELD)
      continue;
    bytes = cue_access_packer_get_token (self->log->store.packer, values[i], &length);
    if (length < 2 || *bytes != '"')
      return FALSE;
    if (!cue_fold_plain (self->folded, bytes + 1, length - 2))
      return FALSE;
    *words |= find_folded (self, self->folded->str);
  }
  return TRUE;
}

static guint16
judge_tuple (CueAccessMatcher *self, CueAccessTable table, guint32 tuple)
{
  const CueAccessTuples *tuples = &self->log->store.tables[table];
  const guint32         *values = cue_access_tuples_get (tuples, tuple);
  char                  *texts[CUE_ACCESS_CODE_WIDTH] = { NULL };
  guint                  first = table == CUE_ACCESS_TABLE_CODE ? CUE_ACCESS_CODE_CATEGORY : 0;
  g_autoptr (GString) all = NULL;
  gboolean good;
  guint    words = 0;

  if (!self->asks[table] &&
      (self->n_words == 0 || find_plainly (self, values, tuples->width, &words)))
    return (guint16) (KNOWN | words);
  all = g_string_new (NULL);
  for (guint i = first; i < tuples->width; i++) {
    texts[i] = dup_value (self, values[i]);
    add_text (all, texts[i]);
  }
  if (table == CUE_ACCESS_TABLE_DOOR)
    good = judge_door (self, texts);
  else if (table == CUE_ACCESS_TABLE_PERSON)
    good = judge_person (self, texts);
  else
    good = judge_code (self, values, texts, all);
  if (self->n_words > 0)
    words = find_words (self, all->str);
  for (guint i = first; i < tuples->width; i++)
    g_free (texts[i]);
  return (guint16) (KNOWN | (good ? 0 : REFUSED) | words);
}

static inline guint16
get_verdict (CueAccessMatcher *self, CueAccessTable table, guint32 tuple)
{
  GArray  *verdicts = self->verdicts[table];
  guint16 *verdict;

  if (G_UNLIKELY (tuple >= verdicts->len))
    g_array_set_size (verdicts, self->log->store.tables[table].n_tuples);
  verdict = &g_array_index (verdicts, guint16, tuple);
  if (G_UNLIKELY (*verdict == 0))
    *verdict = judge_tuple (self, table, tuple);
  return *verdict;
}

/* ---- rows ---------------------------------------------------------------------------------- */

static guint
find_exact (CueAccessMatcher *self, guint64 id)
{
  guint found = 0;

  for (guint i = 0; i < self->n_words; i++) {
    if (self->exact[i] == id)
      found |= 1u << i;
  }
  return found;
}

/* The same texts that the tables have, and what could not be decoded as it came. */
static char *
collect_texts (CueAccessEvent *event, CueAccessSource *source)
{
  static const CueAccessField fields[] = {
    CUE_ACCESS_FIELD_EVENT_CATEGORY,
    CUE_ACCESS_FIELD_EVENT_DETAIL,
    CUE_ACCESS_FIELD_ACCESS_BY,
    CUE_ACCESS_FIELD_SITE_ID,
    CUE_ACCESS_FIELD_LOCK_ID,
    CUE_ACCESS_FIELD_LOCK_CUSTOMER_REFERENCE,
    CUE_ACCESS_FIELD_LOCK_MAC_ADDRESS,
    CUE_ACCESS_FIELD_IQ_ID,
    CUE_ACCESS_FIELD_IQ_CUSTOMER_REFERENCE,
    CUE_ACCESS_FIELD_USER_ID,
    CUE_ACCESS_FIELD_USER_FIRST_NAME,
    CUE_ACCESS_FIELD_USER_LAST_NAME,
    CUE_ACCESS_FIELD_USER_ALIAS,
    CUE_ACCESS_FIELD_ACCESS_DETAIL,
  };
  GString *all = g_string_new (NULL);

  add_text (all, source->site_id);
  add_text (all, source->site_name);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    const char *text = cue_access_event_get_text (event, fields[i]);

    add_text (all, text);
    if (text != NULL && i < 3)
      add_text (all, cue_access_words_for_code (fields[i], text));
  }
  if (!cue_access_event_is_decoded (event)) {
    gsize            length;
    const char      *raw = g_bytes_get_data (cue_access_event_get_raw (event), &length);
    g_autofree char *valid = g_utf8_make_valid (raw != NULL ? raw : "", (gssize) length);

    add_text (all, valid);
  }
  return g_string_free (all, FALSE);
}

static guint
get_source_words (CueAccessMatcher *self, guint index)
{
  guint16 *words;

  if (index >= self->source_words->len)
    g_array_set_size (self->source_words, self->log->sources->len);
  words = &g_array_index (self->source_words, guint16, index);
  if (*words == 0) {
    CueAccessSource *source = g_ptr_array_index (self->log->sources, index);

    *words =
      (guint16) (KNOWN | find_words (self, source->site_id) | find_words (self, source->site_name));
  }
  return *words;
}

/* Whether a row may pass, by a glance at its text: what is wanted has to stand in it somewhere. To
 * take it to pieces costs ten times as much. */
static gboolean
may_pass (CueAccessMatcher *self, const CueAccessBlock *block, guint index, guint64 id)
{
  guint all = (1u << self->n_words) - 1;
  guint words;

  g_string_truncate (self->raw, 0);
  cue_access_store_unpack (&self->log->store, id, self->raw);
  if (!cue_fold_plain (self->folded, self->raw->str, self->raw->len))
    return TRUE;
  for (CueAccessFacet facet = CUE_ACCESS_FACET_SITE + 1; facet < CUE_ACCESS_N_FACETS; facet++) {
    if (self->values[facet] != NULL && strstr (self->raw->str, self->values[facet]) == NULL)
      return FALSE;
  }
  words = self->code_words | get_source_words (self, block->source[index]) | find_exact (self, id);
  for (guint i = 0; i < self->n_words; i++) {
    if ((words & 1u << i) == 0 && strstr (self->folded->str, self->words[i]) == NULL)
      return FALSE;
    words |= 1u << i;
  }
  return (words & all) == all;
}

/* Whether what the tables know of a row is enough to refuse it. */
static gboolean
is_refused (CueAccessMatcher *self, const CueAccessBlock *block, guint index)
{
  for (guint table = 0; table < CUE_ACCESS_N_TABLES; table++) {
    guint32 tuple = block->tuples[table][index];

    if (self->asks[table] && tuple != CUE_ACCESS_NO_TUPLE &&
        (get_verdict (self, table, tuple) & REFUSED) != 0)
      return TRUE;
  }
  return FALSE;
}

/* Whether something is asked for that only its text can answer. */
static gboolean
needs_text (CueAccessMatcher *self, const CueAccessBlock *block, guint index)
{
  if (self->n_words > 0)
    return TRUE;
  for (CueAccessFacet facet = CUE_ACCESS_FACET_SITE + 1; facet < CUE_ACCESS_N_FACETS; facet++) {
    if (self->values[facet] != NULL && block->tuples[tables[facet]][index] == CUE_ACCESS_NO_TUPLE)
      return TRUE;
  }
  return FALSE;
}

/* The last resort. */
static gboolean
test_text (CueAccessMatcher *self, guint64 id)
{
  g_autoptr (CueAccessEvent) event = cue_access_log_get_event (self->log, id);
  CueAccessSource *source = cue_access_log_get_source (self->log, id);
  guint            all = (1u << self->n_words) - 1;
  g_autofree char *texts = NULL;

  for (CueAccessFacet facet = CUE_ACCESS_FACET_SITE + 1; facet < CUE_ACCESS_N_FACETS; facet++) {
    if (!fits (self->values[facet], cue_access_facet_of_event (facet, event), NULL))
      return FALSE;
  }
  if (self->n_words == 0)
    return TRUE;
  texts = collect_texts (event, source);
  return (find_words (self, texts) | find_exact (self, id)) == all;
}

/* A row that has not all of its values in the tables: the long way round, but no further than
 * needed. */
static gboolean
test_slowly (CueAccessMatcher *self, const CueAccessBlock *block, guint index, guint64 id)
{
  const CueAccessSource *source = g_ptr_array_index (self->log->sources, block->source[index]);
  CueAccessKind kind = block->form[index] == CUE_ACCESS_FORM_GAP ? CUE_ACCESS_GAP : source->kind;

  if ((self->kinds & 1u << kind) == 0 ||
      !fits (self->values[CUE_ACCESS_FACET_SITE], source->site_id, NULL))
    return FALSE;
  if (kind == CUE_ACCESS_GAP)
    return TRUE;
  if (is_refused (self, block, index))
    return FALSE;
  return !needs_text (self, block, index) ||
         (may_pass (self, block, index, id) && test_text (self, id));
}

static gboolean
test_range (const CueAccessMatcher *self, const CueAccessBlock *block, guint index)
{
  gint64 last = block->form[index] == CUE_ACCESS_FORM_GAP ? block->received[index]
                                                          : block->time[index];

  return block->time[index] <= self->to && last >= self->from;
}

/**
 * cue_access_matcher_test:
 * @self: a matcher
 * @id: a row that its log has
 *
 * Returns: whether the filter lets it through
 */
gboolean
cue_access_matcher_test (CueAccessMatcher *self, guint64 id)
{
  guint                 index;
  const CueAccessBlock *block = cue_access_store_get_block (&self->log->store, id, &index);
  guint32               code = block->tuples[CUE_ACCESS_TABLE_CODE][index];
  guint32               door = block->tuples[CUE_ACCESS_TABLE_DOOR][index];
  guint32               person = block->tuples[CUE_ACCESS_TABLE_PERSON][index];
  guint                 all = (1u << self->n_words) - 1;
  guint                 verdict;

  if (!test_range (self, block, index) ||
      (self->marks != 0 && (block->marks[index] & self->marks) == 0))
    return FALSE;
  if (block->form[index] == CUE_ACCESS_FORM_GAP && code != CUE_ACCESS_NO_TUPLE)
    return (get_verdict (self, CUE_ACCESS_TABLE_CODE, code) & REFUSED) == 0;
  if (code == CUE_ACCESS_NO_TUPLE || door == CUE_ACCESS_NO_TUPLE || person == CUE_ACCESS_NO_TUPLE ||
      (self->n_words > 0 && (block->marks[index] & CUE_ACCESS_MARK_UNDECODED) != 0))
    return test_slowly (self, block, index, id);
  verdict = get_verdict (self, CUE_ACCESS_TABLE_CODE, code) |
            get_verdict (self, CUE_ACCESS_TABLE_DOOR, door) |
            get_verdict (self, CUE_ACCESS_TABLE_PERSON, person);
  if ((verdict & REFUSED) != 0)
    return FALSE;
  return (verdict & all) == all || ((verdict | find_exact (self, id)) & all) == all;
}

/* ---- making -------------------------------------------------------------------------------- */

/* The row of the event that has a word as its id. */
static guint64
find_event (CueAccessLog *log, const char *word)
{
  g_autofree char *token = g_strdup_printf ("\"%s\"", word);
  guint64          id = 0;

  for (CueAccessKind kind = CUE_ACCESS_ENTRY; id == 0 && kind <= CUE_ACCESS_INCIDENT; kind++) {
    guint32 hash =
      (guint32) (cue_dictionary_hash (token, strlen (token), log->id_seed + kind) >> 16) | 1;

    id = cue_access_store_find_hash (&log->store, hash, log->store.next_id);
  }
  return id;
}

static void
split_words (CueAccessMatcher *self, const char *text)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  if (text == NULL)
    return;
  folded = cue_fold (text);
  words = g_strsplit_set (folded, " \t\n", -1);
  for (guint i = 0; words[i] != NULL && self->n_words < MAX_WORDS; i++) {
    if (*words[i] == '\0')
      continue;
    self->exact[self->n_words] = find_event (self->log, words[i]);
    self->words[self->n_words++] = g_strdup (words[i]);
  }
}

/* Which tables have to be looked at for what is asked, and where words may stand besides. */
static void
prepare (CueAccessMatcher *self)
{
  const char *words;

  self->asks[CUE_ACCESS_TABLE_DOOR] = self->values[CUE_ACCESS_FACET_DOOR] != NULL ||
                                      self->values[CUE_ACCESS_FACET_IQ] != NULL;
  self->asks[CUE_ACCESS_TABLE_PERSON] = self->values[CUE_ACCESS_FACET_PERSON] != NULL;
  self->asks[CUE_ACCESS_TABLE_CODE] = TRUE;
  for (guint i = 0; (words = cue_access_words_for_nth_code (i)) != NULL; i++)
    self->code_words |= find_words (self, words);
  self->source_words = g_array_new (FALSE, TRUE, sizeof (guint16));
  self->raw = g_string_new (NULL);
  self->folded = g_string_new (NULL);
}

/**
 * cue_access_matcher_new:
 * @log: the log whose rows it is asked about; it has to outlive the matcher
 * @filter: what to let through, as it is now
 *
 * Returns: (transfer full): a matcher
 */
CueAccessMatcher *
cue_access_matcher_new (CueAccessLog *log, CueAccessFilter *filter)
{
  CueAccessMatcher *self = g_new0 (CueAccessMatcher, 1);

  self->log = log;
  self->kinds = cue_access_filter_get_kinds (filter);
  for (CueAccessFacet facet = 0; facet < CUE_ACCESS_N_FACETS; facet++)
    self->values[facet] = g_strdup (cue_access_filter_get_value (filter, facet));
  cue_access_filter_get_range (filter, &self->from, &self->to);
  self->marks = cue_access_filter_get_marks (filter);
  for (guint i = 0; i < CUE_ACCESS_N_TABLES; i++)
    self->verdicts[i] = g_array_new (FALSE, TRUE, sizeof (guint16));
  split_words (self, cue_access_filter_get_text (filter));
  prepare (self);
  return self;
}

/**
 * cue_access_matcher_free:
 * @self: (transfer full): a matcher
 */
void
cue_access_matcher_free (CueAccessMatcher *self)
{
  for (guint i = 0; i < CUE_ACCESS_N_FACETS; i++)
    g_free (self->values[i]);
  for (guint i = 0; i < self->n_words; i++)
    g_free (self->words[i]);
  for (guint i = 0; i < CUE_ACCESS_N_TABLES; i++)
    g_array_unref (self->verdicts[i]);
  g_array_unref (self->source_words);
  g_string_free (self->raw, TRUE);
  g_string_free (self->folded, TRUE);
  g_free (self);
}
