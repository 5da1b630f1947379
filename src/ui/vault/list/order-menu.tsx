import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import { Menu } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';
import type { Sought } from './choosing.ts';

const orders: readonly (readonly [Sought['order'], MessageKey])[] = [
  [undefined, 'orderChanged'],
  ['title', 'orderTitle'],
  ['created', 'orderCreated'],
];

/** Above the rows: how they are sorted, and how else they could be. */
export function OrderMenu({ pageState, searching }: { pageState: PageState; searching: boolean }): JSX.Element {
  const { order } = pageState;
  const wordsOf = (one: Sought['order'], words: MessageKey): string =>
    message(one === undefined && searching ? 'orderBest' : words);
  const [, now = 'orderChanged'] = orders.find(([one]) => one === order.value) ?? [];
  return (
    <span class="vault-order small muted">
      {wordsOf(order.value, now)}
      <Menu
        icon="down"
        label={message('orderHow')}
        items={orders.map(([one, words]) => ({
          label: wordsOf(one, words),
          onChoose: () => {
            order.value = one;
          },
        }))}
      />
    </span>
  );
}
