import type { CardFields } from '../../../rpc/index.ts';
import type { KindView } from '../kind.ts';
import { blankShared, notesField } from './shared.ts';

export const card: KindView<CardFields> = {
  icon: 'card',
  name: 'kindCard',
  plural: 'kindCards',
  fresh: 'newCard',
  savedWhenTold: true,
  blank: {
    ...blankShared,
    kind: 'card',
    holder: '',
    number: '',
    expiryMonth: '',
    expiryYear: '',
    code: '',
    pin: '',
    notes: '',
  },
  shown: [
    { name: 'holder', label: 'itemHolder', as: 'line' },
    { name: 'number', label: 'itemNumber', as: 'secret' },
    { name: 'expiryMonth', label: 'itemExpiryMonth', as: 'line' },
    { name: 'expiryYear', label: 'itemExpiryYear', as: 'line' },
    { name: 'code', label: 'itemCardCode', as: 'secret' },
    { name: 'pin', label: 'itemPin', as: 'secret' },
    notesField,
  ],
  row: (detail, say) => detail.replace(/^…(\d+)/, (_, digits: string) => say('rowCardEnds', digits)),
  copied: ({ number }) => number,
};
