import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { GeneratorOptions } from '../../items/index.ts';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { counted, Switch, written } from '../kit/index.ts';
import { classNames, isLastClass, withClass } from './change.ts';
import type { CharacterOptions, ClassName } from './change.ts';

type WordOptions = GeneratorOptions['words'];

const classWords: Readonly<Record<ClassName, MessageKey>> = {
  lower: 'generatorLower',
  upper: 'generatorUpper',
  digits: 'generatorDigits',
  signs: 'generatorSigns',
};

const separators: readonly (readonly [WordOptions['separator'], MessageKey])[] = [
  ['-', 'generatorHyphen'],
  [' ', 'generatorSpace'],
  ['.', 'generatorDot'],
  ['_', 'generatorUnderscore'],
  ['', 'generatorNothing'],
];

interface CharactersProps {
  options: CharacterOptions;
  /** The site says which characters it takes, and that is followed. */
  isBound: boolean;
  onChange: (options: CharacterOptions) => void;
}

/** Which characters. */
export function Characters({ options, isBound, onChange }: CharactersProps): JSX.Element {
  return (
    <div class="generator-options">
      {!isBound && classNames.map((name) => <ClassRow key={name} name={name} options={options} onChange={onChange} />)}
      <Switch
        label={message('generatorLookAlikes')}
        detail={message('generatorLookAlikesDetail')}
        on={options.withoutLookAlikes}
        onSwitch={(withoutLookAlikes) => onChange({ ...options, withoutLookAlikes })}
      />
    </div>
  );
}

interface ClassRowProps {
  name: ClassName;
  options: CharacterOptions;
  onChange: (options: CharacterOptions) => void;
}

function ClassRow({ name, options, onChange }: ClassRowProps): JSX.Element {
  const { on, atLeast } = options[name];
  const label = message(classWords[name]);
  return (
    <div class="generator-class">
      <Switch
        label={label}
        on={on}
        disabled={isLastClass(options, name)}
        onSwitch={(wanted) => onChange(withClass(options, name, { on: wanted }))}
      />
      {on && (
        <select
          aria-label={message('generatorAtLeastOf', label)}
          value={String(atLeast)}
          onChange={(event) => onChange(withClass(options, name, { atLeast: Number(event.currentTarget.value) }))}
        >
          {[0, 1, 2, 3, 4, 5].map((count) => (
            <option key={count} value={String(count)}>
              {count === 0 ? message('generatorAny') : message('generatorAtLeast', written(count))}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

/** What stands between the words, and what else is in them. */
export function Words({
  options,
  onChange,
}: {
  options: WordOptions;
  onChange: (options: WordOptions) => void;
}): JSX.Element {
  const id = useId();
  return (
    <div class="generator-options">
      <div class="field">
        <label for={id}>{message('generatorBetween')}</label>
        <div class="input">
          <select
            id={id}
            value={options.separator}
            onChange={(event) => {
              const separator = separators.find(([value]) => value === event.currentTarget.value)?.[0];
              if (separator !== undefined) onChange({ ...options, separator });
            }}
          >
            {separators.map(([value, words]) => (
              <option key={value} value={value}>
                {message(words)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <Switch
        label={message('generatorCapital')}
        on={options.capital}
        onSwitch={(capital) => onChange({ ...options, capital })}
      />
      <Switch
        label={message('generatorDigit')}
        on={options.digit}
        onSwitch={(digit) => onChange({ ...options, digit })}
      />
    </div>
  );
}

const sizeLabels = { characters: 'generatorLength', words: 'generatorWordCount', pin: 'generatorLength' } as const;

/** What the slider is of. */
export function sizeLabel(kind: GeneratorOptions['kind']): string {
  return message(sizeLabels[kind]);
}

/** How many characters, words or digits. */
export function sizeWords(kind: GeneratorOptions['kind'], size: number): string {
  if (kind === 'words') return counted('generatorWords', size);
  return counted(kind === 'pin' ? 'generatorPinDigits' : 'generatorCharacters', size);
}
