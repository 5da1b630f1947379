import { Fragment } from 'preact';
import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import type { LoginFields } from '../../../rpc/index.ts';
import { kindViews } from '../../items/index.ts';
import { TextArea } from '../../kit/index.ts';
import type { Draft } from '../draft.ts';
import { FormField, FormReader } from './form.tsx';
import type { KindPane } from './pane.ts';
import { PasswordGenerator } from './password-generator.tsx';

const view = kindViews.login;

export const login: KindPane<LoginFields> = {
  ...view,
  Editor: ({ draft }: { draft: Draft<LoginFields> }) => (
    <div class="vault-form">
      {view.shown.map((field) => (
        <Fragment key={field.name}>
          <FormField field={field} draft={draft as unknown as Draft} />
          {field.name === 'password' && (
            <PasswordGenerator urls={draft.fields.value.urls} onUse={(password) => draft.edit({ password })} />
          )}
        </Fragment>
      ))}
      <Urls draft={draft} />
    </div>
  ),
  Reader: ({ item }: { item: LoginFields }) => (
    <>
      <FormReader shown={view.shown} item={item} />
      <p class="vault-text">{item.urls.map(({ url }) => url).join('\n')}</p>
    </>
  ),
};

/** Addresses, one a line; one that stays keeps its rule. */
function Urls({ draft }: { draft: Draft<LoginFields> }): JSX.Element {
  const { urls } = draft.fields.value;
  const edit = (text: string): void => {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    draft.edit({ urls: lines.map((url) => urls.find((known) => known.url === url) ?? { url, match: 'host' }) });
  };
  return <TextArea label={message('itemUrls')} value={urls.map(({ url }) => url).join('\n')} rows={2} onInput={edit} />;
}
