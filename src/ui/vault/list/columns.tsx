import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import type { PageState } from '../page-state.ts';
import type { ListPlace } from '../route.ts';
import type { Sought } from './choosing.ts';

/** Above the columns of a wide list: what stands in them, and for some a press that sorts by it. */
export function Columns({ pageState, place }: { pageState: PageState; place: ListPlace }): JSX.Element {
  const { order } = pageState;
  const sorts = (by: Sought['order'], words: MessageKey): JSX.Element => (
    <button
      type="button"
      aria-pressed={order.value === by}
      onClick={() => {
        order.value = by;
      }}
    >
      {message(words)}
    </button>
  );
  return (
    <div class="vault-columns" role="group" aria-label={message('orderHow')}>
      {sorts('title', 'orderTitle')}
      <span>{message('columnDetail')}</span>
      <span>{message('columnPlace')}</span>
      {order.value === 'created' ? (
        sorts('created', 'orderCreated')
      ) : place === 'trash' ? (
        <span>{message('columnGoes')}</span>
      ) : (
        sorts(undefined, 'orderChanged')
      )}
    </div>
  );
}
