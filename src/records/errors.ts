import type { Id } from '../encoding/index.ts';
import { LatchkeyError } from '../encoding/index.ts';

export type VaultPart = 'header' | 'slots' | 'keyring' | 'manifest' | 'author' | 'devices' | 'device-secrets';

/** A part of the stored vault is not what was written. Nothing is shown, nothing is written. `vault-damaged` */
export class DamagedVaultError extends LatchkeyError {
  readonly code = 'vault-damaged';
  readonly part: VaultPart;

  constructor(part: VaultPart, options?: ErrorOptions) {
    super(`the stored ${part} can't be used`, options);
    this.part = part;
  }
}

/** One record is not what was written, or is gone; the others are untouched by it. `record-damaged` */
export class DamagedRecordError extends LatchkeyError {
  readonly code = 'record-damaged';
  readonly id: Id;

  constructor(id: Id) {
    super("a stored record can't be used");
    this.id = id;
  }
}

/** A device row is not what was written: what it was about is begun anew. `row-damaged` */
export class DamagedRowError extends LatchkeyError {
  readonly code = 'row-damaged';

  constructor() {
    super("a device row can't be used");
  }
}

/** Records were left out, brought back or replaced by older ones: count or sum differ from the manifest. `record-sum` */
export class RecordSumError extends LatchkeyError {
  readonly code = 'record-sum';

  constructor() {
    super('the records are not those of the manifest');
  }
}

/** No record has this id (any more). `unknown-record` */
export class UnknownRecordError extends LatchkeyError {
  readonly code = 'unknown-record';

  constructor() {
    super('no such record');
  }
}

/** A record was changed since the revision that an edit began on: merge and try again. `stale-write` */
export class StaleWriteError extends LatchkeyError {
  readonly code = 'stale-write';
  readonly id: Id;

  constructor(id: Id) {
    super('the record was changed meanwhile');
    this.id = id;
  }
}
