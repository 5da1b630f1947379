import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

interface Option<Value extends string> {
  readonly value: Value;
  readonly words: string;
}

interface SelectProps<Value extends string> {
  label: string;
  /** The label is there for screen readers only, because the place says it. */
  labelHidden?: boolean;
  value: Value;
  options: readonly Option<Value>[];
  onChoose: (value: Value) => void;
}

/** One of a few, by the browser's own list. */
export function Select<Value extends string>(props: SelectProps<Value>): JSX.Element {
  const { label, labelHidden = false, value, options, onChoose } = props;
  const id = useId();
  return (
    <div class="field">
      <label for={id} class={labelHidden ? 'hidden-text' : undefined}>
        {label}
      </label>
      <div class="input">
        <select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value as Value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.words}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
