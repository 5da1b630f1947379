import * as v from 'valibot';
import { ask, window } from './question.ts';

/** The public half of a key: what people call its algorithm, its line, and what it is compared by. */
interface SshPublic {
  readonly name: string;
  readonly line: string;
  readonly fingerprint: string;
}

/** What the texts of an SSH key are. */
export interface SshLook {
  /** Of the private one. `encrypted`: under a passphrase; `other`: of a sort that isn't read; `none`: no key. */
  readonly as: 'empty' | 'key' | 'encrypted' | 'other' | 'none';
  /** What the private one tells of its public half. */
  readonly key?: SshPublic;
  /** The public one; absent where it is none. */
  readonly told?: SshPublic;
}

const text = v.pipe(v.string(), v.maxLength(100_000));

/** Keys of SSH: made, and read as far as nobody has to open them. */
export const sshQuestions = {
  'ssh.make': ask<{ readonly privateKey: string; readonly publicKey: string }>()(
    window,
    v.strictObject({ comment: v.pipe(v.string(), v.maxLength(500)) }),
  ),
  'ssh.read': ask<SshLook>()(window, v.strictObject({ privateKey: text, publicKey: text })),
} as const;
