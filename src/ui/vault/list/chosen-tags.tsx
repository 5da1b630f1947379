import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import type { Chosen } from '../../../rpc/index.ts';
import { Button, Field, Icon, useQuestion, written } from '../../kit/index.ts';
import { itemLimits } from '../../../typed/index.ts';
import type { ManyChange } from './change-chosen.ts';

interface ChosenTagsProps {
  chosen: Chosen;
  onChange: (change: ManyChange) => void;
}

/** The tags of what is chosen: put on all of them, or taken off all. */
export function ChosenTags({ chosen, onChange }: ChosenTagsProps): JSX.Element {
  const [typed, type] = useState('');
  const { answer: labels } = useQuestion('items.labels', {}, ['items']);
  const tag = typed.replaceAll(',', ' ').trim();
  const onAll = chosen.tags.filter(({ items }) => items === chosen.here).map(({ tag }) => tag);
  return (
    <>
      <h3 class="small">{message('vaultTags')}</h3>
      {chosen.tags.length > 0 && (
        <div class="vault-chosen-tags">
          {chosen.tags.map(({ tag, items }) => (
            <span key={tag} class={items === chosen.here ? 'chip' : 'chip some'}>
              <bdi>{tag}</bdi>
              {items < chosen.here && (
                <button type="button" onClick={() => onChange({ do: 'tag', tag })}>
                  {message('chosenTagSome', written(items), written(chosen.here))}
                </button>
              )}
              <button
                type="button"
                aria-label={message('chosenTagOff', tag)}
                onClick={() => onChange({ do: 'untag', tag })}
              >
                <Icon name="close" />
              </button>
            </span>
          ))}
        </div>
      )}
      <form
        class="vault-chosen-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (tag === '') return;
          onChange({ do: 'tag', tag });
          type('');
        }}
      >
        <Field
          label={message('chosenTagAdd')}
          maxLength={itemLimits.tag}
          value={typed}
          onInput={type}
          suggestions={(labels?.tags ?? []).map((one) => one.tag).filter((one) => !onAll.includes(one))}
        />
        <Button disabled={tag === ''}>{message('chosenAdd')}</Button>
      </form>
    </>
  );
}
