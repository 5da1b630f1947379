import type { JSX } from 'preact';
import type { ItemKind } from '../../../items/index.ts';
import { message } from '../../../platform/index.ts';
import type { Found } from '../../../rpc/index.ts';
import { Menu, written } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';
import { Within } from './within.tsx';

/** Those that have a chip of their own; the rest stands in a menu. */
const first: readonly ItemKind[] = ['login', 'note'];

/** Which kinds the list shows: all, or one; and of which folder or tag. */
export function KindFilter({ pageState, counts }: { pageState: PageState; counts: Found['counts'] }): JSX.Element {
  const { kinds, filter } = pageState;
  const chosen = filter.value;
  const rest = (Object.keys(kinds) as ItemKind[]).filter((kind) => !first.includes(kind));
  const words = (kind: ItemKind): string => {
    const count = counts[kind] ?? 0;
    return count === 0 ? message(kinds[kind].plural) : `${message(kinds[kind].plural)} ${written(count)}`;
  };
  const chip = (kind: ItemKind | undefined): JSX.Element => (
    <button
      key={kind}
      type="button"
      class="chip"
      aria-pressed={kind === chosen}
      onClick={() => {
        filter.value = kind;
      }}
    >
      {kind === undefined ? message('vaultKindAll') : words(kind)}
    </button>
  );
  return (
    <div class="vault-kinds" role="group" aria-label={message('vaultKinds')}>
      {[undefined, ...first, ...rest.filter((kind) => kind === chosen)].map(chip)}
      <Menu
        icon="down"
        label={message('vaultKindMore')}
        items={rest.map((kind) => ({
          label: words(kind),
          icon: kinds[kind].icon,
          onChoose: () => {
            filter.value = kind;
          },
        }))}
      />
      <Within pageState={pageState} />
    </div>
  );
}
