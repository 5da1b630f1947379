import type { Area } from '../platform/index.ts';
import type { Happening } from '../rpc/index.ts';
import type { Session } from '../session/index.ts';
import type { OpenVault } from './vault-types.ts';

/** What the house stands on: its parts that other parts of it need. */
export interface Ground {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly session: Session<OpenVault>;
  /** On disk and not sealed: nothing secret. */
  readonly local: Area;
  /** In memory, outlives the background and every lock, not the browser: nothing secret. */
  readonly memory: Area;
  /** Tells every page of ours. Never waits, never throws. */
  readonly tell: (happening: Happening) => void;
}
