import type { SshKeyFields } from '../../../rpc/index.ts';
import type { KindView } from '../kind.ts';
import { blankShared, notesField } from './shared.ts';

export const sshKey: KindView<SshKeyFields> = {
  icon: 'terminal',
  name: 'kindSshKey',
  plural: 'kindSshKeys',
  fresh: 'newSshKey',
  savedWhenTold: true,
  blank: { ...blankShared, kind: 'ssh-key', privateKey: '', publicKey: '', passphrase: '', notes: '' },
  shown: [
    { name: 'privateKey', label: 'itemPrivateKey', as: 'secret', tall: true },
    { name: 'publicKey', label: 'itemPublicKey', as: 'text' },
    { name: 'passphrase', label: 'itemPassphrase', as: 'secret' },
    notesField,
  ],
  copied: ({ publicKey }) => publicKey,
};
