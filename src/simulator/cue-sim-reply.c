// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-reply.h"

/* libsoup knows the older statuses only. */
static const char *
get_phrase (guint status)
{
  return status == 429 ? "Too Many Requests" : soup_status_get_phrase (status);
}

/**
 * cue_sim_reply_new:
 *
 * Returns: (transfer full): an answer with 200 and nothing in it, for a service to fill and the
 *   faults to change
 */
CueSimReply *
cue_sim_reply_new (void)
{
  CueSimReply *self = g_new0 (CueSimReply, 1);

  self->status = 200;
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  self->time_unit_us = G_USEC_PER_SEC;
  return self;
}

/**
 * cue_sim_reply_free:
 * @self: (transfer full): an answer
 */
void
cue_sim_reply_free (CueSimReply *self)
{
  g_free (self->path);
  g_free (self->query);
  g_free (self->authorization);
  g_free (self->reason);
  soup_message_headers_unref (self->headers);
  g_clear_pointer (&self->doc, cue_sim_doc_free);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->script, cue_sim_script_free);
  if (self->commit_free != NULL)
    self->commit_free (self->commit_data);
  if (self->upgrade_free != NULL)
    self->upgrade_free (self->upgrade_data);
  g_free (self);
}

/**
 * cue_sim_reply_set_header:
 * @self: an answer
 * @name: of a header, set or replaced
 * @value: its value
 */
void
cue_sim_reply_set_header (CueSimReply *self, const char *name, const char *value)
{
  soup_message_headers_replace (self->headers, name, value);
}

/**
 * cue_sim_reply_set_body:
 * @bytes: (transfer none) (nullable): the whole body; replaces a document
 */
void
cue_sim_reply_set_body (CueSimReply *self, GBytes *bytes)
{
  g_clear_pointer (&self->doc, cue_sim_doc_free);
  if (bytes != NULL)
    g_bytes_ref (bytes);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = bytes;
}

/**
 * cue_sim_reply_set_bytes:
 * @self: an answer
 * @type: the content type
 * @data: (array length=size): the body, which is copied
 * @size: its bytes
 */
void
cue_sim_reply_set_bytes (CueSimReply *self, const char *type, const void *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  cue_sim_reply_set_header (self, "Content-Type", type);
  cue_sim_reply_set_body (self, bytes);
}

/**
 * cue_sim_reply_set_text:
 * @self: an answer
 * @type: the content type
 * @text: the body
 */
void
cue_sim_reply_set_text (CueSimReply *self, const char *type, const char *text)
{
  cue_sim_reply_set_bytes (self, type, text, strlen (text));
}

/**
 * cue_sim_reply_set_error:
 * @body_style: "json", "text" or "empty" (ASSUME-32: the vendor's page shows no body)
 */
void
cue_sim_reply_set_error (CueSimReply *self, guint status, const char *body_style)
{
  const char *phrase = get_phrase (status);

  self->status = status;
  cue_sim_reply_set_empty (self, status);
  if (g_str_equal (body_style, "json")) {
    self->doc = cue_sim_doc_new ();
    cue_sim_doc_set_string (self->doc, "error", phrase);
    cue_sim_reply_set_header (self, "Content-Type", "application/json");
  } else if (g_str_equal (body_style, "text")) {
    cue_sim_reply_set_text (self, "text/plain; charset=utf-8", phrase);
  }
}

/**
 * cue_sim_reply_set_empty:
 * @self: an answer
 * @status: an HTTP status
 *
 * Makes it one without a body and without a content type.
 */
void
cue_sim_reply_set_empty (CueSimReply *self, guint status)
{
  self->status = status;
  cue_sim_reply_set_body (self, NULL);
  soup_message_headers_remove (self->headers, "Content-Type");
}

/**
 * cue_sim_reply_take_body:
 *
 * Returns: (transfer full): the body as it would be sent, a document written out; empty when there
 *   is none
 */
GBytes *
cue_sim_reply_take_body (CueSimReply *self)
{
  if (self->doc != NULL) {
    char *text = cue_sim_doc_to_text (self->doc);

    g_clear_pointer (&self->doc, cue_sim_doc_free);
    return g_bytes_new_take (text, strlen (text));
  }
  if (self->body != NULL)
    return g_steal_pointer (&self->body);
  return g_bytes_new (NULL, 0);
}

/**
 * cue_sim_reply_get_object:
 *
 * What a fault works on that changes the members of an object.
 *
 * Returns: (transfer none) (nullable): the document, or the first object in it when it is a list;
 *   Exchange and 10Duke get a new one where there is none, as long as the body is not one of bytes
 */
CueSimDoc *
cue_sim_reply_get_object (CueSimReply *self)
{
  if (self->doc == NULL) {
    if ((self->target & (CUE_SIM_TARGET_ACOUSTIC | CUE_SIM_TARGET_TENDUKE)) == 0 ||
        self->body != NULL)
      return NULL;
    self->doc = cue_sim_doc_new ();
    cue_sim_reply_set_header (self, "Content-Type", "application/json");
  }
  if (!cue_sim_doc_is_list (self->doc))
    return self->doc;
  for (guint i = 0; i < cue_sim_doc_get_length (self->doc); i++) {
    if (cue_sim_doc_get_nth_child (self->doc, i) != NULL)
      return cue_sim_doc_get_nth_child (self->doc, i);
  }
  return cue_sim_doc_add_child (self->doc, NULL);
}

/**
 * cue_sim_reply_recode:
 * @self: an answer in JSON
 * @form: "bom": with a byte order mark; "utf-16": little endian, with one, too
 *
 * The same text in a form that JSON does not have (RFC 8259 section 8.1).
 */
void
cue_sim_reply_recode (CueSimReply *self, const char *form)
{
  g_autoptr (GBytes) body = cue_sim_reply_take_body (self);
  gsize            size;
  const char      *data = g_bytes_get_data (body, &size);
  gsize            written = 0;
  g_autofree char *changed = NULL;
  g_autofree char *with_bom = g_strdup_printf ("\xef\xbb\xbf%.*s", (int) size, data);

  if (g_str_equal (form, "bom")) {
    cue_sim_reply_set_text (self, "application/json", with_bom);
    return;
  }
  changed = g_convert (with_bom, -1, "UTF-16LE", "UTF-8", NULL, &written, NULL);
  cue_sim_reply_set_bytes (self, "application/json", changed, written);
}

/**
 * cue_sim_reply_set_commit:
 * @commit: does what the request asked for, if cue_sim_reply_settle() comes to that
 * @free_data: (nullable)
 */
void
cue_sim_reply_set_commit (CueSimReply     *self,
                          CueSimCommitFunc commit,
                          gpointer         data,
                          GDestroyNotify   free_data)
{
  self->commit = commit;
  self->commit_data = data;
  self->commit_free = free_data;
}

/**
 * cue_sim_reply_settle:
 *
 * The faults have acted, so it is known whether the request is carried out. Before the answer is
 * sent, because who has got it must find the change.
 */
void
cue_sim_reply_settle (CueSimReply *self)
{
  gboolean done = self->settle == CUE_SIM_SETTLE_DONE ||
                  (self->settle == CUE_SIM_SETTLE_BY_STATUS && self->status / 100 == 2);

  if (done && self->commit != NULL)
    self->commit (self, self->commit_data);
  self->commit = NULL;
}

/**
 * cue_sim_reply_set_date:
 * @self: an answer
 * @wall_us: what the header `Date` says, µs since 1970
 */
void
cue_sim_reply_set_date (CueSimReply *self, gint64 wall_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autofree char *text = time != NULL ? soup_date_time_to_string (time, SOUP_DATE_HTTP) : NULL;

  if (text != NULL)
    cue_sim_reply_set_header (self, "Date", text);
}

/**
 * cue_sim_reply_get_reason:
 *
 * Returns: what follows the status in the first line of the answer
 */
const char *
cue_sim_reply_get_reason (CueSimReply *self)
{
  return self->reason != NULL ? self->reason : get_phrase (self->status);
}

static GString *
write_head (CueSimReply *self)
{
  GString               *head = g_string_new (NULL);
  SoupMessageHeadersIter iter;
  const char            *name;
  const char            *value;

  g_string_printf (head, "HTTP/1.1 %u %s\r\n", self->status, cue_sim_reply_get_reason (self));
  soup_message_headers_iter_init (&iter, self->headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_string_append_printf (head, "%s: %s\r\n", name, value);
  return head;
}

/**
 * cue_sim_reply_make_head:
 *
 * Returns: (transfer full): status line and headers as they go over the wire, up to the empty line
 */
GBytes *
cue_sim_reply_make_head (CueSimReply *self)
{
  GString *head = write_head (self);

  g_string_append (head, "\r\n");
  return g_string_free_to_bytes (head);
}

/**
 * cue_sim_reply_begin_script:
 * @length_header: (nullable): a header line about the length, such as "Content-Length: 12", true
 *   or not; %NULL for a body that ends with the connection
 *
 * From here on the answer is what is written into the script. Status line and headers are in it
 * already; the body has to be taken out before.
 *
 * Returns: (transfer none)
 */
CueSimScript *
cue_sim_reply_begin_script (CueSimReply *self, const char *length_header)
{
  g_autoptr (GString) head = write_head (self);

  if (length_header != NULL)
    g_string_append_printf (head, "%s\r\n", length_header);
  g_string_append (head, "Connection: close\r\n\r\n");

  g_clear_pointer (&self->script, cue_sim_script_free);
  self->script = cue_sim_script_new ();
  if (self->delay_us > 0)
    cue_sim_script_wait (self->script, self->delay_us);
  self->delay_us = 0;
  cue_sim_script_write_text (self->script, head->str);
  return self->script;
}
