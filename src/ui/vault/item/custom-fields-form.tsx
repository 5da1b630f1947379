import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { CustomField } from '../../../items/index.ts';
import { message } from '../../../platform/index.ts';
import { Field, Menu, PasswordField, Switch, TextArea } from '../../kit/index.ts';
import { TotpField } from '../../totp/index.ts';
import type { Draft } from '../draft.ts';
import type { PageState } from '../page-state.ts';
import { itemLimits } from '../../../typed/index.ts';
import { isKnown, MOST_FIELDS, moved, newField, putBack, typeWords } from './custom-fields.ts';
import type { FieldType } from './custom-fields.ts';

/** Fields that a person adds to an item: each with its name and its value; they are moved by Alt with an arrow key, too. */
export function CustomFieldsForm({ pageState, draft }: { pageState: PageState; draft: Draft }): JSX.Element {
  const group = useRef<HTMLFieldSetElement>(null);
  const { fields } = draft.fields.value;
  const put = (next: readonly CustomField[]): void => draft.edit({ fields: next });
  const focus = (selector: string): void => {
    requestAnimationFrame(() => group.current?.querySelector<HTMLElement>(selector)?.focus());
  };
  const move = (id: string, by: number): void => {
    put(moved(fields, id, by));
    focus(`[data-field="${CSS.escape(id)}"] input`);
  };
  const remove = (field: CustomField, at: number): void => {
    put(fields.filter((other) => other !== field));
    pageState.say(message('fieldRemoved', field.label), () => {
      draft.edit({ fields: putBack(draft.fields.value.fields, field, at) });
      return draft.flush();
    });
  };
  const byKey = (event: KeyboardEvent, id: string): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || by === undefined) return;
    event.preventDefault();
    move(id, by);
  };
  return (
    <fieldset class="vault-fields" ref={group}>
      <legend class="hidden-text">{message('fieldsTitle')}</legend>
      {fields.map((field, at) => (
        <div class="vault-field" key={field.id} data-field={field.id} onKeyDown={(event) => byKey(event, field.id)}>
          <Field
            label={message('fieldName')}
            maxLength={itemLimits.label}
            value={field.label}
            onInput={(label) => put(fields.map((other) => (other === field ? { ...field, label } : other)))}
          />
          <Value
            field={field}
            onInput={(value) => put(fields.map((other) => (other === field ? { ...field, value } : other)))}
          />
          <Menu
            label={message('fieldActions', field.label)}
            items={[
              { label: message('fieldUp'), onChoose: () => move(field.id, -1) },
              { label: message('fieldDown'), onChoose: () => move(field.id, 1) },
              { label: message('fieldRemove'), icon: 'trash', danger: true, onChoose: () => remove(field, at) },
            ]}
          />
        </div>
      ))}
      {fields.length < MOST_FIELDS && (
        <div class="line">
          <span class="muted small">{message('fieldAdd')}</span>
          <Menu
            icon="plus"
            label={message('fieldAdd')}
            items={(Object.keys(typeWords) as FieldType[]).map((type) => ({
              label: message(typeWords[type]),
              onChoose: () => {
                put([...fields, newField(type)]);
                focus('.vault-field:last-of-type input');
              },
            }))}
          />
        </div>
      )}
    </fieldset>
  );
}

interface ValueProps {
  field: CustomField;
  onInput: (value: string) => void;
}

function Value({ field, onInput }: ValueProps): JSX.Element {
  const { type, value } = field;
  if (!isKnown(type)) {
    return (
      <div class="field">
        <span class="muted small">{message('fieldUnknown')}</span>
        <p class="vault-text">{value}</p>
      </div>
    );
  }
  const props = { label: message(typeWords[type]), value, onInput };
  switch (type) {
    case 'text':
      return <Field {...props} maxLength={itemLimits.text} />;
    case 'hidden':
      return <PasswordField {...props} use="new" />;
    case 'boolean':
      return <Switch label={props.label} on={value === 'true'} onSwitch={(on) => onInput(on ? 'true' : '')} />;
    case 'date':
      return <DateField {...props} />;
    case 'totp':
      return <TotpField {...props} place="tab" />;
    case 'notes':
      return <TextArea {...props} maxLength={itemLimits.text} />;
  }
}

/** A browser's date field shows nothing of what is no date: that stays text, so that it is seen. */
function DateField(props: { label: string; value: string; onInput: (value: string) => void }): JSX.Element {
  const isDate = props.value === '' || /^\d{4}-\d{2}-\d{2}$/.test(props.value);
  return <Field {...props} type={isDate ? 'date' : 'text'} />;
}
