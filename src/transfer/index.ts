/**
 * transfer: files of other programs as items of ours, and ours as files. One file a format, each a reading of bytes or text
 * that says what was found and what was left out, with the reason. Knows no vault, no page and no browser; runs in a worker.
 */
export type { Argon2id } from './bitwarden-sealed.ts';
export type { Part, ReadReport } from './collected.ts';
export { FileTooLargeError, WrongExportPasswordError } from './errors.ts';
export type { Column, Role } from './columns.ts';
export type { Found, LeftOut, Why } from './found.ts';
export { csvCounts } from './plain-csv.ts';
export { plainForms } from './plain-forms.ts';
export type { CsvCounts } from './plain-csv.ts';
export { FileReading } from './reader.ts';
export type { Look, Told } from './reader.ts';
export type { Source } from './pieces.ts';
