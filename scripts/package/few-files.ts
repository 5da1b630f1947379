import type { EntrypointGroup, WxtHooks } from 'wxt';

/**
 * What several pages share is split by which of them need it, and pieces smaller than this (bytes) go to their neighbour: a
 * popup of fifteen scripts opens later than one of five.
 */
const smallest = 45_000;

const sharedByPages = {
  name: 'shared',
  tags: ['$initial' as const],
  minShareCount: 2,
  entriesAware: true,
  entriesAwareMergeThreshold: smallest,
};

/** What more than one page needs of sheets: 27 kB, that are parsed in less time than three more files take to load. */
const sharedSheet = { name: 'shared', test: /\.css$/, minShareCount: 2 };

/** The bundler names such a piece by all the pages that need it, and a sheet by its file. */
const short = (name = ''): string => name.replace(/[~.].*/, '');

/**
 * Few files open faster than many, and a service worker is loaded anew at every wake: the background is one script of its
 * own, and pages share in as few as serve them.
 */
export const fewFiles: Pick<WxtHooks, 'entrypoints:grouped' | 'vite:build:extendConfig'> = {
  'entrypoints:grouped': (_, groups) => {
    groups.splice(0, groups.length, ...groups.flatMap(withBackgroundApart));
  },
  'vite:build:extendConfig': (entrypoints, config) => {
    // oxlint-disable-next-line typescript/no-deprecated -- it is where WXT writes its own
    const output = config.build?.rollupOptions?.output;
    if (entrypoints.length < 2 || !output || Array.isArray(output)) return;
    output.codeSplitting = { groups: [sharedSheet, sharedByPages] };
    output.chunkFileNames = ({ name }) => `chunks/${short(name)}-[hash].js`;
    output.assetFileNames = ({ names }) => `assets/${short(names[0])}-[hash][extname]`;
  },
};

function withBackgroundApart(group: EntrypointGroup): EntrypointGroup[] {
  if (!Array.isArray(group)) return [group];
  const background = group.filter(({ type }) => type === 'background');
  const pages = group.filter(({ type }) => type !== 'background');
  return [background, pages].filter(({ length }) => length > 0);
}
