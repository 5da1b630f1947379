/*
 * Makes the vectors of format 1 that hold whole structures again, `node scripts/tasks/vectors.ts NAME`: `vault` (as it lies in
 * the database, of fresh keys), `lists` (chains of device lists, of fixed keys), `link` (a linking, of fixed keys), `escrow` (one escrow,
 * of fixed keys), `trustees` (three of five, of fixed keys),
 * `organisation` (of fixed keys and fresh seals), `request` (what proves a request, of fixed keys), `ratchet`
 * (a session, of fresh keys), `card` and `safety` (of fixed keys), `message` (texts of fresh keys), `envelope` (of a fixed mailbox
 * and fresh ephemeral keys), `invitation` (of a fixed card and a fresh key), `bodies` (every kind of body, rows of texts that end, and
 * who has left, of fixed bytes), `channel` (keys of fixed bytes, texts of fresh seals). Only before a format is released: afterwards what
 * is there must open for ever.
 */
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { bodies } from '../../test/vectors/make/bodies.ts';
import { channel } from '../../test/vectors/make/channel.ts';
import { escrow } from '../../test/vectors/make/escrow.ts';
import { link } from '../../test/vectors/make/link.ts';
import { lists } from '../../test/vectors/make/lists.ts';
import { message } from '../../test/vectors/make/message.ts';
import { card, envelope, invitation, safety } from '../../test/vectors/make/messages.ts';
import { organisation } from '../../test/vectors/make/organisation.ts';
import { ratchet } from '../../test/vectors/make/ratchet.ts';
import { request } from '../../test/vectors/make/request.ts';
import { trustees } from '../../test/vectors/make/trustees.ts';
import { vault } from '../../test/vectors/make/vault.ts';

const makers = {
  vault: { file: 'vault-format-1.json', make: vault },
  lists: { file: 'device-lists-format-1.json', make: lists },
  link: { file: 'link.json', make: link },
  escrow: { file: 'escrow.json', make: escrow },
  trustees: { file: 'trustees.json', make: trustees },
  organisation: { file: 'organisation.json', make: organisation },
  request: { file: 'request.json', make: request },
  ratchet: { file: 'ratchet.json', make: ratchet },
  card: { file: 'messages/card.json', make: card },
  message: { file: 'messages/message.json', make: message },
  envelope: { file: 'messages/envelope.json', make: envelope },
  invitation: { file: 'messages/invitation.json', make: invitation },
  bodies: { file: 'messages/bodies.json', make: bodies },
  channel: { file: 'messages/channel.json', make: channel },
  safety: { file: 'messages/safety.json', make: safety },
};

const wanted = process.argv[2] ?? '';
if (!(wanted in makers)) throw new Error(`one of ${Object.keys(makers).join(', ')}?`);
const { file, make } = makers[wanted as keyof typeof makers];
const text = await format(JSON.stringify(await make()), { parser: 'json', printWidth: 120 });
writeFileSync(new URL(`../../test/vectors/${file}`, import.meta.url), text);
