import { textFields } from './fields.ts';
import type { ItemBase } from './item.ts';
import type { FieldRule, Kind } from './kind.ts';

export interface SshKeyItem extends ItemBase {
  readonly kind: 'ssh-key';
  /** As it lies in a file: PEM, encrypted or not. */
  readonly privateKey: string;
  /** One line of authorized_keys. */
  readonly publicKey: string;
  readonly passphrase: string;
  readonly notes: string;
}

const whole: FieldRule = { merge: 'whole', remembered: true };

export const sshKey: Kind<SshKeyItem> = {
  savedWhenTold: true,
  domain: 'logins',
  parse: (fields) => textFields(fields, ['privateKey', 'publicKey', 'passphrase', 'notes']),
  fields: {
    privateKey: whole,
    publicKey: whole,
    passphrase: whole,
    notes: { merge: 'text', remembered: true },
  },
  /** Its algorithm and its comment, as its public half says them. */
  detail: ({ publicKey }) => {
    const [algorithm = '', , ...comment] = publicKey.trim().split(/\s+/);
    return [algorithm.replace(/^ssh-/, ''), comment.join(' ')].filter(Boolean).join(' · ');
  },
  alsoFound: ({ folder, tags }) => [folder, ...tags].join(' '),
};
