// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the official client makes of the simulator's hub. TAP on standard output.

'use strict';

const signalr = require ('@microsoft/signalr');
const { spawn, execFileSync } = require ('child_process');

const PATIENCE_MS = 15000;
const cuelightctl = process.argv[2];
let description;

function connect (stream, options = {}) {
  const { salto } = description;
  const query = `site_id=${salto.siteIds[options.site ?? 0]}` +
    (options.user ? `&user_id=${options.user}` : '');
  const builder = new signalr.HubConnectionBuilder ()
    .withUrl (`${salto.hubUrl}/v1/hub/${stream}?${query}`, {
      skipNegotiation: !options.negotiate,
      transport: signalr.HttpTransportType.WebSockets,
      accessTokenFactory: options.tokens ?? (() => options.token ?? salto.token),
      headers: options.fault ? { 'X-Sim-Fault': options.fault } : {},
    })
    .configureLogging (signalr.LogLevel.None);
  if (options.reconnect)
    builder.withAutomaticReconnect (options.reconnect);
  const connection = builder.build ();
  connection.got = [];
  connection.on ('ReceiveMessage', (...args) => connection.got.push (args));
  return connection;
}

function control (...words) {
  return execFileSync (cuelightctl, ['simulate', '--control', description.controlUrl, ...words],
    { encoding: 'utf8' });
}

async function until (condition, what) {
  const end = Date.now () + PATIENCE_MS;
  while (!condition ()) {
    if (Date.now () > end)
      throw new Error (`not within ${PATIENCE_MS} ms: ${what}`);
    await new Promise ((done) => setTimeout (done, 10));
  }
}

function check (condition, what) {
  if (!condition)
    throw new Error (what);
}

async function refused (options) {
  const connection = connect (options.stream ?? 'entries', options);
  try {
    await connection.start ();
  } catch (error) {
    return error.message;
  }
  await connection.stop ();
  throw new Error ('it was let in');
}

const tests = {
  'entries come, and each is an entry': async () => {
    const connection = connect ('entries');
    await connection.start ();
    await until (() => connection.got.length >= 20, 'entries');
    for (const args of connection.got) {
      check (args.length === 1 && typeof args[0] === 'string', 'one string');
      const entry = JSON.parse (args[0]);
      check (Object.keys (entry).length === 22, `22 members: ${Object.keys (entry)}`);
      check (/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test (entry.id), entry.id);
      check (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test (entry.utc_date_time), entry.utc_date_time);
    }
    await connection.stop ();
  },
  'an alarm comes, and its end': async () => {
    const connection = connect ('incidents');
    await connection.start ();
    control ('state',
      '{"doors":{"alarm":"door_left_open_alarm","lock":2,"for":0.3}}');
    await until (() => connection.got.some ((args) =>
      JSON.parse (args[0]).event_category === 'end_of_door_left_open_alarm'), 'the end');
    await connection.stop ();
  },
  'the stream of one user has entries of that user only': async () => {
    const { salto } = description;
    const connection = connect ('entries', { user: salto.userId, token: salto.siteUserToken });
    await connection.start ();
    await until (() => connection.got.length >= 2, 'entries');
    for (const [text] of connection.got)
      check (JSON.parse (text).user_id === salto.userId, text);
    await connection.stop ();
  },
  'who may not enter is not let in': async () => {
    const { salto } = description;
    await refused ({ token: salto.expiredToken });
    await refused ({ token: salto.noScopeToken });
    await refused ({ token: salto.siteUserToken });
    await refused ({ token: salto.siteUserToken, user: salto.userId, stream: 'incidents' });
    await refused ({ stream: 'elsewhere' });
  },
  'there is nothing to negotiate': async () => {
    const message = await refused ({ negotiate: true });
    check (message.includes ('404'), message);
  },
  'an error of the handshake arrives': async () => {
    const message = await refused ({ fault: 'SB-5; variant=error' });
    check (message.includes ('The site is being moved.'), message);
  },
  'messages cut into fragments arrive whole': async () => {
    const connection = connect ('entries', { fault: 'SB-6; variant=bytes' });
    await connection.start ();
    await until (() => connection.got.length >= 10, 'entries');
    connection.got.forEach ((args) => JSON.parse (args[0]));
    await connection.stop ();
  },
  'a call of the client is answered': async () => {
    const connection = connect ('entries');
    await connection.start ();
    let message = '';
    await connection.invoke ('OpenTheDoor').catch ((error) => { message = error.message; });
    check (message.includes ('Unknown hub method'), message);
    await connection.stop ();
  },
  'it comes back after the token has expired': async () => {
    const used = [];
    const connection = connect ('entries', {
      reconnect: [0, 200, 500],
      tokens: () => {
        const { token } = JSON.parse (control ('description')).salto;
        used.push (token);
        return token;
      },
    });
    let returned = false;
    connection.onreconnected (() => { returned = true; });
    await connection.start ();
    control ('fault', 'SB-17', 'on');
    await until (() => returned, 'the return');
    control ('fault', 'SB-17', 'off');
    description = JSON.parse (control ('description'));
    check (used.length === 2 && used[0] !== used[1], 'a fresh token');
    await connection.stop ();
  },
  'a Close message without a way back ends it': async () => {
    const connection = connect ('entries', {
      reconnect: [0, 100],
      fault: 'SB-16; variant=no-reconnect; seconds=0.2',
    });
    let closed = false;
    connection.onclose (() => { closed = true; });
    await connection.start ();
    await until (() => closed, 'the end');
    check (connection.state === signalr.HubConnectionState.Disconnected, connection.state);
  },
  'a burst arrives whole, 5,000 a second': async () => {
    const connection = connect ('entries');
    await connection.start ();
    control ('fault', 'SB-18', 'on');
    const begin = Date.now ();
    await until (() => connection.got.length >= 10000, 'the burst');
    const seconds = (Date.now () - begin) / 1000;
    control ('fault', 'SB-18', 'off');
    const ids = new Set (connection.got.map ((args) => JSON.parse (args[0]).id));
    check (ids.size === connection.got.length, 'no id twice');
    console.log (`# ${Math.round (connection.got.length / seconds)} entries a second`);
    await connection.stop ();
  },
};

async function main () {
  const simulator = spawn (cuelightctl,
    ['simulate', '--no-media', '--scenario', 'calm', '--exit-with-parent'],
    { stdio: ['pipe', 'pipe', 'inherit'] });
  let text = '';
  let count = 0;
  let failed = false;

  simulator.stdout.on ('data', (part) => { text += part; });
  await until (() => text.includes ('\n'), 'the simulator');
  description = JSON.parse (text);
  control ('state', '{"doors":{"pace":3000}}');
  console.log (`1..${Object.keys (tests).length}`);
  for (const [name, test] of Object.entries (tests)) {
    count++;
    try {
      await test ();
      console.log (`ok ${count} - ${name}`);
    } catch (error) {
      failed = true;
      console.log (`not ok ${count} - ${name}`);
      console.log (`# ${String (error.stack).replace (/\n/g, '\n# ')}`);
    }
  }
  simulator.stdin.end ();
  process.exit (failed ? 1 : 0);
}

main ();
