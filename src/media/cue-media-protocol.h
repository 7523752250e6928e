// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What the console and `cuelight-media` say to each other: one message is one packet of a
 * SOCK_SEQPACKET socket. README.md tells the story; this file is the law.
 *
 * Both programs come from one build and run on one computer, so integers are in its own byte order.
 * Every struct is made of naturally aligned fields without padding, and its size is asserted.
 *
 * An update replaces the helper under a console that runs, and then they are of two builds after
 * all. So CueMediaHeader and CueMediaHello stay as they are for ever, the helper's first message is
 * a HELLO, and nothing else is looked at before that one was found to be of the same build.
 */

#define CUE_MEDIA_MAGIC            0x4d455543u /* "CUEM" in memory on little-endian machines */
#define CUE_MEDIA_PROTOCOL_VERSION 3

/** CUE_MEDIA_MAX_MESSAGE: bytes of the longest packet; the longest text is an address */
#define CUE_MEDIA_MAX_MESSAGE 16384
#define CUE_MEDIA_MAX_TEXT    8192

/** CUE_MEDIA_MAX_EDGE: pixels of a side of a picture, in either direction */
#define CUE_MEDIA_MAX_EDGE 16384

/** CUE_MEDIA_MAX_BUFFERS: frame buffers that a helper may have registered at one time */
#define CUE_MEDIA_MAX_BUFFERS 12

/** CUE_MEDIA_MAX_BUFFER_SIZE: bytes of one frame buffer: 40 megapixels */
#define CUE_MEDIA_MAX_BUFFER_SIZE (40u * 1000u * 1000u * 4u)

/** CUE_MEDIA_MAX_MAPPED: bytes of all frame buffers of one helper together */
#define CUE_MEDIA_MAX_MAPPED (320u * 1024u * 1024u)

/** CUE_MEDIA_MAX_IMAGE_PIXELS: pixels of an image as it was made, before scaling */
#define CUE_MEDIA_MAX_IMAGE_PIXELS (40u * 1000u * 1000u)

/** CUE_MEDIA_MAX_THUMBNAIL: bytes of the file that comes with FACTS */
#define CUE_MEDIA_MAX_THUMBNAIL (512u * 1024u)

/** CUE_MEDIA_GRID_SIZE: bytes of the brightness in FACTS: the four of CuePictureCell, 9 cells in
 * each of 16 rows */
#define CUE_MEDIA_GRID_SIZE (4 * 9 * 16)

typedef enum {
  /* console → helper */
  CUE_MEDIA_OPEN = 1,
  CUE_MEDIA_CONTROL,
  CUE_MEDIA_RELEASE,
  CUE_MEDIA_SNAPSHOT,
  CUE_MEDIA_PING,
  /* helper → console */
  CUE_MEDIA_HELLO = 65,
  CUE_MEDIA_BUFFER,
  CUE_MEDIA_DROP,
  CUE_MEDIA_FRAME,
  CUE_MEDIA_STATUS,
  CUE_MEDIA_LEVEL,
  CUE_MEDIA_TEXT,
  CUE_MEDIA_FAULT,
  CUE_MEDIA_ENDED,
  CUE_MEDIA_PONG,
  CUE_MEDIA_FACTS,
} CueMediaType;

/** CueMediaSide: who receives; each side takes only the other's messages. */
typedef enum {
  CUE_MEDIA_SIDE_HELPER,
  CUE_MEDIA_SIDE_CONSOLE,
} CueMediaSide;

typedef enum {
  CUE_MEDIA_KIND_STREAM, /* the text is an address; plays until told otherwise */
  CUE_MEDIA_KIND_CLIP,   /* the descriptor is a video file; played round and round, without sound */
  CUE_MEDIA_KIND_IMAGE,  /* the descriptor is an image file; answered by one frame */
  CUE_MEDIA_KIND_PROBE_IMAGE,   /* the descriptor is an image file; answered by FACTS */
  CUE_MEDIA_KIND_PROBE_VIDEO,   /* the descriptor is a video file; answered by FACTS */
  CUE_MEDIA_KIND_PROBE_SEGMENT, /* the descriptor is a part of a stream: pictures, sound or both;
                                 * answered by FACTS */
  CUE_MEDIA_N_KINDS,
} CueMediaKind;

typedef enum {
  CUE_MEDIA_FLAG_MUTED = 1 << 0,
  CUE_MEDIA_FLAG_VISIBLE = 1 << 1,
  CUE_MEDIA_FLAG_NO_AUDIO_DEVICE = 1 << 2, /* play the sound into nothing */
  CUE_MEDIA_ALL_FLAGS = (1 << 3) - 1,
} CueMediaFlags;

typedef enum {
  CUE_MEDIA_STATUS_LIVE = 1 << 0, /* no length is known: it is made while it plays */
  CUE_MEDIA_ALL_STATUS_FLAGS = (1 << 1) - 1,
} CueMediaStatusFlags;

typedef enum {
  CUE_MEDIA_PHASE_OPENING,   /* no picture yet */
  CUE_MEDIA_PHASE_BUFFERING, /* waiting for data */
  CUE_MEDIA_PHASE_PLAYING,
  CUE_MEDIA_N_PHASES,
} CueMediaPhase;

typedef enum {
  CUE_MEDIA_TEXT_DECODER,
  CUE_MEDIA_TEXT_VIDEO_CODEC,
  CUE_MEDIA_TEXT_AUDIO_CODEC,
  CUE_MEDIA_TEXT_FIRST_FRAGMENT, /* since the last break in the stream */
  CUE_MEDIA_N_TEXTS,
} CueMediaTextKind;

typedef enum {
  CUE_MEDIA_FAULT_STREAM,
  CUE_MEDIA_FAULT_HTTP,        /* http_status says which */
  CUE_MEDIA_FAULT_UNREACHABLE, /* no connection: refused, no such host, TLS */
  CUE_MEDIA_FAULT_FORMAT,
  CUE_MEDIA_FAULT_MISSING_DECODER,
  CUE_MEDIA_FAULT_AUDIO_DEVICE,
  CUE_MEDIA_FAULT_TOO_LARGE,
  CUE_MEDIA_FAULT_PLAYLIST, /* it can no longer be refreshed */
  CUE_MEDIA_FAULT_CUT_OFF,  /* the file ends too early */
  CUE_MEDIA_FAULT_TOO_LONG, /* too many pictures, or too long a time */
  CUE_MEDIA_N_FAULTS,
} CueMediaFaultCode;

typedef struct {
  guint32 magic;
  guint16 version;
  guint16 type;
  guint32 size; /* of the whole packet, header and text included */
  guint32 text_size;
} CueMediaHeader;

typedef struct {
  guint64 build; /* cue_media_get_build() of the helper */
} CueMediaHello;

typedef struct {
  guint32 kind;
  guint32 flags;
  double  volume;        /* 0..1, cubic as people hear it */
  guint64 max_bandwidth; /* bits/s of the variant to play; 0 = adapt */
  guint32 view_width;    /* device pixels it is shown in; 0 = full size */
  guint32 view_height;
  guint32 fps; /* at most so many pictures a second; 0 = all */
  guint32 reserved;
  gint64  start_us; /* where to begin in a finished stream */
} CueMediaOpen;

typedef struct {
  guint32 flags;
  guint32 reserved;
  double  volume;
  guint64 max_bandwidth;
  guint32 view_width;
  guint32 view_height;
} CueMediaControl;

typedef struct {
  guint32 buffer;
  guint32 reserved;
} CueMediaBufferRef; /* RELEASE, DROP */

typedef struct {
  guint32 request; /* never 0; comes back in the frame */
  guint32 reserved;
} CueMediaSnapshot;

typedef struct {
  guint64 cookie;
} CueMediaPing; /* PING, PONG */

typedef struct {
  guint32 buffer;
  guint32 reserved;
  guint64 size;
} CueMediaBuffer; /* with one descriptor: a sealed memfd of exactly this size */

typedef struct {
  guint32 buffer;
  guint32 request; /* 0, or the snapshot that asked for it */
  guint32 width;
  guint32 height;
  guint32 stride;        /* bytes of a line */
  guint32 natural_width; /* of the picture before it was scaled, in square pixels */
  guint32 natural_height;
  guint32 reserved;
  guint64 number; /* counts up from 1 */
} CueMediaFrame;

typedef struct {
  guint32 phase;
  guint32 buffer_percent;
  gint64  position_us; /* since the first picture, or in a finished stream; -1 = not known */
  guint64 bytes;       /* received from the network so far */
  guint64 frames;      /* decoded and due, whether anybody looks or not */
  guint64 dropped;     /* decoded too late, or no free buffer; not what came too late */
  guint32 width;
  guint32 height;
  guint32 fps_milli;   /* pictures in 1,000 s */
  guint32 http_status; /* of the last part of the stream that was refused; 0 after a good one */
  guint32 flags;       /* CueMediaStatusFlags */
  guint32 reserved;
  gint64  fragment_us; /* the position at which FIRST_FRAGMENT begins */
} CueMediaStatus;

typedef struct {
  guint32 channels; /* 0..2 that are meant */
  guint32 reserved;
  double  peak[2]; /* dBFS */
  double  rms[2];
} CueMediaLevel;

typedef struct {
  guint32 kind;
  guint32 reserved;
} CueMediaText; /* + text */

typedef struct {
  guint32 code;
  guint32 http_status; /* 0 = not known */
} CueMediaFault;       /* + text: the detail, in whatever language the library speaks */

typedef enum {
  CUE_MEDIA_FACTS_ANIMATED = 1 << 0,
  CUE_MEDIA_FACTS_ALPHA = 1 << 1,
  CUE_MEDIA_FACTS_AUDIO = 1 << 2,
  CUE_MEDIA_FACTS_NO_DECODER = 1 << 3, /* for a part of it */
  CUE_MEDIA_FACTS_WHOLE = 1 << 4,      /* decoded to its end */
  CUE_MEDIA_ALL_FACTS_FLAGS = (1 << 5) - 1,
} CueMediaFactsFlags;

/* What CuePictureFacts says; with a descriptor of the thumbnail where there is one. The text is the
 * format; the codecs come before it, as TEXT. */
typedef struct {
  guint32 width; /* 0 for nothing but sound */
  guint32 height;
  guint32 fps_n;
  guint32 fps_d;          /* never 0 */
  guint32 flags;          /* CueMediaFactsFlags */
  guint32 black;          /* of a million */
  guint32 thumbnail_size; /* bytes; 0 = there is none */
  guint32 audio_peak;     /* of a million, which is full scale */
  gint64  duration_us;
  gint64  shown_us; /* of the pictures that were decoded */
  gint64  audio_us; /* of the sound that was decoded */
  guint64 n_frames;
  guint64 n_decoded;
  guint8  grid[CUE_MEDIA_GRID_SIZE]; /* of CuePictureCell, in rows */
} CueMediaFacts;

/**
 * CueMediaMessage:
 * @type: which member of the union is meant; ENDED has none
 * @text: the text, or "" ; valid UTF-8 without control characters; owned by the packet's buffer
 *
 * A packet that was checked. Every number in it is inside its range.
 */
typedef struct {
  CueMediaType type;
  union {
    guint8            body[sizeof (CueMediaFacts)]; /* the longest of them */
    CueMediaOpen      open;
    CueMediaControl   control;
    CueMediaBufferRef buffer_ref;
    CueMediaSnapshot  snapshot;
    CueMediaPing      ping;
    CueMediaHello     hello;
    CueMediaBuffer    buffer;
    CueMediaFrame     frame;
    CueMediaStatus    status;
    CueMediaLevel     level;
    CueMediaText      info;
    CueMediaFault     fault;
    CueMediaFacts     facts;
  };
  const char *text;
} CueMediaMessage;

/** CueMediaPacket: room for one packet and the NUL that the parser puts behind a text. */
typedef struct {
  _Alignas(8) guint8 data[CUE_MEDIA_MAX_MESSAGE + 8];
} CueMediaPacket;

guint64  cue_media_get_build (void);
gboolean cue_media_message_parse (CueMediaPacket  *packet,
                                  gsize            size,
                                  guint            n_fds,
                                  CueMediaSide     receiver,
                                  CueMediaMessage *message,
                                  GError         **error);
gsize    cue_media_message_build (const CueMediaMessage *message, CueMediaPacket *packet);

gboolean cue_media_check_memory (int fd, guint64 size, GError **error);
int      cue_media_create_memory (const char *name, gsize size, guint8 **data, GError **error);

G_END_DECLS
