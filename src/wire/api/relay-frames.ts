import * as v from 'valibot';
import type { Bytes, Id } from '../../encoding/index.ts';
import { fromJson, MalformedError, readFrames, toJson, writeFrames } from '../../encoding/index.ts';
import { MOST_DEVICES, MOST_LISTS } from '../vault/index.ts';
import type { MailHeader, PreKeyState } from './relay.ts';
import { depositAnswer, listsHeader, mailHeader, MOST_MAIL } from './relay.ts';

/** Bytes of a header: that of a full mailbox names 50 envelopes in less than 4,000. */
const MOST_HEADER_BYTES = 8_192;

/** What a contact's store tells of an account: list versions, oldest first, and one bundle a device, all of it encoded. */
export interface ContactAnswer {
  /** The newest version there is; more are asked for while the last one told is an older one. */
  readonly newest: number;
  readonly lists: readonly Bytes[];
  readonly bundles: readonly Bytes[];
}

export function writeContactAnswer({ newest, lists, bundles }: ContactAnswer): Bytes {
  return writeFrames([toJson({ newest, lists: lists.length }), ...lists, ...bundles]);
}

/** Throws MalformedError. Nothing in it is verified yet. */
export function readContactAnswer(source: Bytes): ContactAnswer {
  const [first, ...frames] = readFrames(source, 1 + MOST_LISTS + MOST_DEVICES);
  const { newest, lists } = readHeader(listsHeader, first);
  if (lists > frames.length || frames.length - lists > MOST_DEVICES) throw new MalformedError('frames missing');
  return { newest, lists: frames.slice(0, lists), bundles: frames.slice(lists) };
}

/** Taken; or its device has no mailbox any more, as the newest list (encoded, not verified) says. */
export type DepositAnswer = { readonly taken: true } | { readonly taken: false; readonly newest: Bytes };

export function writeDepositAnswer(answer: DepositAnswer): Bytes {
  return answer.taken
    ? writeFrames([toJson({ outcome: 'taken' })])
    : writeFrames([toJson({ outcome: 'gone' }), answer.newest]);
}

/** Throws MalformedError. */
export function readDepositAnswer(source: Bytes): DepositAnswer {
  const [first, newest] = readFrames(source, 2);
  const isTaken = readHeader(depositAnswer, first).outcome === 'taken';
  if (isTaken === (newest !== undefined)) throw new MalformedError('frames missing');
  return newest ? { taken: false, newest } : { taken: true };
}

/** An envelope as it lies in a mailbox. */
export interface Letter {
  /** Of its deposit: what acknowledges it. */
  readonly id: Id;
  /** By which token it came, by the store's word. */
  readonly by: MailHeader['mail'][number]['by'];
  readonly envelope: Bytes;
}

/** A mailbox as far as one answer tells it, oldest first, and what its device has of pre-keys at the store. */
export interface MailAnswer {
  readonly mail: readonly Letter[];
  readonly more: boolean;
  readonly preKeys: PreKeyState;
}

export function writeMailAnswer({ mail, more, preKeys }: MailAnswer): Bytes {
  const header = { mail: mail.map(({ id, by }) => ({ id, by })), more, preKeys };
  return writeFrames([toJson(header), ...mail.map(({ envelope }) => envelope)]);
}

/** Throws MalformedError. */
export function readMailAnswer(source: Bytes): MailAnswer {
  const [first, ...envelopes] = readFrames(source, 1 + MOST_MAIL);
  const { mail, more, preKeys } = readHeader(mailHeader, first);
  if (envelopes.length !== mail.length) throw new MalformedError('frames missing');
  const letters = mail.map((letter, place) => ({ ...letter, envelope: envelopes[place] ?? new Uint8Array(0) }));
  return { mail: letters, more, preKeys };
}

function readHeader<S extends v.GenericSchema>(schema: S, frame: Bytes | undefined): v.InferOutput<S> {
  if (!frame || frame.length > MOST_HEADER_BYTES) throw new MalformedError('no header');
  const result = v.safeParse(schema, fromJson(frame));
  if (!result.success) throw new MalformedError('header of another shape');
  return result.output;
}
