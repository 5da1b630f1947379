/*
 * Makes the vectors of format 1 that hold whole structures again, `node scripts/tasks/vectors.ts NAME`: `vault` (as it lies in
 * the database, of fresh keys), `lists` (chains of device lists, of fixed keys), `link` (a linking, of fixed keys), `ratchet`
 * (a session, of fresh keys). Only before a format is released: afterwards what is there must open for ever.
 */
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { link } from '../../test/vectors/make/link.ts';
import { lists } from '../../test/vectors/make/lists.ts';
import { ratchet } from '../../test/vectors/make/ratchet.ts';
import { vault } from '../../test/vectors/make/vault.ts';

const makers = {
  vault: { file: 'vault-format-1.json', make: vault },
  lists: { file: 'device-lists-format-1.json', make: lists },
  link: { file: 'link.json', make: link },
  ratchet: { file: 'ratchet.json', make: ratchet },
};

const wanted = process.argv[2];
if (wanted !== 'vault' && wanted !== 'lists' && wanted !== 'link' && wanted !== 'ratchet')
  throw new Error('vault, lists, link or ratchet?');
const { file, make } = makers[wanted];
const text = await format(JSON.stringify(await make()), { parser: 'json', printWidth: 120 });
writeFileSync(new URL(`../../test/vectors/${file}`, import.meta.url), text);
