import { isIPv6 } from 'node:net';
import { join, resolve } from 'node:path';
import { LatchkeyError } from '../src/encoding/index.ts';
import { isPostgresAddress } from './database/index.ts';
import { ourExtensions } from './extensions.ts';
import { logLevels } from './log.ts';
import { isPublishedKey } from './published-key.ts';
import type { Config, Setting } from './settings.ts';
import { MIB, settings } from './settings.ts';

/** A setting that makes no sense; the store refuses to start. `configuration` */
export class ConfigurationError extends LatchkeyError {
  readonly code = 'configuration';
}

type Environment = Readonly<Record<string, string | undefined>>;

function refuse({ name }: Setting, why: string): never {
  throw new ConfigurationError(`${name} ${why}`);
}

/** Empty is as good as absent: so do compose files and units write it. */
function given(environment: Environment, { name }: Setting): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}

function wholeNumber(environment: Environment, setting: Setting, least: number, most: number): number {
  const text = given(environment, setting) ?? setting.standard;
  const value = Number(text);
  if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(value) || value < least || value > most) {
    refuse(setting, `must be a whole number from ${least} to ${most}`);
  }
  return value;
}

function oneOf<T extends string>(environment: Environment, setting: Setting, choices: readonly T[]): T {
  const text = given(environment, setting) ?? setting.standard;
  return choices.find((choice) => choice === text) ?? refuse(setting, `must be one of: ${choices.join(', ')}`);
}

const LOOPBACK = /^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[?::1\]?)$/;

function originOf(environment: Environment, host: string, port: number): string {
  const text = given(environment, settings.origin);
  if (text === undefined) {
    if (!LOOPBACK.test(host)) refuse(settings.origin, 'must be set when the store listens beyond this machine');
    return `http://localhost:${port}`;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.origin !== text) return refuse(settings.origin, 'must be an origin, such as https://store.example.org');
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  return isSafe ? text : refuse(settings.origin, 'must begin with https://');
}

function extensionsOf(environment: Environment): readonly string[] {
  const text = given(environment, settings.extensions);
  if (text === undefined) return ourExtensions;
  const origins = text.split(',').map((origin) => origin.trim());
  const areOrigins = origins.every((origin) => /^(?:chrome|moz)-extension:\/\/[a-z0-9-]+$/.test(origin));
  return areOrigins
    ? origins
    : refuse(settings.extensions, 'must list chrome-extension:// or moz-extension:// origins');
}

/** Only a shell knows what `~` is; taken as it stands it would be a folder of that name. */
function pathOf(environment: Environment, setting: Setting): string | undefined {
  const text = given(environment, setting);
  if (text === undefined) return undefined;
  if (text.startsWith('~')) refuse(setting, 'begins with ~, which nobody expands here: write the whole path');
  return resolve(text);
}

/** An IPv6 address is written in brackets where a port follows, and people write it so here, too. */
function hostOf(environment: Environment): string {
  const host = given(environment, settings.host) ?? settings.host.standard;
  const bracketed = /^\[(.*)\]$/.exec(host)?.[1];
  if (bracketed !== undefined && !isIPv6(bracketed)) refuse(settings.host, 'must be an address or a name');
  return bracketed ?? host;
}

/** An address is never shown: it holds a password. */
function databaseOf(environment: Environment): string {
  const text = given(environment, settings.database) ?? settings.database.standard;
  if (text === settings.database.standard || isPostgresAddress(text)) return text;
  return refuse(settings.database, 'must be sqlite, or postgres://user:password@host:port/name');
}

function bytesInFlightOf(environment: Environment, commitBytes: number): number {
  if (given(environment, settings.bytesInFlight) === undefined) return 4 * commitBytes;
  const bytes = wholeNumber(environment, settings.bytesInFlight, 1_024, Number.MAX_SAFE_INTEGER);
  return bytes < commitBytes ? refuse(settings.bytesInFlight, 'must be no less than LATCHKEY_COMMIT_BYTES') : bytes;
}

function isOfThisMachine(origin: string): boolean {
  return LOOPBACK.test(new URL(origin).hostname);
}

function mailOf(environment: Environment, origin: string): Pick<Config, 'mail' | 'mailFrom'> {
  const mail = given(environment, settings.mail) ?? (isOfThisMachine(origin) ? 'print' : 'off');
  const isUrl = /^smtps?:/.test(mail) && URL.canParse(mail) && new URL(mail).hostname !== '';
  if (!isUrl && mail !== 'print' && mail !== 'off') refuse(settings.mail, 'must be off, print, or smtp:// or smtps://');
  const mailFrom = given(environment, settings.mailFrom) ?? `latchkey@${new URL(origin).hostname}`;
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(mailFrom)) refuse(settings.mailFrom, 'must be an address');
  return { mail, mailFrom };
}

function smsOf(environment: Environment): Pick<Config, 'sms' | 'smsBody' | 'smsAuthorization'> {
  const sms = given(environment, settings.sms) ?? settings.sms.standard;
  const url = URL.canParse(sms) ? new URL(sms) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!isSafe && sms !== 'print' && sms !== 'off') refuse(settings.sms, 'must be off, print, or https://');
  if (url && (url.username !== '' || url.password !== ''))
    refuse(settings.sms, 'must not hold a password: set LATCHKEY_SMS_AUTHORIZATION');
  const smsBody = given(environment, settings.smsBody) ?? settings.smsBody.standard;
  if (!smsBody.includes('{to}') || !smsBody.includes('{text}')) refuse(settings.smsBody, 'must hold {to} and {text}');
  return { sms, smsBody, smsAuthorization: given(environment, settings.smsAuthorization) ?? '' };
}

function organisationKeyOf(environment: Environment): string {
  const text = given(environment, settings.organisationKey) ?? '';
  if (text !== '' && !isPublishedKey(text)) refuse(settings.organisationKey, 'must be a key as it was published');
  return text;
}

/** Reads the settings. Throws ConfigurationError, which names the variable and never its value. */
export function readConfig(environment: Environment): Config {
  const data = pathOf(environment, settings.data) ?? resolve(settings.data.standard);
  const host = hostOf(environment);
  const port = wholeNumber(environment, settings.port, 1, 65_535);
  const number = (setting: Setting, least: number, most: number) => wholeNumber(environment, setting, least, most);
  const origin = originOf(environment, host, port);
  const recordBytes = number(settings.recordBytes, 1_024, 64 * MIB);
  const commitBytes = number(settings.commitBytes, 1_024, 1_024 * MIB);
  if (commitBytes < recordBytes) refuse(settings.commitBytes, 'must be no less than LATCHKEY_RECORD_BYTES');
  return {
    data,
    database: databaseOf(environment),
    rootKeyFile: pathOf(environment, settings.rootKeyFile) ?? join(data, 'root.key'),
    host,
    port,
    origin,
    extensions: extensionsOf(environment),
    signup: oneOf(environment, settings.signup, ['open', 'closed']),
    proxies: number(settings.proxies, 0, 10),
    commitBytes,
    recordBytes,
    bytesInFlight: bytesInFlightOf(environment, commitBytes),
    records: number(settings.records, 1, 10_000_000),
    accountBytes: number(settings.accountBytes, 1_024, Number.MAX_SAFE_INTEGER),
    attemptsPerHour: number(settings.attemptsPerHour, 1, 1_000_000),
    requestsPerMinute: number(settings.requestsPerMinute, 1, 100_000_000),
    contactsPerMinute: number(settings.contactsPerMinute, 1, 100_000_000),
    mailboxBytes: number(settings.mailboxBytes, 65_536, Number.MAX_SAFE_INTEGER),
    topics: number(settings.topics, 0, 10_000_000),
    sessionDays: number(settings.sessionDays, 1, 3_650),
    ...mailOf(environment, origin),
    ...smsOf(environment),
    organisationKey: organisationKeyOf(environment),
    recoveryMinutes: number(settings.recoveryMinutes, isOfThisMachine(origin) ? 0 : 60, 43_200),
    bodySeconds: number(settings.bodySeconds, 1, 86_400),
    log: oneOf(environment, settings.log, logLevels),
  };
}
