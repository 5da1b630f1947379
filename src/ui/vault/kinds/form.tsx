import type { JSX } from 'preact';
import type { ItemFields } from '../../../items/index.ts';
import { message } from '../../../platform/index.ts';
import type { KindView, ShownField } from '../../items/index.ts';
import { Field, PasswordField, TextArea } from '../../kit/index.ts';
import { TotpField } from '../../totp/index.ts';
import type { Draft } from '../draft.ts';
import type { KindPane } from './pane.ts';
import { SecretArea } from './secret-area.tsx';

/** A kind whose fields are edited one below the other. */
export function formPane<F extends ItemFields>(view: KindView<F>): KindPane<F> {
  return {
    ...view,
    Editor: ({ draft }: { draft: Draft<F> }) => (
      <div class="vault-form">
        {view.shown.map((field) => (
          <FormField key={field.name} field={field} draft={draft as unknown as Draft} />
        ))}
      </div>
    ),
    Reader: ({ item }: { item: F }) => <FormReader shown={view.shown} item={item} />,
  };
}

export function FormField({ field, draft }: { field: ShownField; draft: Draft }): JSX.Element {
  const props = {
    label: message(field.label),
    value: textOf(draft.fields.value, field.name),
    onInput: (value: string) => draft.edit({ [field.name]: value }),
  };
  if (field.as === 'secret' && field.tall) return <SecretArea {...props} />;
  if (field.as === 'secret') return <PasswordField {...props} use="new" />;
  if (field.as === 'totp') return <TotpField {...props} place="tab" />;
  return field.as === 'text' ? <TextArea {...props} /> : <Field {...props} />;
}

/** What is there, without what is secret: it lies in the trash. */
export function FormReader({ shown, item }: { shown: readonly ShownField[]; item: ItemFields }): JSX.Element {
  const there = shown.filter(({ name, as }) => as !== 'secret' && as !== 'totp' && textOf(item, name) !== '');
  return (
    <dl class="vault-form">
      {there.map(({ name, label }) => (
        <div key={name}>
          <dt class="small muted">{message(label)}</dt>
          <dd class="vault-text" dir="auto">
            {textOf(item, name)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A field of text by its name. */
function textOf(fields: ItemFields, name: string): string {
  const value = (fields as unknown as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : '';
}
