// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include <glib/gi18n-lib.h>

#include "cue-asset-judge-private.h"
#include "cue-error.h"
#include "cue-signed-url.h"
#include "cue-time.h"
#include "cue-url.h"

/* The rules that follow from the address and from how it was answered. */

static void
judge_insecure (CueAssetJudging *self)
{
  const char *url = cue_asset_slot_get_url (self->slot);
  const char *final = self->facts != NULL ? cue_asset_facts_get_final_url (self->facts) : NULL;

  /* Browsers trust their own computer (Secure Contexts 3.1), so a rehearsal is not told off. */
  if ((!g_str_has_prefix (url, "http:") || cue_url_is_loopback (url)) &&
      (final == NULL || !g_str_has_prefix (final, "http:") || cue_url_is_loopback (final)))
    return;
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_INSECURE,
                         CUE_SEVERITY_WARNING,
                         _ ("The address is http, while the page of an event is https."),
                         _ ("Browsers ask for https in its place, or block the file; what works "
                            "on one phone is missing on another."),
                         _ ("Use the https address of the same file."),
                         NULL,
                         NULL);
}

/* Returns: the moment after which a signed address is refused, as this computer counts; 0 for none
 */
static gint64
read_expiry (CueAssetJudging *self)
{
  gint64 end = cue_signed_url_read_expiry (cue_asset_slot_get_url (self->slot), NULL);

  return end != 0 ? end + self->evidence->ahead_us : 0;
}

static void
judge_signature (CueAssetJudging *self)
{
  gint64           end = read_expiry (self);
  gboolean         served;
  g_autofree char *least = NULL;

  if (end == 0 || end - self->now_us > self->limits->expires_us)
    return;
  if (end <= self->now_us) {
    /* Not every server looks at it. */
    served = self->facts != NULL && cue_asset_facts_get_error (self->facts) == NULL &&
             cue_asset_facts_get_checked_us (self->facts) > end;
    cue_asset_judging_add (self,
                           CUE_ASSET_FINDING_EXPIRED,
                           served ? CUE_SEVERITY_WARNING : CUE_SEVERITY_ERROR,
                           _ ("The signed address has expired."),
                           served ? _ ("The server still gave the file, perhaps from a cache; "
                                       "other viewers may be refused.")
                                  : _ ("Viewers that do not have the file yet are refused."),
                           _ ("Sign the address anew, for longer than the event lasts."),
                           cue_asset_judging_format_time (end - self->evidence->ahead_us),
                           NULL);
    return;
  }
  least = cue_time_format_duration (self->limits->expires_us, CUE_DURATION_WORDS);
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_EXPIRING,
                         CUE_SEVERITY_WARNING,
                         _ ("The signed address expires soon."),
                         _ ("Viewers that open the page after that are refused."),
                         _ ("Sign the address anew, for longer than the event lasts."),
                         cue_asset_judging_format_time (end - self->evidence->ahead_us),
                         /* Translators: how long an address has to last, such as “at least 1 h” */
                         g_strdup_printf (_ ("at least %s"), least));
}

/* Whether a redirect led to another server than the one that the event names. */
gboolean
cue_asset_judging_is_elsewhere (CueAssetJudging *self)
{
  const char *final = cue_asset_facts_get_final_url (self->facts);

  return final != NULL && !cue_url_same_origin (cue_asset_facts_get_url (self->facts), final);
}

static void
judge_redirect (CueAssetJudging *self)
{
  guint            n = cue_asset_facts_get_n_redirects (self->facts);
  gint64           us = cue_asset_facts_get_redirect_us (self->facts);
  g_autofree char *count = NULL;

  if (n == 0)
    return;
  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u redirect", "%u redirects", n), n);
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_REDIRECT,
                         CUE_SEVERITY_INFO,
                         cue_asset_judging_is_elsewhere (self)
                           ? _ ("The address redirects to another server.")
                           : _ ("The address redirects to another one."),
                         _ ("Each phone asks twice, which costs time on a mobile network; and what "
                            "it leads to can change without this address."),
                         _ ("Use the address that it leads to."),
                         /* Translators: how many redirects, how many milliseconds they take */
                         g_strdup_printf (_ ("%s, %d ms"),
                                          count,
                                          (int) CLAMP (us / 1000, 0, G_MAXINT)),
                         NULL);
}

/* Whether a refusal is what an expired signature leads to, which is said already. */
static gboolean
is_expiry (CueAssetJudging *self, guint status)
{
  gint64 end = read_expiry (self);

  return (status == 401 || status == 403 || status == 410) && end != 0 && end <= self->now_us;
}

static void
judge_status (CueAssetJudging *self, guint status)
{
  const char *next_step;

  if (is_expiry (self, status))
    return;
  if (status == 401 || status == 403)
    next_step = _ ("Check that the file may be read by everybody, and that a signed address has "
                   "not expired.");
  else if (status == 404 || status == 410)
    next_step = _ ("Upload the file, or correct its address.");
  else if (status >= 500)
    next_step = _ ("Tell whoever runs the file server; have a copy on another one ready.");
  else
    next_step = _ ("Open the address in a browser, and correct it.");
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_STATUS,
                         CUE_SEVERITY_ERROR,
                         cue_asset_facts_get_error (self->facts),
                         _ ("Viewers that do not have the file yet do not get it."),
                         next_step,
                         g_strdup_printf ("HTTP %u", status),
                         NULL);
}

static gboolean
is_circle (CueAssetJudging *self)
{
  const char *const *chain = cue_asset_facts_get_redirects (self->facts);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_add (seen, (gpointer) cue_asset_facts_get_url (self->facts));
  for (; *chain != NULL; chain++) {
    if (!g_hash_table_add (seen, (gpointer) *chain))
      return TRUE;
  }
  return FALSE;
}

static void
judge_refused_redirect (CueAssetJudging *self, const char *words)
{
  const char *cause;
  const char *next_step = _ ("Correct the redirect on the server.");
  CueSeverity severity = CUE_SEVERITY_ERROR;

  switch (cue_asset_facts_get_redirect_fault (self->facts)) {
  case CUE_HTTP_REDIRECT_NOWHERE:
    cause = _ ("It leads nowhere, so no phone gets the file.");
    break;
  case CUE_HTTP_REDIRECT_NO_ADDRESS:
    cause = _ ("Browsers follow a redirect to web addresses only, so no phone gets the file.");
    break;
  case CUE_HTTP_REDIRECT_PASSWORD:
    cause = _ ("Browsers do not load an address with a password into a page, so no phone gets the "
               "file.");
    break;
  case CUE_HTTP_REDIRECT_TO_PRIVATE:
    cause = _ ("Phones do not reach it from outside, so viewers do not get the file.");
    next_step = _ ("Put the file on a server that everybody reaches, and let it lead there.");
    break;
  case CUE_HTTP_REDIRECT_TOO_MANY:
    cause = is_circle (self)
              ? _ ("It leads in a circle, so no phone gets the file.")
              : _ ("Browsers give up after 20 redirects, so no phone gets the file.");
    break;
  case CUE_HTTP_REDIRECT_TO_HTTP:
  default:
    severity = CUE_SEVERITY_WARNING;
    cause = _ ("Browsers ask for https in its place, or block the file; what works on one phone is "
               "missing on another.");
    next_step = _ ("Use the https address of the same file.");
  }
  cue_asset_judging_add (self,
                         CUE_ASSET_FINDING_REDIRECT,
                         severity,
                         words,
                         cause,
                         next_step,
                         NULL,
                         NULL);
}

static void
judge_error (CueAssetJudging *self)
{
  const char *words = cue_asset_facts_get_error (self->facts);
  guint       status = cue_asset_facts_get_status (self->facts);

  if (cue_asset_facts_get_redirect_fault (self->facts) != CUE_HTTP_REDIRECT_FINE) {
    judge_refused_redirect (self, words);
    return;
  }
  switch (cue_asset_facts_get_error_code (self->facts)) {
  case CUE_ERROR_INVALID_INPUT:
    if (cue_asset_slot_get_too_long (self->slot)) {
      cue_asset_judging_add_too_long (self, words);
      break;
    }
    cue_asset_judging_add (self,
                           CUE_ASSET_FINDING_REFUSED,
                           CUE_SEVERITY_ERROR,
                           words,
                           _ ("An address with a password in it is never fetched, and browsers do "
                              "not load one into a page either; nor one that is no valid address."),
                           _ ("Use a plain https address."),
                           NULL,
                           NULL);
    break;
  case CUE_ERROR_TOO_LARGE:
    cue_asset_judging_add (self,
                           CUE_ASSET_FINDING_TOO_LARGE,
                           CUE_SEVERITY_ERROR,
                           words,
                           _ ("A file of this size takes minutes on a mobile network, so viewers "
                              "see nothing meanwhile."),
                           _ ("Make the file smaller."),
                           NULL,
                           NULL);
    break;
  case CUE_ERROR_PROTOCOL:
    if (status >= 300) {
      judge_status (self, status);
      break;
    }
    cue_asset_judging_add (self,
                           CUE_ASSET_FINDING_BROKEN,
                           CUE_SEVERITY_ERROR,
                           words,
                           _ ("The file does not come whole, so phones show it broken or not at "
                              "all."),
                           _ ("Upload the file again."),
                           NULL,
                           NULL);
    break;
  default:
    if (status >= 400) {
      judge_status (self, status);
      break;
    }
    cue_asset_judging_add (self,
                           CUE_ASSET_FINDING_UNREACHABLE,
                           CUE_SEVERITY_ERROR,
                           words,
                           _ ("From here the file cannot be had. If the rest of the event works, "
                              "it is its server."),
                           _ ("Open the address in a browser, also on a phone without this "
                              "network."),
                           NULL,
                           NULL);
  }
}

/* Returns: whether there is a content that viewers get */
gboolean
cue_asset_judging_answer (CueAssetJudging *self)
{
  judge_insecure (self);
  judge_signature (self);
  if (self->facts == NULL)
    return FALSE;
  if (cue_asset_facts_get_error (self->facts) != NULL) {
    judge_error (self);
    return FALSE;
  }
  judge_redirect (self);
  return TRUE;
}
