// SPDX-FileCopyrightText: 2026 The Cuelight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the jose library makes of our keys and tokens, and we of its: honest ones and forged ones.
// TAP on standard output. No private key is printed; they are gone at the end.

import * as jose from 'jose';
import { spawnSync } from 'child_process';
import crypto from 'crypto';
import fs from 'fs';
import os from 'os';
import path from 'path';

const cuelightctl = process.argv[2];
const folder = fs.mkdtempSync (path.join (os.tmpdir (), 'cuelight-jose-'));
const now = Math.floor (Date.now () / 1000);
const text = new TextEncoder ();
const world = {};

function run (...words) {
  const result = spawnSync (cuelightctl, words, { encoding: 'utf8' });
  return { status: result.status, out: result.stdout, err: result.stderr };
}

function put (name, content) {
  const file = path.join (folder, name);
  fs.writeFileSync (file, content, { mode: 0o600 });
  return file;
}

function check (condition, what) {
  if (!condition)
    throw new Error (what);
}

function same (given, wanted, what) {
  check (given === wanted, `${what}: ${given}, not ${wanted}`);
}

function inspect (token, keyFile, ...words) {
  const result = run ('token', 'inspect', put ('token', token), '--key-file', keyFile, '--json',
    ...words);
  return { status: result.status, ...JSON.parse (result.out) };
}

function verified (token, keyFile, ...words) {
  const found = inspect (token, keyFile, ...words);
  same (found.state, 'verified', found.message);
  same (found.status, 0, 'status');
  return found;
}

function failed (reason, token, keyFile, ...words) {
  const found = inspect (token, keyFile, ...words);
  same (found.reason ?? found.state, reason, 'reason');
  same (found.status, 2, 'status');
}

const claims = { 'my-app-events': true };
const sign = (header, key, payload = claims) => new jose.SignJWT (payload)
  .setProtectedHeader (header).setIssuedAt (now).setExpirationTime (now + 3600).sign (key);

const tests = {
  async 'our key is a key to it' () {
    world.keyFile = path.join (folder, 'key.pem');
    const made = run ('keys', 'generate', '--key-file', world.keyFile);
    same (made.status, 0, made.err);
    world.publicFile = put ('public.pem', made.out);
    world.privateKey = await jose.importPKCS8 (fs.readFileSync (world.keyFile, 'utf8'), 'RS256');
    world.publicKey = await jose.importSPKI (made.out, 'RS256');
    const der = crypto.createPublicKey (made.out).export ({ type: 'spki', format: 'der' });
    const digest = crypto.createHash ('sha256').update (der).digest ('hex');
    check (made.err.includes (digest), 'the fingerprint');
  },

  async 'its key is a key to us, in the one form that is wanted' () {
    const pair = crypto.generateKeyPairSync ('rsa', { modulusLength: 2048 });
    const write = (name, options) => put (name, pair.privateKey.export (options));
    const shown = run ('keys', 'public', '--key-file',
      write ('pkcs8', { type: 'pkcs8', format: 'pem' }));
    same (shown.out, pair.publicKey.export ({ type: 'spki', format: 'pem' }), 'the public half');
    const refused = (name, options, part) => {
      const result = run ('keys', 'public', '--key-file', write (name, options));
      same (result.status, 3, 'status');
      check (result.err.includes (part), result.err);
    };
    refused ('pkcs1', { type: 'pkcs1', format: 'pem' }, 'PKCS#1');
    refused ('encrypted',
      { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'test' }, 'passphrase');
    refused ('encrypted1',
      { type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'test' }, 'passphrase');
    const jwk = JSON.stringify (pair.privateKey.export ({ format: 'jwk' }));
    const other = run ('keys', 'public', '--key-file', put ('jwk', jwk));
    same (other.status, 3, 'status');
    check (other.err.includes ('JWK'), other.err);
  },

  async 'our read token is a token to it' () {
    const made = run ('token', 'tenduke', 'my-app-events', '--life=3600', '--key-file',
      world.keyFile);
    const { payload, protectedHeader } = await jose.jwtVerify (made.out.trim (), world.publicKey,
      { algorithms: ['RS256'], requiredClaims: ['iat', 'exp'] });
    same (payload['my-app-events'], true, 'the claim');
    same (payload.exp - payload.iat, 3600, 'the life');
    same (protectedHeader.alg, 'RS256', 'the algorithm');
  },

  async 'its tokens are tokens to us' () {
    verified (await sign ({ alg: 'RS256' }, world.privateKey), world.publicFile,
      '--expect-feed=my-app-events');
    verified (await sign ({ alg: 'RS256', typ: 'JWT', kid: 'key-1' }, world.privateKey),
      world.publicFile);
    world.secret = text.encode ('a secret of sixty-four bytes that is as long as HS512 wants it..');
    world.secretFile = put ('secret', world.secret);
    verified (await sign ({ alg: 'HS512' }, world.secret, { iss: 'us', aud: ['you', 'them'] }),
      world.secretFile, '--expect-iss=us', '--expect-aud=them');
  },

  async 'its signed events are signed events to us' () {
    const events = JSON.stringify ([{ eventSourceId: 'my-app-events', data: { n: 1 } }]);
    const found = verified (await new jose.CompactSign (text.encode (events))
      .setProtectedHeader ({ alg: 'RS256' }).sign (world.privateKey), world.publicFile);
    same (found.kind, 'events', 'kind');
    same (JSON.stringify (found.payload), events, 'payload');
  },

  async 'a public key as secret' () {
    const pem = text.encode (fs.readFileSync (world.publicFile, 'utf8'));
    const forged = async (alg) => new jose.SignJWT (claims).setProtectedHeader ({ alg })
      .setExpirationTime (now + 3600).sign (pem);
    for (const alg of ['HS256', 'HS384', 'HS512'])
      failed ('algorithm-confused', await forged (alg), world.publicFile);
  },

  async 'not signed' () {
    failed ('algorithm-none',
      new jose.UnsecuredJWT (claims).setExpirationTime (now + 3600).encode (), world.publicFile);
    const token = await sign ({ alg: 'RS256' }, world.privateKey);
    failed ('no-signature', token.replace (/[^.]*$/, ''), world.publicFile);
  },

  async 'another header, another payload' () {
    const [head, body, tail] = (await sign ({ alg: 'RS256' }, world.privateKey)).split ('.');
    const encode = (value) => jose.base64url.encode (JSON.stringify (value));
    failed ('header-swapped', [encode ({ alg: 'RS256', kid: 'x' }), body, tail].join ('.'),
      world.publicFile);
    failed ('content-changed', [head, encode ({ '*': true, exp: now + 9 }), tail].join ('.'),
      world.publicFile);
  },

  async 'another key' () {
    const pair = await jose.generateKeyPair ('RS256', { extractable: true });
    failed ('signature', await sign ({ alg: 'RS256' }, pair.privateKey), world.publicFile);
    const jwk = await jose.exportJWK (pair.publicKey);
    failed ('own-key', await sign ({ alg: 'RS256', jwk }, pair.privateKey), world.publicFile);
    failed ('signature', await sign ({ alg: 'HS512' }, text.encode ('x'.repeat (64))),
      world.secretFile);
  },

  async 'another algorithm' () {
    for (const alg of ['RS384', 'RS512', 'PS256']) {
      const key = await jose.importPKCS8 (fs.readFileSync (world.keyFile, 'utf8'), alg);
      failed ('algorithm', await sign ({ alg }, key), world.publicFile);
    }
    const curve = await jose.generateKeyPair ('ES256');
    failed ('algorithm', await sign ({ alg: 'ES256' }, curve.privateKey), world.publicFile);
    failed ('algorithm', await sign ({ alg: 'HS256' }, world.secret), world.secretFile);
  },

  async 'an extension' () {
    const token = await new jose.SignJWT (claims)
      .setProtectedHeader ({ alg: 'RS256', crit: ['urn:x'], 'urn:x': 1 })
      .sign (world.privateKey, { crit: { 'urn:x': true } });
    failed ('critical', token, world.publicFile);
  },

  async 'dates and addressees' () {
    const make = (payload) => new jose.SignJWT ({ ...claims, ...payload })
      .setProtectedHeader ({ alg: 'RS256' }).sign (world.privateKey);
    failed ('expired', await make ({ exp: now - 3600 }), world.publicFile);
    failed ('not-yet', await make ({ nbf: now + 3600 }), world.publicFile);
    failed ('issued-later', await make ({ iat: now + 3600 }), world.publicFile);
    failed ('audience', await make ({ aud: 'you' }), world.publicFile, '--expect-aud=them');
    failed ('issuer', await make ({ iss: 'you' }), world.publicFile, '--expect-iss=us');
    failed ('no-expiry', await make ({}), world.publicFile, '--expect-feed=my-app-events');
    failed ('not-granted', await make ({ exp: now + 3600 }), world.publicFile,
      '--expect-feed=another');
  },
};

let count = 0;
let bad = 0;

console.log (`1..${Object.keys (tests).length}`);
for (const [name, test] of Object.entries (tests)) {
  count++;
  try {
    await test ();
    console.log (`ok ${count} - ${name}`);
  } catch (error) {
    bad++;
    console.log (`not ok ${count} - ${name}`);
    console.log (`# ${String (error.stack).replace (/\n/g, '\n# ')}`);
  }
}
fs.rmSync (folder, { recursive: true, force: true });
process.exit (bad > 0 ? 1 : 0);
