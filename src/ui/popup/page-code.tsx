import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { ForPage, PageRow } from '../../rpc/index.ts';
import { kindViews } from '../items/index.ts';
import { Failure, IconButton, List, Row, Screen, useAction, useQuestion } from '../kit/index.ts';
import { TotpField } from '../totp/index.ts';
import { addressOf } from './here.ts';
import { usePageLogins } from './use-page-logins.ts';

const nowhere: ForPage = { rows: [], leftOut: false };

/** Takes a site's secret for codes from the page behind the popup, and keeps it in the login that it belongs to. */
export function PageCode({ onClose }: { onClose: () => void }): JSX.Element {
  const [secret, setSecret] = useState('');
  const [kept, setKept] = useState<string>();
  return (
    <Screen
      title={message('popupCode')}
      actions={<IconButton icon="close" label={message('kitCancel')} onClick={onClose} />}
    >
      <div class="popup-read">
        {secret === '' && <p class="muted">{message('popupCodeText')}</p>}
        <TotpField
          label={message('itemTotp')}
          value={secret}
          onInput={(value) => {
            setSecret(value);
            setKept(undefined);
          }}
          place="popup"
        />
        <p role="status">{kept !== undefined && message('popupCodeKept', kept)}</p>
      </div>
      {kept === undefined && <Logins secret={secret} onKept={setKept} />}
    </Screen>
  );
}

/** The logins of the page, and a new one; nothing for what is no secret. */
function Logins({ secret, onKept }: { secret: string; onKept: (title: string) => void }): JSX.Element | null {
  const { answer } = useQuestion('items.code', { text: secret });
  const { answer: page = nowhere, isDrawn } = usePageLogins();
  const keep = useAction(async (row?: PageRow) => onKept(await (row ? keepIn(row, secret) : keepAnew(page, secret))));
  // Where the browser doesn't tell the page, there still is the new login; but not before that is known.
  if (!answer || 'none' in answer || !isDrawn) return null;
  return (
    <>
      <List title={message('popupCodeKeep')}>
        {page.rows.map((row) => (
          <Row
            key={row.id}
            icon="key"
            title={row.title}
            detail={row.hasTotp ? message('popupCodeReplaces') : row.detail}
            onOpen={() => void keep.run(row)}
          />
        ))}
        <Row icon="plus" title={message('popupCodeNew')} detail={page.site?.host} onOpen={() => void keep.run()} />
      </List>
      {keep.error !== undefined && <Failure error={keep.error} />}
    </>
  );
}

/** What was there goes to the history. Answers the login's title. */
async function keepIn(row: PageRow, secret: string): Promise<string> {
  const { id, revision, item } = await call('items.read', { id: row.id });
  if (item.kind === 'login') await call('items.save', { id, revision, base: item, item: { ...item, totp: secret } });
  return row.title;
}

async function keepAnew({ site }: ForPage, secret: string): Promise<string> {
  const title = site?.host ?? message('popupCodeUntitled');
  const urls = site ? [{ url: addressOf(site), match: 'host' as const }] : [];
  await call('items.save', { item: { ...kindViews.login.blank, title, urls, totp: secret } });
  return title;
}
