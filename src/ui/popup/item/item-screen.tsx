import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { InputOf, ItemView } from '../../../rpc/index.ts';
import { viewOf } from '../../items/index.ts';
import {
  Button,
  Failure,
  IconButton,
  isEscape,
  List,
  Screen,
  useAction,
  useQuestion,
  Waiting,
} from '../../kit/index.ts';
import { TotpCode } from '../../totp/index.ts';
import { undone } from '../row-actions.ts';
import type { Said } from '../row-actions.ts';
import { SaidLine } from '../said-line.tsx';
import { FormerValues } from './former-values.tsx';
import { formerValues, shownValues } from './shown-values.ts';
import type { FormerValue, ShownValue } from './shown-values.ts';
import { ValueRow } from './value-row.tsx';

interface ItemScreenProps {
  id: string;
  open: (page: string) => void;
  back: () => void;
}

/** One item, to be read and copied from. */
export function ItemScreen({ id, open, back }: ItemScreenProps): JSX.Element {
  const { answer: view, error, again } = useQuestion('items.read', { id }, ['items']);
  useLeave(back);
  const head = <IconButton icon="back" label={message('popupBack')} onClick={back} />;
  if (view) return <Shown view={view} head={head} open={open} back={back} />;
  return (
    <Screen title={message('popupShow')} head={head}>
      {error === undefined ? <Waiting /> : <Failure error={error} again={again} />}
    </Screen>
  );
}

interface ShownProps extends Pick<ItemScreenProps, 'open' | 'back'> {
  view: ItemView;
  head: JSX.Element;
}

function Shown({ view, head, open, back }: ShownProps): JSX.Element {
  const { id, item } = view;
  const [said, say] = useState<Said>();
  const act = useAction(async (work: () => Promise<Said | undefined>) => say(await work()));
  const does = (work: () => Promise<Said | undefined>) => (): void => void act.run(work);
  const copy = ({ field, label }: Pick<ShownValue, 'field' | 'label'>) =>
    does(async () => {
      await call('items.copy', { id, field });
      return { text: message('popupCopiedValue', label) };
    });
  const hasPassword = item.kind === 'login' && item.password !== '';
  return (
    <Screen
      title={item.title}
      head={head}
      actions={
        <>
          <IconButton
            icon="star"
            label={message('popupFavourite')}
            pressed={item.favourite}
            filled={item.favourite}
            onClick={does(() => change(view, { favourite: !item.favourite }))}
          />
          <IconButton icon="pen" label={message('popupEdit')} onClick={() => open(`vault.html#item/${id}`)} />
          <IconButton
            icon="trash"
            label={message('popupTrash')}
            onClick={does(async () => {
              await call('items.trash', { id });
              back();
              return undefined;
            })}
          />
        </>
      }
      footer={
        hasPassword && (
          <div class="popup-main">
            <Button
              big
              wide
              kind="primary"
              autoFocus
              onClick={copy({ field: 'password', label: message('itemPassword') })}
            >
              {message('popupCopyPasswordKey')}
            </Button>
          </div>
        )
      }
    >
      <div class="popup-item">
        <p class="popup-item-title">
          <strong dir="auto">{item.title}</strong>
          <small>{[message(viewOf(item.kind).name), ...placesOf(view)].join(' · ')}</small>
        </p>
        <List title={item.title} titleHidden>
          {shownValues(view).map((value) => (
            <Value key={value.field} id={id} value={value} copy={copy(value)} does={does} />
          ))}
        </List>
        <FormerValues
          values={formerValues(view)}
          copy={(former) => void act.run(() => copyText(former.value, former.label))}
          useAgain={(former) => void act.run(() => bringBack(view, former))}
        />
      </div>
      {act.error !== undefined && <Failure error={act.error} />}
      <SaidLine said={said} undo={does(() => undone(said))} />
    </Screen>
  );
}

interface ValueProps {
  id: string;
  value: ShownValue;
  copy: () => void;
  does: (work: () => Promise<Said | undefined>) => () => void;
}

function Value({ id, value, copy, does }: ValueProps): JSX.Element {
  const { field, label, as } = value;
  if (as !== 'totp') return <ValueRow label={label} value={value.value} secret={as === 'secret'} copy={copy} />;
  const added = field.startsWith('fields/') ? { field: field.slice('fields/'.length) } : {};
  return (
    <li class="popup-code">
      <TotpCode of={{ id, ...added }} label={label === message('itemTotp') ? message('totpCode') : label}>
        {(code) => (
          <IconButton
            icon="copy"
            label={message('popupCopyValue', label)}
            onClick={does(() => copyText(code, message('totpCode')))}
          />
        )}
      </TotpCode>
    </li>
  );
}

async function copyText(text: string, label: string): Promise<Said> {
  await call('clipboard.copy', { text, lasts: false });
  return { text: message('popupCopiedValue', label) };
}

async function change({ id, revision, item }: ItemView, fields: object): Promise<undefined> {
  const changed = { id, revision, base: item, item: { ...item, ...fields } } as unknown as InputOf<'items.save'>;
  await call('items.save', changed);
}

/** The present value goes to the history, as with every edit. */
async function bringBack(view: ItemView, { field, label, value }: FormerValue): Promise<Said> {
  await change(view, { [field]: value });
  return { text: message('popupUsedAgain', label) };
}

function placesOf({ item }: ItemView): readonly string[] {
  return item.kind === 'login' ? item.urls.slice(0, 1).map(({ url }) => url.replace(/^[a-z]+:\/\//i, '')) : [];
}

/** Escape goes back a step. */
function useLeave(back: () => void): void {
  useEffect(() => {
    const listening = new AbortController();
    const hear = (event: KeyboardEvent): void => {
      if (!isEscape(event) || event.defaultPrevented) return;
      event.preventDefault();
      back();
    };
    addEventListener('keydown', hear, { signal: listening.signal });
    return () => listening.abort();
  });
}
