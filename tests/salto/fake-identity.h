// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * FakeIdentity:
 * @server: owned, listens on loopback
 * @url: owned, its origin
 * @n_requests: how often a token was asked for
 * @body: owned, the last form
 * @authorization: owned, nullable, the last header of that name
 * @status: what it answers with; 200 with new tokens unless set
 * @reply: owned, nullable: what it answers in place of tokens
 * @reply_type: owned, nullable
 * @life: expires_in of the tokens
 * @rotates: whether each answer has a new refresh token
 * @hold: whether requests wait for fake_identity_release()
 *
 * A token endpoint that answers `access-1`, `access-2` and so on.
 */
typedef struct {
  SoupServer *server;
  char       *url;
  guint       n_requests;
  char       *body;
  char       *authorization;
  guint       status;
  char       *reply;
  char       *reply_type;
  int         life;
  gboolean    rotates;
  gboolean    hold;
  GPtrArray  *held;
} FakeIdentity;

FakeIdentity *fake_identity_new (void);
void          fake_identity_free (FakeIdentity *self);
void          fake_identity_answer (FakeIdentity *self, guint status, const char *reply);
void          fake_identity_release (FakeIdentity *self);
char         *fake_identity_get_field (FakeIdentity *self, const char *name);

void fake_identity_spin (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeIdentity, fake_identity_free)

G_END_DECLS
