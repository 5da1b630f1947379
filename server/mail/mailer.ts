import { setImmediate } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { Posting } from './posting.ts';
import { postingBy } from './posting.ts';

/** A letter in plain text. */
export interface Letter {
  /** The address, as somebody typed it. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends letters. */
export type Mailer = Posting<Letter>;

/** `off`, `print`, or the URL of an SMTP server (`smtp:` with STARTTLS where it is not on this machine, `smtps:`). */
interface MailSettings {
  readonly mail: string;
  readonly mailFrom: string;
}

interface MailerParts {
  readonly print: (text: string) => void;
  /** Told a code of the system or of SMTP, never an address. */
  readonly failed: (code: string) => void;
}

/** How long an SMTP server may take for one step, in milliseconds. */
const PATIENCE = 20_000;

/** The mailer that the settings name. */
export function openMailer({ mail, mailFrom }: MailSettings, { print, failed }: MailerParts): Mailer {
  if (mail === 'off') return postingBy<Letter>(undefined, failed);
  if (mail !== 'print') return postingBy({ carry: overSmtp(mail, mailFrom), passes: mayPass }, failed);
  const carry = ({ to, subject, text }: Letter): Promise<void> => {
    print(`--- mail to ${to}: ${subject}\n${text}\n---\n`);
    return Promise.resolve();
  };
  return postingBy({ carry, passes: () => false }, failed);
}

/** What a server refuses for good (RFC 5321, 4.2.1) it refuses again; a wrong password, too. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  const status = 'responseCode' in error ? Number(error.responseCode) : 0;
  return status < 500;
}

function overSmtp(address: string, from: string): (letter: Letter) => Promise<void> {
  const url = new URL(address);
  const secure = url.protocol === 'smtps:';
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const [user, pass] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !isHere && !secure,
    ignoreTLS: isHere && !secure,
    ...(user === '' ? {} : { auth: { user, pass } }),
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
  });
  return async ({ to, subject, text }) => {
    // Whoever asked is answered first: the time that it takes would tell that a letter was written.
    await setImmediate();
    await transport.sendMail({ from, to: { name: '', address: to }, subject, text });
  };
}
