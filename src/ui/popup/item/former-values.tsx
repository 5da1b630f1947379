import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { Button, dateOf, List, written } from '../../kit/index.ts';
import type { FormerValue } from './shown-values.ts';
import { ValueRow } from './value-row.tsx';

interface FormerValuesProps {
  values: readonly FormerValue[];
  copy: (value: FormerValue) => void;
  /** The present one goes to the history. */
  useAgain: (value: FormerValue) => void;
}

/** What an item said before. */
export function FormerValues({ values, copy, useAgain }: FormerValuesProps): JSX.Element | null {
  if (values.length === 0) return null;
  return (
    <div class="popup-former">
      <List title={message('popupHistory', written(values.length))}>
        {values.map((value) => (
          <ValueRow
            key={`${value.field} ${String(value.until)}`}
            label={message('popupUntil', value.label, dateOf(value.until))}
            value={value.value}
            secret={value.secret}
            copy={() => copy(value)}
            more={
              <Button kind="quiet" onClick={() => useAgain(value)}>
                {message('popupUseAgain')}
              </Button>
            }
          />
        ))}
      </List>
    </div>
  );
}
