import type { CustomTypesConfig } from 'pg';

/** PostgreSQL's own numbers of the types that the tables and our questions have (pg_type.dat). */
const oid = {
  bytea: 17,
  bigint: 20,
  integer: 23,
  double: 701,
  numeric: 1700,
} as const;

/** Each comes as text: the driver can't take bytes as they are. */
const readers: Readonly<Record<number, (source: string) => unknown>> = {
  // `\x` and two digits for each byte.
  [oid.bytea]: (source) => new Uint8Array(Buffer.from(source.slice(2), 'hex')),
  [oid.bigint]: Number,
  [oid.integer]: Number,
  [oid.double]: Number,
  [oid.numeric]: Number,
};

/** Values as rooms know them: numbers (none of ours is beyond 2^53), and bytes that belong to whoever asked. */
export const types: CustomTypesConfig = {
  getTypeParser: (type: number) => readers[type] ?? ((source: string) => source),
};
