import type { JSX } from 'preact';
import type { ItemKind } from '../../../items/index.ts';
import { message } from '../../../platform/index.ts';
import { LinkButton, Menu } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';
import { hashOf, newItem } from '../route.ts';

/** Makes one of the kind that is shown, and by the menu beside it any other. */
export function NewButton({ pageState }: { pageState: PageState }): JSX.Element {
  const { kinds, newKind, router } = pageState;
  const others = Object.keys(kinds).filter((kind) => kind !== newKind) as ItemKind[];
  return (
    <span class="vault-new">
      <LinkButton kind="primary" icon="plus" href={hashOf(newItem(newKind))}>
        {message(kinds[newKind].fresh)}
      </LinkButton>
      <Menu
        icon="down"
        label={message('vaultNewOther')}
        items={others.map((kind) => ({
          label: message(kinds[kind].fresh),
          icon: kinds[kind].icon,
          onChoose: () => router.go(newItem(kind)),
        }))}
      />
    </span>
  );
}
