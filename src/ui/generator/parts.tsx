import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { unserved } from '../kit/index.ts';
import type { Bounds } from './change.ts';

interface SegmentsProps<Value extends string> {
  label: string;
  values: readonly { readonly value: Value; readonly label: string }[];
  chosen: Value;
  onChoose: (value: Value) => void;
}

/** One of a few, side by side. */
export function Segments<Value extends string>(props: SegmentsProps<Value>): JSX.Element {
  const { label, values, chosen, onChoose } = props;
  const name = useId();
  return (
    <fieldset class="segments">
      <legend class="hidden-text">{label}</legend>
      {values.map((each) => (
        <label key={each.value}>
          <input
            type="radio"
            name={name}
            checked={each.value === chosen}
            onChange={() => {
              onChoose(each.value);
            }}
          />
          <span>{each.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface SliderProps {
  label: string;
  value: number;
  bounds: Bounds;
  /** The value in words. */
  words: string;
  onSlide: (value: number) => void;
}

/** A number between two others. */
export function Slider({ label, value, bounds, words, onSlide }: SliderProps): JSX.Element {
  const id = useId();
  return (
    <div class="slider">
      <div class="line">
        <label class="spring" for={id}>
          {label}
        </label>
        <strong aria-hidden="true">{words}</strong>
      </div>
      <input
        id={id}
        type="range"
        {...unserved}
        min={bounds.least}
        max={bounds.most}
        value={value}
        aria-valuetext={words}
        onInput={(event) => onSlide(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}
