import type { ComponentChildren, JSX, RefObject } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import type { IconName } from '../icon.tsx';
import { unserved } from '../unserved.ts';
import { useFocusAtStart } from '../hooks/use-focus.ts';

interface FieldBase {
  label: string;
  /** The label is there for screen readers only, because the place says it. */
  labelHidden?: boolean;
  value: string;
  onInput: (value: string) => void;
  hint?: ComponentChildren;
  /** What is wrong with the value, as a sentence; announced when it appears. */
  error?: string | undefined;
  placeholder?: string;
  autoFocus?: boolean;
  mono?: boolean;
  maxLength?: number;
  onKeyDown?: (event: KeyboardEvent) => void;
}

interface FieldProps extends FieldBase {
  type?: 'text' | 'search' | 'password' | 'email' | 'date';
  /** What the browser offers while one types: values of ours, none that it remembers. */
  suggestions?: readonly string[];
  /** Which keys a screen keyboard shows. */
  inputMode?: 'numeric' | 'email' | 'tel' | 'url';
  /** Only for a hidden password: what any other field holds, browsers write to their session files. */
  autoComplete?: 'off' | 'current-password' | 'new-password';
  icon?: IconName;
  /** What stands at the end of the field: a button, a key hint. */
  end?: ComponentChildren;
  inputRef?: RefObject<HTMLInputElement | null>;
  onBlur?: () => void;
}

interface TextAreaProps extends FieldBase {
  rows?: number;
  /** Dots in place of what it says. */
  masked?: boolean;
  /** What stands at its end: a button. */
  end?: ComponentChildren;
  inputRef?: RefObject<HTMLTextAreaElement | null>;
}

interface Described {
  'aria-describedby'?: string;
  'aria-invalid'?: 'true';
}

function describe(id: string, { hint, error }: FieldBase): Described {
  const parts = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return { ...(parts && { 'aria-describedby': parts }), ...(error && { 'aria-invalid': 'true' }) };
}

function Frame(props: FieldBase & { id: string; children: ComponentChildren }): JSX.Element {
  const { id, label, labelHidden = false, hint, error, children } = props;
  return (
    <div class="field">
      <label for={id} class={labelHidden ? 'hidden-text' : undefined}>
        {label}
      </label>
      <div class="input">{children}</div>
      {hint && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <div role="alert">
        {error && (
          <div class="error" id={`${id}-error`}>
            <Icon name="alert" />
            <span>{error}</span>
          </div>
        )}
      </div>
    </div>
  );
}

/** A line of text with its label, its hint and what is wrong with it. */
export function Field(props: FieldProps): JSX.Element {
  const id = useId();
  const { autoComplete = 'off', icon, end, mono = false, autoFocus = false } = props;
  const own = useRef<HTMLInputElement>(null);
  const input = props.inputRef ?? own;
  useFocusAtStart(input, autoFocus);
  // Preact's types want one literal a tag, because roles differ by type; ours has no role of its own.
  const type = (props.type ?? 'text') as 'text';
  return (
    <Frame {...props} id={id}>
      {icon && <Icon name={icon} />}
      <input
        id={id}
        ref={input}
        class={mono ? 'mono' : undefined}
        type={type}
        value={props.value}
        placeholder={props.placeholder}
        {...unserved}
        autocomplete={autoComplete}
        autofocus={autoFocus}
        maxLength={props.maxLength}
        inputMode={props.inputMode}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={(event) => props.onKeyDown?.(event)}
        onBlur={() => props.onBlur?.()}
        list={props.suggestions && `${id}-list`}
        {...describe(id, props)}
      />
      {props.suggestions && (
        <datalist id={`${id}-list`}>
          {props.suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      {end}
    </Frame>
  );
}

/** Several lines of text. */
export function TextArea(props: TextAreaProps): JSX.Element {
  const id = useId();
  const own = useRef<HTMLTextAreaElement>(null);
  const input = props.inputRef ?? own;
  useFocusAtStart(input, props.autoFocus ?? false);
  return (
    <Frame {...props} id={id}>
      <textarea
        id={id}
        ref={input}
        class={[props.mono && 'mono', props.masked && 'masked'].filter(Boolean).join(' ') || undefined}
        rows={props.rows ?? 4}
        value={props.value}
        placeholder={props.placeholder}
        {...unserved}
        autofocus={props.autoFocus}
        maxLength={props.maxLength}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={(event) => props.onKeyDown?.(event)}
        {...describe(id, props)}
      />
      {props.end}
    </Frame>
  );
}
