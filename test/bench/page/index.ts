import { added } from './added.ts';
import { archive } from './archive.ts';
import { classifying } from './classifying.ts';
import { filling } from './filling.ts';
import { importing } from './import.ts';
import { kdf } from './kdf.ts';
import { records } from './records.ts';
import { scan } from './scan.ts';
import { search } from './search.ts';
import { unlock } from './unlock.ts';

/** What the runner asks of the page, by name. */
export const cases = { added, archive, classifying, filling, importing, kdf, records, scan, search, unlock };
export type Cases = typeof cases;

Object.assign(globalThis, { cases });
document.title = 'ready';
