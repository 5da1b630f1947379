import type { ErrorDetail } from './errors.ts';

/** How a question crosses: its name and its unparsed input. */
export interface Asked {
  readonly ask: string;
  readonly input: unknown;
}

/** How an answer crosses. Errors carry a stable code and no data of the user's. */
export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly detail?: ErrorDetail };

export function isAsked(message: unknown): message is Asked {
  return isObject(message) && typeof message['ask'] === 'string' && 'input' in message;
}

export function isReply(message: unknown): message is Reply {
  return isObject(message) && (message['ok'] === true || (message['ok'] === false && hasCode(message)));
}

export function hasCode(value: unknown): value is { readonly code: string } {
  return isObject(value) && typeof value['code'] === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
