import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { CopySettings, FillPart, ItemRow } from '../../rpc/index.ts';
import type { MenuItem } from '../kit/index.ts';

/** What was just done to an item, said below the list. */
export interface Said {
  readonly text: string;
  readonly undo?: () => Promise<unknown>;
}

/** Takes back what was said last. */
export async function undone(said: Said | undefined): Promise<undefined> {
  await said?.undo?.();
}

/** What a row needs of its screen. */
export interface RowHands {
  /** Opens a page of ours beside the popup, which then closes. */
  readonly open: (page: string) => void;
  /** Shows an item in the popup. */
  readonly show: (id: string) => void;
  /** Fills an item into the page behind the popup. */
  readonly fill: (row: Pick<ItemRow, 'id' | 'title'>, part?: FillPart) => void;
  /** Does something, and says what was done. */
  readonly act: (work: () => Promise<Said | undefined>) => void;
}

export interface MainAction {
  readonly label: string;
  readonly run: () => void;
}

type Field = 'username' | 'password' | 'code' | 'body';

const copied: Readonly<Record<Field, MessageKey>> = {
  username: 'popupCopiedUsername',
  password: 'popupCopiedPassword',
  code: 'popupCopiedCode',
  body: 'popupCopiedText',
};

export async function copyField(row: Pick<ItemRow, 'id' | 'title'>, field: Field): Promise<Said> {
  await call('items.copy', { id: row.id, field });
  return { text: message(copied[field], row.title) };
}

/** The password lies ready before the page comes up. */
async function openAndCopy(row: ItemRow): Promise<Said> {
  const said = row.hasPassword ? await copyField(row, 'password') : { text: '' };
  await call('items.open', { id: row.id });
  return said;
}

/**
 * What Enter and the brass button do with a row: fill it in, where it belongs to the page; with other logins what a person
 * chose, as far as it has that.
 */
export function mainAction(
  row: ItemRow,
  chosen: CopySettings['mainAction'],
  hands: RowHands,
  isOfPage = false,
): MainAction {
  const { act, show, open, fill } = hands;
  if (isOfPage) return { label: message('popupFillKey'), run: () => fill(row) };
  if (row.kind === 'note') {
    return { label: message('popupOpenKey'), run: () => open(`vault.html#item/${row.id}`) };
  }
  if (row.kind === 'login') {
    if (chosen === 'open') return { label: message('popupOpenCopyKey'), run: () => act(() => openAndCopy(row)) };
    if (chosen === 'username' && row.detail !== '')
      return { label: message('popupCopyUsernameKey'), run: () => act(() => copyField(row, 'username')) };
    if (chosen === 'password' && row.hasPassword)
      return { label: message('popupCopyPasswordKey'), run: () => act(() => copyField(row, 'password')) };
  }
  return { label: message('popupShowKey'), run: () => show(row.id) };
}

/** The menu of a row. What loses something has no letter. */
export function menuOf(row: ItemRow, { open, show, act, fill }: RowHands): readonly MenuItem[] {
  const copy = (field: Field, label: MessageKey, letter: MessageKey, icon: 'copy' | 'clock' = 'copy'): MenuItem => ({
    label: message(label),
    icon,
    letter: message(letter),
    onChoose: () => act(() => copyField(row, field)),
  });
  return [
    // Also what belongs to a frame of the page, or to no page at all: it is asked where it isn't clear.
    ...(['login', 'card', 'identity'].includes(row.kind)
      ? [
          {
            label: message('popupFill'),
            icon: 'key' as const,
            letter: message('popupLetterFill'),
            onChoose: () => fill(row),
          },
        ]
      : []),
    ...(row.kind === 'login' ? [copy('username', 'popupCopyUsername', 'popupLetterUsername')] : []),
    ...(row.kind === 'note' ? [copy('body', 'popupCopyText', 'popupLetterText')] : []),
    ...(row.hasPassword ? [copy('password', 'popupCopyPassword', 'popupLetterPassword')] : []),
    ...(row.hasTotp ? [copy('code', 'popupCopyCode', 'popupLetterCode', 'clock')] : []),
    ...(row.kind === 'login'
      ? [
          {
            label: message('popupOpenCopy'),
            icon: 'open' as const,
            letter: message('popupLetterOpen'),
            onChoose: () => act(() => openAndCopy(row)),
          },
        ]
      : []),
    { label: message('popupShow'), icon: 'eye', letter: message('popupLetterShow'), onChoose: () => show(row.id) },
    {
      label: message('popupEdit'),
      icon: 'pen',
      letter: message('popupLetterEdit'),
      onChoose: () => open(`vault.html#item/${row.id}`),
    },
    { label: message('popupTrash'), icon: 'trash', danger: true, onChoose: () => act(() => trash(row)) },
  ];
}

async function trash(row: ItemRow): Promise<Said> {
  await call('items.trash', { id: row.id });
  return { text: message('popupTrashed', row.title), undo: () => call('items.restore', { id: row.id }) };
}
