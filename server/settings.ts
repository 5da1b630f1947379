import type { LogLevel } from './log.ts';

export interface Config {
  readonly data: string;
  /** `sqlite`, or the address of a PostgreSQL database, which may hold a password. */
  readonly database: string;
  readonly rootKeyFile: string;
  readonly host: string;
  readonly port: number;
  readonly origin: string;
  readonly extensions: readonly string[];
  readonly signup: 'open' | 'closed';
  readonly proxies: number;
  readonly commitBytes: number;
  readonly recordBytes: number;
  readonly records: number;
  readonly bytesInFlight: number;
  readonly accountBytes: number;
  readonly attemptsPerHour: number;
  readonly requestsPerMinute: number;
  readonly contactsPerMinute: number;
  readonly mailboxBytes: number;
  readonly topics: number;
  readonly sessionDays: number;
  readonly mail: string;
  readonly mailFrom: string;
  readonly sms: string;
  readonly smsBody: string;
  readonly smsAuthorization: string;
  readonly organisationKey: string;
  readonly recoveryMinutes: number;
  readonly bodySeconds: number;
  readonly log: LogLevel;
}

/** One environment variable: what it means stands in docs/operators.md too, and a test compares the two. */
export interface Setting {
  readonly name: string;
  readonly standard: string;
  readonly says: string;
}

/** Bytes. */
export const MIB = 1_048_576;

export const settings = {
  data: { name: 'LATCHKEY_DATA', standard: './latchkey-data', says: 'Folder of the database. Made if need be.' },
  database: {
    name: 'LATCHKEY_DATABASE',
    standard: 'sqlite',
    says: 'Where the data lies: sqlite (a file in LATCHKEY_DATA), or postgres://user:password@host:port/name.',
  },
  rootKeyFile: {
    name: 'LATCHKEY_ROOT_KEY_FILE',
    standard: '<LATCHKEY_DATA>/root.key',
    says: 'The root key. Made at the first start; keep it, and its backup, apart from the database.',
  },
  host: { name: 'LATCHKEY_HOST', standard: '127.0.0.1', says: 'Address to listen on.' },
  port: { name: 'LATCHKEY_PORT', standard: '8787', says: 'Port to listen on.' },
  origin: {
    name: 'LATCHKEY_ORIGIN',
    standard: 'http://localhost:<LATCHKEY_PORT>',
    says: 'The origin under which clients reach the store: https, or http on this machine. Needed unless the host is a loopback address.',
  },
  extensions: {
    name: 'LATCHKEY_EXTENSIONS',
    standard: 'the two published builds',
    says: 'Origins of extension builds whose passkeys count, separated by commas.',
  },
  signup: { name: 'LATCHKEY_SIGNUP', standard: 'open', says: 'Whether new accounts may be made: open or closed.' },
  proxies: {
    name: 'LATCHKEY_PROXIES',
    standard: '0',
    says: 'How many proxies of yours stand before the store and add to X-Forwarded-For.',
  },
  commitBytes: { name: 'LATCHKEY_COMMIT_BYTES', standard: String(64 * MIB), says: 'Largest commit, in bytes.' },
  recordBytes: { name: 'LATCHKEY_RECORD_BYTES', standard: String(4 * MIB), says: 'Largest record, in bytes.' },
  bytesInFlight: {
    name: 'LATCHKEY_BYTES_IN_FLIGHT',
    standard: '4 x <LATCHKEY_COMMIT_BYTES>',
    says: 'Most bytes of request bodies (those above 64 KiB) that are under way at once; whoever comes later is asked to wait.',
  },
  records: { name: 'LATCHKEY_RECORDS', standard: '100000', says: 'Most records of one account.' },
  accountBytes: { name: 'LATCHKEY_ACCOUNT_BYTES', standard: String(256 * MIB), says: 'Most bytes of one account.' },
  attemptsPerHour: {
    name: 'LATCHKEY_ATTEMPTS_PER_HOUR',
    standard: '20',
    says: 'Tries at one password an hour from one place; the limits of other attempts follow from it.',
  },
  requestsPerMinute: {
    name: 'LATCHKEY_REQUESTS_PER_MINUTE',
    standard: '1200',
    says: 'Requests of one session a minute.',
  },
  contactsPerMinute: {
    name: 'LATCHKEY_CONTACTS_PER_MINUTE',
    standard: '600',
    says: 'Envelopes left, and contacts looked up, from one network address a minute: nobody signs in for either.',
  },
  mailboxBytes: {
    name: 'LATCHKEY_MAILBOX_BYTES',
    standard: String(16 * MIB),
    says: 'Most bytes of envelopes that wait for one browser; half of them of people without its delivery token. They wait 30 days.',
  },
  topics: {
    name: 'LATCHKEY_TOPICS',
    standard: '100000',
    says: 'Most channels whose members announce new keys here: 120 kB each at most. Those in which nobody did for a year go.',
  },
  sessionDays: { name: 'LATCHKEY_SESSION_DAYS', standard: '90', says: 'Days that a session lives without use.' },
  mail: {
    name: 'LATCHKEY_MAIL',
    standard: 'print on this machine, else off',
    says: 'How the store sends mail, which getting back by questions needs: off, print (on standard output, to try it), or smtp://user:password@host:port (with STARTTLS; smtps:// for TLS from the start).',
  },
  mailFrom: {
    name: 'LATCHKEY_MAIL_FROM',
    standard: 'latchkey@<host of LATCHKEY_ORIGIN>',
    says: 'The address that the mail comes from.',
  },
  sms: {
    name: 'LATCHKEY_SMS',
    standard: 'off',
    says: 'How the store sends text messages, which people may want beside the mailed code: off, print (on standard output, to try it), or the https:// address of a gateway.',
  },
  smsBody: {
    name: 'LATCHKEY_SMS_BODY',
    standard: '{"to":"{to}","text":"{text}"}',
    says: 'What is posted to the gateway, {to} and {text} filled in: JSON if it begins with {", else a form such as To={to}&Body={text}.',
  },
  smsAuthorization: {
    name: 'LATCHKEY_SMS_AUTHORIZATION',
    standard: 'none',
    says: 'What the gateway wants as Authorization header.',
  },
  organisationKey: { name: 'LATCHKEY_ORGANISATION_KEY', standard: 'none', says: 'Published key of your organisation.' },
  recoveryMinutes: {
    name: 'LATCHKEY_RECOVERY_MINUTES',
    standard: '1440',
    says: 'Minutes between the mailed code and the questions, in which every signed-in browser can stop it. At least 60 beyond this machine.',
  },
  bodySeconds: {
    name: 'LATCHKEY_BODY_SECONDS',
    standard: '120',
    says: 'Seconds that a request may take to arrive.',
  },
  log: { name: 'LATCHKEY_LOG', standard: 'info', says: 'Least level that is logged: debug, info, warn or error.' },
} as const satisfies Record<keyof Config, Setting>;
