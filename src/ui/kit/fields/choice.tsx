import type { ComponentChildren, JSX } from 'preact';

interface ChoiceProps {
  /** Choices of one name exclude each other. */
  name: string;
  checked: boolean;
  onChoose: () => void;
  title: string;
  children?: ComponentChildren;
}

/** One of several ways; wrap the group in a fieldset with a legend. */
export function Choice({ name, checked, onChoose, title, children }: ChoiceProps): JSX.Element {
  return (
    <label class="choice">
      <input type="radio" name={name} checked={checked} onChange={onChoose} />
      <span>
        {title}
        {children && <small>{children}</small>}
      </span>
    </label>
  );
}
