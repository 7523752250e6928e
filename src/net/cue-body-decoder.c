// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-config.h"

#include "cue-body-decoder.h"

#include "cue-error.h"

#include <glib/gi18n-lib.h>

/**
 * CueBodyDecoder:
 *
 * Undoes the `Content-Encoding` of one body: gzip, x-gzip and deflate (RFC 9110 8.4.1), the last
 * with and without the zlib header, as servers differ. libsoup could do it, but hands a body
 * through that is not compressed though its header says so, and takes the end of the connection for
 * the end of a compressed body; here both are errors with a sentence. For one thread; how much
 * comes out is the reader's to limit.
 */
struct _CueBodyDecoder {
  GObject parent_instance;

  char       *encoding; /* owned: as the header says, in lower case */
  GConverter *inner;    /* owned, nullable: until the first two bytes are there */
  guint64     produced; /* bytes */
};

static void cue_body_decoder_converter_init (GConverterIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CueBodyDecoder,
                               cue_body_decoder,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_CONVERTER,
                                                      cue_body_decoder_converter_init))

static gboolean
is_gzip (const guint8 *bytes)
{
  return bytes[0] == 0x1f && bytes[1] == 0x8b;
}

/* RFC 1950: method 8, and the two bytes are a multiple of 31. */
static gboolean
is_zlib (const guint8 *bytes)
{
  return (bytes[0] & 0x0f) == 8 && ((guint) bytes[0] * 256 + bytes[1]) % 31 == 0;
}

static GConverter *
choose_inner (CueBodyDecoder *self, const guint8 *bytes, GError **error)
{
  gboolean deflate = g_str_equal (self->encoding, "deflate");

  if (is_gzip (bytes))
    return G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  if (deflate && is_zlib (bytes))
    return G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  /* Text cannot be told from bare deflate by its first bytes, but JSON and HTML can. */
  if (deflate && bytes[0] != '{' && bytes[0] != '[' && bytes[0] != '<')
    return G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  g_set_error (error,
               CUE_ERROR,
               CUE_ERROR_PROTOCOL,
               _ ("The answer says that it is compressed (Content-Encoding: %s), but it is not."),
               self->encoding);
  return NULL;
}

static void
explain (CueBodyDecoder *self, GError *cause, gboolean at_end, GError **error)
{
  if (at_end && g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)) {
    g_autofree char *size = g_format_size (self->produced);

    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_PROTOCOL,
                 /* Translators: the name of a compression, a size such as “12 kB” */
                 _ ("Incomplete answer: its compressed body (Content-Encoding: %s) ends early, "
                    "after "
                    "%s of content."),
                 self->encoding,
                 size);
    g_error_free (cause);
  } else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)) {
    g_set_error (error,
                 CUE_ERROR,
                 CUE_ERROR_PROTOCOL,
                 _ ("The compressed body of the answer (Content-Encoding: %s) is damaged."),
                 self->encoding);
    g_error_free (cause);
  } else {
    g_propagate_error (error, cause);
  }
}

static GConverterResult
cue_body_decoder_convert (GConverter     *converter,
                          const void     *inbuf,
                          gsize           inbuf_size,
                          void           *outbuf,
                          gsize           outbuf_size,
                          GConverterFlags flags,
                          gsize          *bytes_read,
                          gsize          *bytes_written,
                          GError        **error)
{
  CueBodyDecoder  *self = CUE_BODY_DECODER (converter);
  gboolean         at_end = (flags & G_CONVERTER_INPUT_AT_END) != 0;
  GError          *cause = NULL;
  GConverterResult result;

  *bytes_read = 0;
  *bytes_written = 0;
  if (self->inner == NULL) {
    /* Nothing at all is an empty body, whatever it is called. */
    if (inbuf_size == 0 && at_end)
      return G_CONVERTER_FINISHED;
    if (inbuf_size < 2) {
      explain (self,
               g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "Too short"),
               at_end,
               error);
      return G_CONVERTER_ERROR;
    }
    self->inner = choose_inner (self, inbuf, error);
    if (self->inner == NULL)
      return G_CONVERTER_ERROR;
  }

  result = g_converter_convert (self->inner,
                                inbuf,
                                inbuf_size,
                                outbuf,
                                outbuf_size,
                                flags,
                                bytes_read,
                                bytes_written,
                                &cause);
  if (result == G_CONVERTER_ERROR)
    explain (self, cause, at_end, error);
  else
    self->produced += *bytes_written;
  return result;
}

static void
cue_body_decoder_reset (GConverter *converter)
{
  CueBodyDecoder *self = CUE_BODY_DECODER (converter);

  g_clear_object (&self->inner);
  self->produced = 0;
}

static void
cue_body_decoder_finalize (GObject *object)
{
  CueBodyDecoder *self = CUE_BODY_DECODER (object);

  g_free (self->encoding);
  g_clear_object (&self->inner);

  G_OBJECT_CLASS (cue_body_decoder_parent_class)->finalize (object);
}

static void
cue_body_decoder_converter_init (GConverterIface *iface)
{
  iface->convert = cue_body_decoder_convert;
  iface->reset = cue_body_decoder_reset;
}

static void
cue_body_decoder_class_init (CueBodyDecoderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cue_body_decoder_finalize;
}

static void
cue_body_decoder_init (CueBodyDecoder *self)
{
}

/**
 * cue_body_decoder_knows:
 * @encoding: (nullable): the value of a `Content-Encoding` header
 *
 * Returns: whether a decoder undoes it: one of gzip, x-gzip and deflate, in any case
 */
gboolean
cue_body_decoder_knows (const char *encoding)
{
  static const char *const known[] = { "gzip", "x-gzip", "deflate" };

  for (gsize i = 0; encoding != NULL && i < G_N_ELEMENTS (known); i++) {
    if (g_ascii_strcasecmp (encoding, known[i]) == 0)
      return TRUE;
  }
  return FALSE;
}

/**
 * cue_body_decoder_new:
 * @encoding: one that [func@BodyDecoder.knows]
 *
 * Returns: (transfer full): a decoder for one body. Its errors are %CUE_ERROR_PROTOCOL, and while
 *   it works those of any [iface@Gio.Converter].
 */
GConverter *
cue_body_decoder_new (const char *encoding)
{
  CueBodyDecoder *self;

  g_return_val_if_fail (cue_body_decoder_knows (encoding), NULL);

  self = g_object_new (CUE_TYPE_BODY_DECODER, NULL);
  self->encoding = g_ascii_strdown (encoding, -1);
  return G_CONVERTER (self);
}
