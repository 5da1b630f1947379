'use strict';
/**
 * The import table of docs/architecture.md as rules: which room may import which, by value and by type, and which
 * packages. Every rule's comment is the sentence that is broken. test/architecture.test.ts breaks each of them on purpose.
 */

/** Rooms whose types anybody who shows or asks may name; `import type` leaves nothing in a bundle. */
const nouns = ['vault', 'messaging', 'recovery', 'devices', 'session', 'autofill'];

/** room → `values`: rooms it may import; `types`: rooms it may also name in `import type`; `packages`: from npm. */
const rooms = {
  encoding: { values: [], packages: ['@scure/*'] },
  crypto: { values: ['encoding'], packages: ['@noble/*', '@scure/*'] },
  wire: { values: ['encoding'], packages: ['valibot'] },
  keys: { values: ['encoding', 'crypto', 'wire'], packages: [] },
  records: { values: ['encoding', 'crypto', 'wire', 'keys'], packages: [] },
  vault: { values: ['encoding', 'crypto', 'records'], packages: ['otpauth', 'tldts'] },
  transfer: { values: ['encoding', 'vault'], packages: ['papaparse', 'fflate', 'kdbxweb'] },
  messaging: { values: ['encoding', 'crypto', 'wire', 'keys', 'records'], packages: [] },
  devices: { values: ['encoding', 'crypto', 'wire', 'keys', 'records'], packages: [] },
  recovery: { values: ['encoding', 'crypto', 'wire', 'keys', 'records', 'devices'], packages: [] },
  session: { values: ['keys'], packages: [] },
  sync: { values: ['encoding', 'crypto', 'wire'], packages: [] },
  autofill: { values: [], packages: [] },
  platform: { values: [], packages: ['wxt', 'webextension-polyfill', 'idb', '@simplewebauthn/browser'] },
  rpc: { values: ['platform'], types: ['wire', ...nouns], packages: ['valibot'] },
  ui: { values: ['platform', 'rpc'], types: nouns, packages: ['preact', '@preact/signals', 'uqr'] },
  content: { values: ['platform', 'rpc', 'autofill'], types: nouns, packages: [] },
  work: { values: ['crypto', 'transfer', 'encoding'], packages: ['hash-wasm', '@serenity-kit/opaque', '@zxcvbn-ts/*'] },
  background: {
    values: [
      ...['encoding', 'crypto', 'wire', 'keys', 'records', 'vault', 'transfer', 'messaging', 'devices', 'recovery'],
      ...['session', 'sync', 'platform', 'rpc'],
    ],
    packages: [],
  },
};

/** What an entrypoint starts or renders. */
const entered = ['background', 'content', 'work', 'ui'];

/** A room's doors: its index; scripts inside web pages enter platform by the door that leaves the polyfill out. */
const doors = ['^src/[^/]+/index[.]tsx?$', '^src/ui/[^/]+/index[.]tsx?$', '^src/platform/page[.]ts$'];

const serverRooms = ['accounts', 'devices', 'records', 'relay', 'recovery', 'files', 'admin'];
const serverPorts = ['database', 'mail', 'kms', 'blobs', 'http'];

const npm = {
  dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'],
};
const anyOf = (names) => `(?:${names.join('|')})`;
const list = (names) => (names.length === 0 ? 'nothing' : names.join(', '));
const packageFolder = (name) => `node_modules/${name.replace('/*', '/[^/]+')}/`;

function roomRules(room, { values, types = [], packages }) {
  const from = { path: `^src/${room}/` };
  const ours = { dependencyTypes: ['local'], pathNot: '^public/_locales/' };
  const within = (names) => `^src/${anyOf([room, ...names])}/`;
  return [
    {
      name: `${room}-values`,
      comment: `${room} may import ${list(values)} of ours.`,
      from,
      to: { ...ours, dependencyTypesNot: ['type-only'], pathNot: [ours.pathNot, within(values)] },
    },
    {
      name: `${room}-types`,
      comment: `${room} may name types of ${list([...values, ...types])} only.`,
      from,
      to: { dependencyTypes: ['type-only'], pathNot: [ours.pathNot, within([...values, ...types]), 'node_modules/'] },
    },
    {
      name: `${room}-packages`,
      comment: `${room} may use these packages: ${list(packages)}.`,
      from,
      to: { ...npm, ...(packages.length > 0 ? { pathNot: packages.map(packageFolder) } : {}) },
    },
  ];
}

const serverRules = [
  {
    name: 'server-rooms',
    comment:
      'A server room may import wire, encoding, crypto and the ports (database, mail, kms, blobs, http); never another server room.',
    from: { path: `^server/(${anyOf(serverRooms)})/` },
    to: {
      dependencyTypes: ['local'],
      pathNot: [
        '^server/$1/',
        `^server/${anyOf(serverPorts)}/index[.]ts$`,
        '^src/(?:wire|encoding|crypto)/index[.]ts$',
      ],
    },
  },
  {
    name: 'server-ports',
    comment: 'A port of the server (database, mail, kms, blobs, http) may import wire, encoding and crypto only.',
    from: { path: `^server/(${anyOf(serverPorts)})/` },
    to: { dependencyTypes: ['local'], pathNot: ['^server/$1/', '^src/(?:wire|encoding|crypto)/index[.]ts$'] },
  },
  {
    name: 'server-apart',
    comment: 'The extension does not import the server.',
    from: { path: '^(?:src|entrypoints)/' },
    to: { path: '^server/' },
  },
  {
    name: 'server-unknown-folder',
    comment: 'A folder of the server that is not in the table.',
    from: { path: '^server/[^/]+/', pathNot: `^server/${anyOf([...serverRooms, ...serverPorts])}/` },
    to: {},
  },
];

const houseRules = [
  {
    name: 'no-cycles',
    comment: 'No cycles: two files that need each other are one, or a third is missing.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'by-the-door',
    comment: 'A room is entered by its index.ts only.',
    from: { path: '^src/([^/]+)/' },
    to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', ...doors] },
  },
  {
    name: 'by-the-door-in-ui',
    comment: 'A room of ui is entered by its index.ts only.',
    from: { path: '^src/ui/([^/]+)/' },
    to: { path: '^src/ui/[^/]+/', pathNot: ['^src/ui/$1/', ...doors] },
  },
  {
    name: 'by-the-door-from-outside',
    comment: 'An entrypoint starts one index of background, content, work or ui.',
    from: { path: '^entrypoints/' },
    to: {
      dependencyTypes: ['local'],
      pathNot: [`^src/${anyOf(entered)}/index[.]tsx?$`, '^src/ui/[^/]+/index[.]tsx?$', '^entrypoints/'],
    },
  },
  {
    name: 'entrypoint-packages',
    comment: 'An entrypoint may use wxt and nothing else of npm.',
    from: { path: '^entrypoints/' },
    to: { ...npm, pathNot: packageFolder('wxt') },
  },
  {
    name: 'entrypoints-are-ends',
    comment: 'Nothing imports an entrypoint.',
    from: {},
    to: { path: '^entrypoints/' },
  },
  {
    name: 'no-node',
    comment: "The extension runs in a browser: nothing of Node's.",
    from: { path: '^(?:src|entrypoints)/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'unknown-folder',
    comment: 'A folder of src that is not in the table.',
    from: { path: '^src/', pathNot: `^src/${anyOf(Object.keys(rooms))}/` },
    to: {},
  },
  {
    name: 'unknown-folder-alone',
    comment: 'A folder of src that is not in the table.',
    from: {
      orphan: true,
      path: '^(?:src|server)/',
      pathNot: `^(?:src/${anyOf(Object.keys(rooms))}|server/${anyOf([...serverRooms, ...serverPorts])})/`,
    },
    to: {},
  },
  {
    name: 'resolvable',
    comment: 'An import that leads nowhere: no rule could judge it.',
    from: {},
    to: { couldNotResolve: true },
  },
];

module.exports = {
  forbidden: [
    ...Object.entries(rooms).flatMap(([room, may]) => roomRules(room, may)),
    ...houseRules,
    ...serverRules,
  ].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.]css$' },
    moduleSystems: ['es6'],
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    // Without these, packages that only say `exports` are not found, and a rule about what isn't found is silent.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'browser', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
