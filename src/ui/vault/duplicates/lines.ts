import type { CustomField, FieldHistory, ItemFields, LoginUrl } from '../../../items/index.ts';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import type { Merged } from '../../../rpc/index.ts';
import { viewOf } from '../../items/index.ts';

/** One value with what it is called. */
export interface Line {
  readonly label: string;
  readonly text: string;
  /** Dots until the eye is pressed. */
  readonly secret: boolean;
}

const shared: Readonly<Record<string, MessageKey>> = {
  title: 'vaultNoteTitle',
  urls: 'itemUrls',
  tags: 'vaultTags',
  folder: 'itemFolder',
};

/** What an item holds, in the order in which it is read; nothing of what is empty. */
export function standingLines(item: ItemFields): Line[] {
  const values = item as unknown as Readonly<Record<string, unknown>>;
  const names = ['title', ...viewOf(item.kind).shown.map(({ name }) => name), 'urls', 'tags', 'folder'];
  const own = names.map((name) => lineOf(item, name, values[name]));
  return [...own, ...item.fields.map(customLine)].filter(({ text }) => text !== '');
}

/** What gave way. */
export function formerLines({ item, former }: Merged): Line[] {
  return former.map(({ field, value }: FieldHistory) =>
    field.startsWith('fields/') ? customLine(value as CustomField) : lineOf(item, field, value),
  );
}

function lineOf(item: ItemFields, name: string, value: unknown): Line {
  const shown = viewOf(item.kind).shown.find((field) => field.name === name);
  const label = shown?.label ?? (Object.hasOwn(shared, name) ? shared[name] : undefined);
  return {
    // A field of a later version has its own name only, and may be secret.
    label: label === undefined ? name : message(label),
    text: textOf(value),
    secret: label === undefined || (shown !== undefined && shown.as !== 'line' && shown.as !== 'text'),
  };
}

function customLine({ label, type, value }: CustomField): Line {
  return { label: label || message('fieldUnnamed'), text: value, secret: type === 'hidden' || type === 'totp' };
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  return (value as readonly (string | LoginUrl)[])
    .map((each) => (typeof each === 'string' ? each : each.url))
    .join('\n');
}
