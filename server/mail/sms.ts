import type { Posting } from './posting.ts';
import { postingBy } from './posting.ts';

/** A text message. */
export interface TextMessage {
  /** The number as somebody typed it, with `+` and country. */
  readonly to: string;
  readonly text: string;
}

/** `off`, `print`, or the URL of a gateway; how its body is written; and what it wants as `Authorization`. */
interface SmsSettings {
  readonly sms: string;
  readonly smsBody: string;
  readonly smsAuthorization: string;
}

interface SmsParts {
  readonly print: (text: string) => void;
  /** Told a code, never a number. */
  readonly failed: (code: string) => void;
}

/** How long a gateway may take, in milliseconds. */
const PATIENCE = 20_000;

/** A gateway answered, but didn't take it. `code`: its status. */
class GatewayError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number) {
    super('The gateway refused');
    this.status = status;
    this.code = `HTTP-${String(status)}`;
  }
}

/** The gateway that the settings name: an HTTP POST whose body is a template, in which `{to}` and `{text}` stand. */
export function openGateway(settings: SmsSettings, { print, failed }: SmsParts): Posting<TextMessage> {
  const { sms } = settings;
  if (sms === 'off') return postingBy<TextMessage>(undefined, failed);
  if (sms !== 'print') {
    const passes = (error: unknown): boolean =>
      !(error instanceof GatewayError) || error.status >= 500 || error.status === 429;
    return postingBy({ carry: (message) => overHttp(settings, message), passes }, failed);
  }
  const carry = ({ to, text }: TextMessage): Promise<void> => {
    print(`--- sms to ${to}:\n${text}\n---\n`);
    return Promise.resolve();
  };
  return postingBy({ carry, passes: () => false }, failed);
}

async function overHttp({ sms, smsBody, smsAuthorization }: SmsSettings, message: TextMessage): Promise<void> {
  const isJson = smsBody.startsWith('{"');
  const answer = await fetch(sms, {
    method: 'POST',
    headers: {
      'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
      ...(smsAuthorization === '' ? {} : { authorization: smsAuthorization }),
    },
    body: filled(smsBody, message, isJson ? inJson : encodeURIComponent),
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new GatewayError(answer.status);
}

/** Each of them once, so that a text that says `{to}` stays what it is. */
function filled(template: string, message: TextMessage, written: (value: string) => string): string {
  return template.replace(/\{(to|text)\}/g, (_, name: 'to' | 'text') => written(message[name]));
}

/** Within the quotes that the template has. */
function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}
