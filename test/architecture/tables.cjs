'use strict';
/**
 * The import tables of docs/architecture.md as data: which room may import which, and inside a room which inner room.
 * `test/architecture.cjs` makes rules of them; test/architecture.test.ts breaks each of them on purpose.
 */

/** Rooms whose types anybody who shows or asks may name; `import type` leaves nothing in a bundle. */
const nouns = ['items', 'transfer', 'messaging', 'recovery', 'devices', 'session', 'autofill'];

/** room → `values`: rooms it may import; `types`: rooms it may also name in `import type`; `packages`: from npm. */
const rooms = {
  encoding: { values: [], packages: ['@scure/*'] },
  flow: { values: [], packages: [] },
  typed: { values: ['encoding'], packages: ['@scure/*'] },
  crypto: { values: ['encoding', 'typed'], packages: ['@noble/*', '@scure/*'] },
  wire: { values: ['encoding', 'typed'], packages: ['valibot'] },
  keys: { values: ['encoding', 'crypto', 'wire'], packages: [] },
  records: { values: ['encoding', 'crypto', 'wire', 'keys'], packages: [] },
  devices: { values: ['encoding', 'crypto', 'wire', 'keys', 'records'], packages: [] },
  items: { values: ['encoding', 'crypto', 'records', 'typed'], packages: ['tldts'] },
  vault: {
    values: ['encoding', 'flow', 'crypto', 'wire', 'keys', 'records', 'devices'],
    types: ['sync'],
    packages: [],
  },
  transfer: { values: ['encoding', 'items'], packages: ['papaparse', 'fflate', 'kdbxweb'] },
  messaging: { values: ['encoding', 'typed', 'crypto', 'wire', 'keys', 'records', 'devices'], packages: [] },
  recovery: {
    values: ['encoding', 'typed', 'crypto', 'wire', 'keys', 'records', 'devices'],
    packages: ['shamir-secret-sharing'],
  },
  session: { values: ['flow', 'keys'], packages: [] },
  sync: { values: ['encoding', 'crypto', 'wire', 'typed'], packages: [] },
  autofill: { values: [], packages: [] },
  platform: { values: [], packages: ['wxt', 'idb', '@simplewebauthn/browser', '@types/webextension-polyfill'] },
  rpc: { values: ['platform', 'typed'], types: ['wire', ...nouns], packages: ['valibot'] },
  ui: { values: ['platform', 'rpc', 'typed'], types: nouns, packages: ['preact', '@preact/signals', 'uqr', 'qr'] },
  content: { values: ['platform', 'rpc', 'autofill'], types: nouns, packages: [] },
  work: {
    values: ['platform', 'crypto', 'transfer', 'encoding', 'items'],
    packages: ['hash-wasm', '@zxcvbn-ts/*', 're2js'],
  },
  background: {
    values: [
      ...[
        'encoding',
        'flow',
        'crypto',
        'wire',
        'keys',
        'records',
        'devices',
        'items',
        'vault',
        'transfer',
        'messaging',
      ],
      ...['recovery', 'session', 'sync', 'platform', 'rpc', 'typed'],
    ],
    packages: [],
  },
};

/**
 * room → inner room → inner rooms it may import. An inner room never imports the files that lie in its room's own folder:
 * those compose it. A room that is not here has no inner rooms.
 */
const inner = {
  wire: {
    format: [],
    vault: ['format'],
    messages: ['format', 'vault'],
    rows: ['format', 'messages'],
    api: ['format', 'vault', 'messages'],
  },
  vault: { state: [], change: ['state'], replica: ['state', 'change'] },
  sync: {
    client: [],
    opaque: [],
    recovery: ['client'],
    mailbox: ['client'],
    account: ['client', 'opaque'],
    exchange: ['client'],
  },
  messaging: {
    channels: [],
    session: [],
    contacts: [],
    envelope: [],
    prekeys: [],
    conversations: ['session', 'contacts', 'envelope', 'prekeys', 'archive'],
    archive: ['contacts'],
  },
  content: {
    filling: ['marks'],
    saving: ['document', 'marks'],
    marks: [],
    reading: ['marks'],
    writing: [],
    document: ['marks', 'reading', 'writing'],
    frames: ['document', 'marks', 'reading', 'writing'],
  },
  autofill: { find: [], classify: ['find'], fill: ['find', 'classify'], watch: ['find', 'classify'] },
  platform: { page: [], database: [], browser: ['page'], workers: ['page'] },
  items: { duplicates: ['kinds', 'match'], ssh: [], generator: [], match: [], totp: [], kinds: ['match'] },
  recovery: { ladder: [], drill: [], escrow: [], request: [], organisation: ['request'], trustees: ['request'] },
  rpc: { contract: [] },
  background: {
    context: [],
    clipboard: ['context'],
    link: ['context'],
    unlock: ['context', 'link'],
    account: ['context', 'link', 'unlock'],
    devices: ['context', 'link', 'unlock', 'account'],
    ways: ['context', 'link', 'unlock', 'account'],
    recovery: ['context', 'link', 'unlock', 'account', 'ways', 'trustees'],
    contacts: ['context', 'link'],
    messages: ['context', 'link', 'contacts'],
    channels: ['context', 'link', 'unlock'],
    trustees: ['context', 'link', 'ways', 'contacts', 'messages'],
    transfer: ['context'],
    items: ['context', 'clipboard'],
    prompts: ['context', 'items'],
    save: ['context', 'items', 'pages'],
    fill: ['context', 'items', 'pages'],
    generator: ['context'],
    pages: ['context', 'contacts', 'messages', 'channels'],
  },
  ui: {
    kit: [],
    qr: ['kit'],
    items: ['kit'],
    calculator: ['kit'],
    totp: ['kit', 'qr'],
    clipboard: ['kit'],
    frame: ['kit'],
    unlock: ['kit'],
    people: ['kit'],
    contacts: ['kit', 'people', 'proof', 'qr', 'signin', 'messages'],
    channels: ['kit'],
    messages: ['kit', 'people', 'channels'],
    passkey: ['kit'],
    compose: ['kit', 'frame', 'people'],
    reveal: ['kit', 'frame', 'people'],
    save: ['kit', 'frame'],
    'form-menu': ['kit', 'frame', 'items'],
    signin: ['kit', 'unlock'],
    proof: ['kit', 'unlock', 'signin'],
    setup: ['kit', 'qr', 'unlock', 'proof'],
    generator: ['kit', 'setup'],
    link: ['kit', 'qr', 'signin', 'proof'],
    account: ['kit', 'qr', 'unlock', 'signin', 'proof', 'setup', 'link'],
    recovery: ['kit', 'qr', 'signin', 'unlock', 'account', 'proof', 'setup'],
    popup: [
      'kit',
      'calculator',
      'people',
      'messages',
      'channels',
      'items',
      'totp',
      'clipboard',
      'generator',
      'unlock',
      'account',
      'recovery',
    ],
    welcome: ['kit', 'unlock', 'signin', 'setup', 'account', 'link'],
    vault: [
      'kit',
      'calculator',
      'items',
      'totp',
      'clipboard',
      'generator',
      'unlock',
      'signin',
      'proof',
      'setup',
      'account',
      'link',
      'contacts',
      'recovery',
    ],
  },
};

/** What an entrypoint starts or renders. */
const entered = ['background', 'content', 'work', 'ui'];

const serverRooms = ['accounts', 'devices', 'records', 'relay', 'topics', 'recovery', 'files', 'admin'];
const serverPorts = ['database', 'mail', 'kms', 'blobs', 'http'];

/** The engines behind server/database, and the drivers that only they speak to. */
const engines = ['sqlite', 'postgres'];
const drivers = { sqlite: 'node:sqlite', postgres: 'pg' };

module.exports = { rooms, inner, entered, serverRooms, serverPorts, engines, drivers };
