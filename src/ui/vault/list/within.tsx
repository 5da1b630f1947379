import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import type { Labels } from '../../../rpc/index.ts';
import { Icon, Menu, useQuestion } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';

/** Which folder or tag the list shows alone: chosen in a menu of those that there are, and let go by a press. */
export function Within({ pageState: { within } }: { pageState: PageState }): JSX.Element | null {
  const { answer } = useQuestion('items.labels', {}, ['items']);
  const chosen = within.value;
  if (chosen === undefined && isEmpty(answer)) return null;
  return (
    <>
      {chosen !== undefined && (
        <button
          type="button"
          class="chip"
          aria-pressed="true"
          title={message('withinAll')}
          onClick={() => {
            within.value = undefined;
          }}
        >
          <Icon name={'tag' in chosen ? 'tag' : 'folder'} />
          <bdi>{'tag' in chosen ? chosen.tag : chosen.folder}</bdi>
          <Icon name="close" />
        </button>
      )}
      <Menu
        icon="folder"
        label={message('withinChoose')}
        items={[
          ...(answer?.folders ?? []).map((folder) => ({
            label: folder,
            icon: 'folder' as const,
            onChoose: () => {
              within.value = { folder };
            },
          })),
          ...(answer?.tags ?? []).map(({ tag }) => ({
            label: tag,
            icon: 'tag' as const,
            onChoose: () => {
              within.value = { tag };
            },
          })),
        ]}
      />
    </>
  );
}

function isEmpty(labels: Labels | undefined): boolean {
  return labels === undefined || labels.folders.length + labels.tags.length === 0;
}
