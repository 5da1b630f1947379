'use strict';
/**
 * The import tables of docs/architecture.md (test/architecture/tables.cjs) as rules: which room may import which, by value
 * and by type, which packages, and inside a room which inner room. Every rule's comment is the sentence that is broken.
 * test/architecture.test.ts breaks each of them on purpose.
 */

const { rooms, inner, entered, serverRooms, serverPorts, engines, drivers } = require('./architecture/tables.cjs');

/** A room's doors: its index; scripts inside web pages enter platform by the door that leaves the polyfill out. */
const doors = ['^src/[^/]+/index[.]tsx?$', '^src/platform/page/index[.]ts$'];

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

/** An inner room sees the doors of those that its table names, and nothing else of its room. */
const innerRules = Object.entries(inner).flatMap(([room, table]) =>
  Object.entries(table).map(([name, may]) => ({
    name: `${room}-${name}`,
    comment: `In ${room}, ${name} may import ${list(may)}, by its index.ts.`,
    from: { path: `^src/${room}/${name}/` },
    to: {
      path: `^src/${room}/`,
      pathNot: [`^src/${room}/${name}/`, `^src/${room}/${anyOf(may.length > 0 ? may : ['-'])}/index[.]tsx?$`],
    },
  })),
);

const knownInner = Object.entries(inner).map(([room, table]) => `${room}/${anyOf(Object.keys(table))}`);

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
    name: 'server-engines',
    comment: 'In server/database an engine knows the port, and nothing of another engine.',
    from: { path: `^server/database/(${anyOf(engines)})/` },
    to: { path: `^server/database/${anyOf(engines)}/`, pathNot: '^server/database/$1/' },
  },
  {
    name: 'server-engine-doors',
    comment: 'Whoever enters an engine of server/database does so by its index.ts.',
    from: { path: '^server/', pathNot: `^server/database/${anyOf(engines)}/` },
    to: { path: `^server/database/${anyOf(engines)}/`, pathNot: '/index[.]ts$' },
  },
  ...Object.entries(drivers).map(([engine, driver]) => ({
    name: `server-${engine}-driver`,
    comment: `Only server/database/${engine} speaks to ${driver}.`,
    from: { path: '^server/', pathNot: `^server/database/${engine}/` },
    to: { path: [`^${driver}$`, `(?:^|/)node_modules/(?:@types/)?${driver}/`] },
  })),
  {
    name: 'server-sql',
    comment: 'Only server/database makes queries of its own: elsewhere they are what every engine understands.',
    from: { path: '^server/', pathNot: '^server/database/' },
    to: { path: packageFolder('kysely') },
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
    name: 'by-the-inner-door',
    comment: 'What composes a room enters its inner rooms by their index.ts only.',
    from: { path: '^src/([^/]+)/[^/]+$' },
    to: { path: '^src/$1/[^/]+/', pathNot: '/index[.]tsx?$' },
  },
  {
    name: 'unknown-inner-room',
    comment: 'A folder in a room that is not in the inner table.',
    from: { path: '^src/[^/]+/[^/]+/', pathNot: `^src/${anyOf(knownInner)}/` },
    to: {},
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
    ...innerRules,
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
