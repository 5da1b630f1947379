import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { Icon, unserved } from '../../kit/index.ts';
import { tagsOf } from './tags.ts';

interface TagsFieldProps {
  tags: readonly string[];
  onChange: (tags: string[]) => void;
}

/** Tags as one line, separated by commas. While it is typed in, the line stays as it is typed. */
export function TagsField({ tags, onChange }: TagsFieldProps): JSX.Element {
  const [typed, type] = useState<string>();
  return (
    <label class="vault-tags">
      <Icon name="tag" />
      <span class="hidden-text">{message('vaultTags')}</span>
      <input
        type="text"
        dir="auto"
        placeholder={message('vaultTagsHint')}
        {...unserved}
        value={typed ?? tags.join(', ')}
        onInput={(event) => {
          type(event.currentTarget.value);
          onChange(tagsOf(event.currentTarget.value));
        }}
        onBlur={() => type(undefined)}
      />
    </label>
  );
}
