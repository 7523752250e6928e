// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Preloaded into the console: its clocks run CUELIGHT_SPEED times as fast as those of the computer,
 * and it waits that much shorter, so that hours of its life pass in minutes. What the console
 * starts runs at normal speed again.
 */

#include <dlfcn.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

#define NANOSECONDS 1000000000LL
#define N_CLOCKS    8

typedef int (*ClockGettime) (clockid_t, struct timespec *);
typedef int (*Poll) (struct pollfd *, nfds_t, int);
typedef int (*Ppoll) (struct pollfd *, nfds_t, const struct timespec *, const sigset_t *);

static ClockGettime real_clock_gettime;
static Poll         real_poll;
static Ppoll        real_ppoll;
static long long    speed = 1;
static long long    beginning[N_CLOCKS];

static long long
read_real (clockid_t id)
{
  struct timespec now = { 0 };

  real_clock_gettime (id, &now);
  return now.tv_sec * NANOSECONDS + now.tv_nsec;
}

__attribute__ ((constructor)) static void
begin (void)
{
  const char *text = getenv ("CUELIGHT_SPEED");

  *(void **) &real_clock_gettime = dlsym (RTLD_NEXT, "clock_gettime");
  *(void **) &real_poll = dlsym (RTLD_NEXT, "poll");
  *(void **) &real_ppoll = dlsym (RTLD_NEXT, "ppoll");
  for (clockid_t id = 0; id < N_CLOCKS; id++)
    beginning[id] = read_real (id);
  if (text != NULL && atoi (text) > 1)
    speed = atoi (text);
  unsetenv ("LD_PRELOAD");
}

int
clock_gettime (clockid_t id, struct timespec *now)
{
  long long fake;

  if (real_clock_gettime == NULL)
    begin ();
  // The processor time of the process and of its threads is not for show.
  if (id < 0 || id >= N_CLOCKS || id == CLOCK_PROCESS_CPUTIME_ID || id == CLOCK_THREAD_CPUTIME_ID)
    return real_clock_gettime (id, now);
  fake = beginning[id] + (read_real (id) - beginning[id]) * speed;
  now->tv_sec = fake / NANOSECONDS;
  now->tv_nsec = fake % NANOSECONDS;
  return 0;
}

int
gettimeofday (struct timeval *restrict now, void *restrict zone)
{
  struct timespec precise;

  clock_gettime (CLOCK_REALTIME, &precise);
  now->tv_sec = precise.tv_sec;
  now->tv_usec = precise.tv_nsec / 1000;
  return 0;
}

time_t
time (time_t *out)
{
  struct timespec precise;

  clock_gettime (CLOCK_REALTIME, &precise);
  if (out != NULL)
    *out = precise.tv_sec;
  return precise.tv_sec;
}

int
ppoll (struct pollfd *fds, nfds_t n, const struct timespec *timeout, const sigset_t *mask)
{
  struct timespec shorter;

  if (timeout == NULL)
    return real_ppoll (fds, n, NULL, mask);
  shorter.tv_sec = timeout->tv_sec / speed;
  shorter.tv_nsec = (timeout->tv_sec % speed * NANOSECONDS + timeout->tv_nsec) / speed;
  return real_ppoll (fds, n, &shorter, mask);
}

int
poll (struct pollfd *fds, nfds_t n, int milliseconds)
{
  struct timespec timeout = { milliseconds / 1000, milliseconds % 1000 * 1000000L };

  // Finer than poll can wait, hence the other one.
  return milliseconds <= 0 ? real_poll (fds, n, milliseconds) : ppoll (fds, n, &timeout, NULL);
}
