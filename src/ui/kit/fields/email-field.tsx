import type { ComponentChildren, JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { emailAddress, isEmailAddress } from '../../../typed/index.ts';
import { Field } from './field.tsx';

interface EmailFieldProps {
  value: string;
  onInput: (value: string) => void;
  hint?: ComponentChildren;
  error?: string | undefined;
  autoFocus?: boolean;
}

/**
 * An e-mail address: left, the field shows it as it will be looked up. A field of plain text, for browsers change what is
 * typed into one of type `email`, each in its own way.
 */
export function EmailField(props: EmailFieldProps): JSX.Element {
  const { value, onInput } = props;
  const showRead = (): void => {
    if (isEmailAddress(value) && emailAddress(value) !== value) onInput(emailAddress(value));
  };
  return <Field {...props} label={message('storeEmail')} inputMode="email" maxLength={1_000} onBlur={showRead} />;
}
