// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the official client needs for a given number of messages:
//   node signalr-client.js FOLDER URL MESSAGES
// FOLDER holds node_modules. Prints as signalr-client.c does.

'use strict';

const [folder, url, messages] = process.argv.slice (2);
const { readFileSync } = require ('fs');
const signalr = require (require.resolve ('@microsoft/signalr', { paths: [folder] }));
const expected = Number (messages);

let n = 0;
let wall;

const connection = new signalr.HubConnectionBuilder ()
  .withUrl (url, { skipNegotiation: true, transport: signalr.HttpTransportType.WebSockets })
  .configureLogging (signalr.LogLevel.None)
  .build ();

// The first messages come together with the handshake, before start () resolves.
connection.on ('ReceiveMessage', () => {
  if (n === 0)
    wall = process.hrtime.bigint ();
  n++;
  if (n === expected) {
    const us = Number ((process.hrtime.bigint () - wall) / 1000n);
    const used = process.cpuUsage ();
    const [, peak] = /VmHWM:\s*(\d+)/.exec (readFileSync ('/proc/self/status', 'utf8'));
    console.log (`messages ${n} wall-us ${us} cpu-us ${used.user + used.system} peak-kib ${peak}`);
    process.exit (0);
  }
});
connection.onclose ((error) => {
  console.error (`closed: ${error}`);
  process.exit (1);
});
connection.start ().catch ((error) => {
  console.error (String (error));
  process.exit (1);
});
