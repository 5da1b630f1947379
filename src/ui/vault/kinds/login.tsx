import type { JSX } from 'preact';
import type { LoginFields } from '../../../rpc/index.ts';
import { kindViews } from '../../items/index.ts';
import { PasswordStrength } from '../../setup/index.ts';
import type { Draft } from '../draft.ts';
import { FormField, FormReader } from './form.tsx';
import { LoginUrls } from './login-urls.tsx';
import type { KindPane } from './pane.ts';
import { PasswordGenerator } from './password-generator.tsx';

const view = kindViews.login;

export const login: KindPane<LoginFields> = {
  ...view,
  Editor: ({ draft }: { draft: Draft<LoginFields> }) => (
    <div class="vault-form">
      {view.shown.map((field) => (
        <LoginField key={field.name} field={field} draft={draft} />
      ))}
    </div>
  ),
  Reader: ({ item }: { item: LoginFields }) => (
    <>
      <FormReader shown={view.shown} item={item} />
      <p class="vault-text">{item.urls.map(({ url }) => url).join('\n')}</p>
    </>
  ),
};

function LoginField({ field, draft }: { field: (typeof view.shown)[number]; draft: Draft<LoginFields> }): JSX.Element {
  return (
    <>
      {field.name === 'notes' && <LoginUrls urls={draft.fields.value.urls} onChange={(urls) => draft.edit({ urls })} />}
      <FormField field={field} draft={draft} />
      {field.name === 'password' && (
        <>
          <PasswordStrength password={draft.fields.value.password} />
          <PasswordGenerator urls={draft.fields.value.urls} onUse={(password) => draft.edit({ password })} />
        </>
      )}
    </>
  );
}
