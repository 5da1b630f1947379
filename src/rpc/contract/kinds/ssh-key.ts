import * as v from 'valibot';
import { itemLimits } from '../../../typed/index.ts';
import { line, longText, shared } from './shared.ts';

export const sshKey = v.strictObject({
  kind: v.literal('ssh-key'),
  ...shared,
  privateKey: v.pipe(v.string(), v.maxLength(itemLimits.key)),
  publicKey: v.pipe(v.string(), v.maxLength(itemLimits.key)),
  passphrase: line,
  notes: longText,
});

export type SshKeyFields = v.InferOutput<typeof sshKey>;
