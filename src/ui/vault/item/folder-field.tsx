import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { Field, useQuestion } from '../../kit/index.ts';
import { itemLimits } from '../../../typed/index.ts';

interface FolderFieldProps {
  folder: string;
  onInput: (folder: string) => void;
}

/** Where an item lies: names with `/` between them. Those that are there already are suggested. */
export function FolderField({ folder, onInput }: FolderFieldProps): JSX.Element {
  const { answer } = useQuestion('items.labels', {}, ['items']);
  return (
    <Field
      label={message('itemFolder')}
      placeholder={message('itemFolderHint')}
      maxLength={itemLimits.folder}
      value={folder}
      onInput={onInput}
      suggestions={answer?.folders ?? []}
    />
  );
}
