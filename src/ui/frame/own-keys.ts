import { longAgo } from './long-ago.ts';

/**
 * `own`: of a press that was made here. `quick`: the beginning of one that was not, as far as it is seen here. `rest`:
 * what else belongs to such a press, or a key that is held on.
 */
type Verdict = 'own' | 'quick' | 'rest';

export interface OwnKeys {
  /** To be called when the frame gets the focus. */
  readonly come: () => void;
  /** Judges one event of a key that presses something. */
  readonly hear: (event: Pick<KeyboardEvent, 'type' | 'key' | 'repeat'>) => Verdict;
}

/** Knows which presses by key were made here, anew, after the frame had the focus for a while. */
export function newOwnKeys(): OwnKeys {
  const begun = new Set<string>();
  let focused = performance.now();
  const come = (): void => {
    focused = performance.now();
    begun.clear();
  };
  const hear: OwnKeys['hear'] = ({ type, key, repeat }) => {
    if (type === 'keydown' && !repeat && longAgo(focused)) begun.add(key);
    const isBegun = begun.has(key);
    if (type === 'keyup') begun.delete(key);
    if (isBegun && !repeat) return 'own';
    return type === 'keydown' && !isBegun ? 'quick' : 'rest';
  };
  return { come, hear };
}
