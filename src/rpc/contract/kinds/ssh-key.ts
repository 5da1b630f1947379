import * as v from 'valibot';
import { line, longText, shared } from './shared.ts';

export const sshKey = v.strictObject({
  kind: v.literal('ssh-key'),
  ...shared,
  privateKey: v.pipe(v.string(), v.maxLength(100_000)),
  publicKey: v.pipe(v.string(), v.maxLength(100_000)),
  passphrase: line,
  notes: longText,
});

export type SshKeyFields = v.InferOutput<typeof sshKey>;
