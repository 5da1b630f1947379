import type { LoginFields } from '../../../rpc/index.ts';
import type { KindView } from '../kind.ts';
import { blankShared, notesField } from './shared.ts';

export const login: KindView<LoginFields> = {
  icon: 'key',
  name: 'kindLogin',
  plural: 'kindLogins',
  fresh: 'newLogin',
  savedWhenTold: true,
  blank: {
    ...blankShared,
    kind: 'login',
    urls: [],
    username: '',
    password: '',
    accountId: '',
    totp: '',
    notes: '',
  },
  shown: [
    { name: 'username', label: 'itemUsername', as: 'line' },
    { name: 'password', label: 'itemPassword', as: 'secret' },
    { name: 'totp', label: 'itemTotp', as: 'totp' },
    { name: 'accountId', label: 'itemAccountId', as: 'line' },
    notesField,
  ],
  copied: ({ password }) => password,
};
