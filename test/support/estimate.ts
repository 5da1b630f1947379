import { readFile } from 'node:fs/promises';
import { readWordList } from '../../src/items/index.ts';
import { estimatorWith } from '../../src/work/index.ts';

/** A file of the package, as the extension reads it. */
export const ownFile = (path: string): Promise<string> => readFile(`public${path}`, 'utf8');

/** The estimate of the everyday worker. */
export const estimate = estimatorWith(await readWordList(ownFile));
