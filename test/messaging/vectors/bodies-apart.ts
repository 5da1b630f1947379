/*
 * Bodies and what is kept of them, read a second time, from docs/protocol.md 8.4, 8.5, 8.8 and 8.12 alone: with nothing of ours.
 */
type Json = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const bytesOf =
  (length: number): Check =>
  (value) =>
    typeof value === 'string' &&
    Buffer.from(value, 'base64url').length === length &&
    Buffer.from(value, 'base64url').toString('base64url') === value;
const anyBytes: Check = (value) =>
  typeof value === 'string' && Buffer.from(value, 'base64url').toString('base64url') === value;
const between =
  (least: number, most: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
const [id, key, textId] = [bytesOf(16), bytesOf(32), bytesOf(24)];
const [time, counter] = [between(0, Number.MAX_SAFE_INTEGER), between(1, 0xffff_ffff)];
const DAY = 24 * 60 * 60 * 1_000;
const period = between(1, 90 * DAY);
const origin: Check = (value) => value === '' || (typeof value === 'string' && new URL(value).origin === value);

/** Exactly these fields, in this order; a name with `?` may be missing. */
function fields(value: unknown, shape: Readonly<Record<string, Check>>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const said = value as Json;
  const names = Object.keys(shape).filter((name) => !name.endsWith('?') || name.slice(0, -1) in said);
  return (
    Object.keys(said).join() === names.map((name) => name.replace('?', '')).join() &&
    names.every((name) => shape[name]?.(said[name.replace('?', '')]))
  );
}

const people =
  (shape: Readonly<Record<string, Check>>): Check =>
  (value) => {
    if (!Array.isArray(value) || value.length < 1 || value.length > 32) return false;
    const accounts = value.map((one) => (one as Json)['account']);
    return value.every((one) => fields(one, shape)) && new Set(accounts).size === accounts.length;
  };

const kinds: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  key: { key, identity: key, ciphertext: key, 'invitation?': key },
  unsend: { id: textId },
  ask: { id: textId },
  leave: {},
  card: { card: anyBytes, 'token?': bytesOf(16) },
  share: { set: id, said: (value) => fields(value, { is: (is) => is === 'held' }) },
};

function read(json: string, what: string, holds: (value: Json) => boolean): Json {
  const value = JSON.parse(json) as Json;
  if (JSON.stringify(value) !== json || !holds(value)) throw new Error(what);
  return value;
}

/** A body's fields as they stand in JSON. Throws for one that is not to be taken. */
export function bodyApart(json: string): Json {
  return read(json, 'body', (value) => {
    const own = kinds[String(value['kind'])];
    if (!own || Buffer.byteLength(json) > 16_384) return false;
    return fields(value, {
      ...{ format: (format) => format === 1, kind: () => true, ...own },
      recipients: people({ account: id, identity: key, version: counter, list: key }),
      ...{ conversation: id, counter, previous: key, time, 'period?': period, origin },
    });
  });
}

const message: Check = (value) =>
  fields(value, {
    ...{ kind: (kind) => kind === 'message', id: textId, sender: id, contact: id, conversation: id },
    ...{ key, identity: key, ciphertext: key, recipients: people({ account: id, identity: key }) },
    ...{ time, 'cameAt?': time, 'sent?': (sent) => fields(sent, { device: id, counter }), origin },
    'text?': (text) => typeof text === 'string' && text.length <= 100_000,
  });

/** A row of the table `keys`. Throws for one that is not of the shape. */
export function keyRowApart(json: string): Json {
  return read(json, 'row', (value) => {
    const [format, state] = [(one: unknown) => one === 1, () => true];
    return value['state'] === 'kept'
      ? fields(value, { format, state, until: time, message })
      : value['state'] === 'gone' &&
          fields(value, {
            ...{ format, state, id: textId, by: (by) => by === 'expiry' || by === 'unsend' },
            ...{ 'from?': id, at: time, until: time },
          });
  });
}

/** A record that says that somebody has left. Throws for one that is not of the shape. */
export function leftApart(json: string): Json {
  return read(json, 'left', (value) =>
    fields(value, {
      kind: (kind) => kind === 'left',
      sender: id,
      contact: id,
      conversation: id,
      time,
      'cameAt?': time,
    }),
  );
}

/** When a text ends: the earlier of sent and received, and its period, of which 90 days count at most. */
export function deadlineApart({ sent, came, period: long }: { sent: number; came: number; period: number }): number {
  return (sent < came ? sent : came) + (long > 90 * DAY ? 90 * DAY : long);
}
