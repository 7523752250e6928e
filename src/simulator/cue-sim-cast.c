// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cue-sim-cast.h"

const CueSimSite cue_sim_sites[CUE_SIM_N_SITES] = {
  { "5b1e7c40-1a2b-4c3d-8e4f-0000000000a1", "Demo hall", "Europe/Amsterdam" },
  { "5b1e7c40-1a2b-4c3d-8e4f-0000000000a2", "Demo studio", "Europe/London" },
  { "5b1e7c40-1a2b-4c3d-8e4f-0000000000a3", "Demo depot", "America/New_York" },
};

const CueSimIq cue_sim_iqs[CUE_SIM_N_IQS] = {
  { "2d9a5c10-1111-4222-8333-444455556666", "Demo IQ 1", "AA.BB.CC", "2.0" },
  { "2d9a5c10-1111-4222-8333-444455556677", "Demo IQ 2", "AA.BB.CD", "2.1" },
};

const CueSimLock cue_sim_locks[CUE_SIM_N_LOCKS] = {
  { "0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f401", "Main entrance", "00.11.22.33.44.01", 0, 0 },
  { "0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f402", "Loading bay", "00.11.22.33.44.02", 0, 0 },
  { "0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f403", "Stage door", "00.11.22.33.44.03", 0, 0 },
  { "0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f404", "Control room", "00.11.22.33.44.04", 0, 0 },
  { "0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f405", "Green room", "00.11.22.33.44.05", 0, 0 },
  { "0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f406", "Studio 1", "00.11.22.33.44.06", 1, 1 },
  { "0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f407", "Café “Zoë”", "00.11.22.33.44.07", 1, 1 },
  { "0b6f4a1e-7c55-4d0b-8a43-c0a1d2e3f408", "Depot gate", "00.11.22.33.44.08", 2, -1 },
};

#define PERSON(n)  "7d2b1c90-aaaa-4bbb-8ccc-0000000000" n
#define PICTURE(n) "https://pictures.example.invalid/" n ".jpg"

const CueSimPerson cue_sim_persons[CUE_SIM_N_PERSONS] = {
  { PERSON ("01"), "Ada", "Example", "", PICTURE ("01"), "00012345" },
  { PERSON ("02"), "Ben", "Sample", "Stage manager", NULL, "00012346" },
  { PERSON ("03"), "Chloé", "Exemple", NULL, NULL, "00023345" },
  { PERSON ("04"), "Dario", "Placeholder", "", NULL, "00034567" },
  { PERSON ("05"), "Emi", "Specimen", "Sound", PICTURE ("05"), "00045678" },
  { PERSON ("06"), "Finn", "Mustermann", "", NULL, "00056789" },
  { PERSON ("07"), "Dana", "Example", "", NULL, "00067890" },
  { PERSON ("08"), "Håkon", "Prøve", NULL, NULL, "00078901" },
  { PERSON ("09"), "Ida", "Testcase", "Security 1", NULL, "00089012" },
  { PERSON ("10"), "Jun", "Fixture", "Security 2", NULL, "00090123" },
  { PERSON ("11"), "Kofi", "Draft", "", PICTURE ("11"), "00101234" },
  { PERSON ("12"), "Zoë", "Beispiel", "Catering", NULL, "00112345" },
};

/**
 * cue_sim_cast_find_site:
 *
 * Returns: index, or -1
 */
int
cue_sim_cast_find_site (const char *id)
{
  for (int i = 0; i < CUE_SIM_N_SITES; i++) {
    if (g_ascii_strcasecmp (cue_sim_sites[i].id, id) == 0)
      return i;
  }
  return -1;
}

/**
 * cue_sim_cast_find_person:
 * @id: (nullable)
 *
 * Returns: index, or -1
 */
int
cue_sim_cast_find_person (const char *id)
{
  for (int i = 0; id != NULL && i < CUE_SIM_N_PERSONS; i++) {
    if (g_ascii_strcasecmp (cue_sim_persons[i].id, id) == 0)
      return i;
  }
  return -1;
}
