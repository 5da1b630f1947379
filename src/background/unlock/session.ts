import { Session } from '../../session/index.ts';
import type { SessionState } from '../../session/index.ts';
import type { UnlockParts } from './parts.ts';
import { keptSessionIn } from './kept-session.ts';
import { noteReason } from '../context/index.ts';
import { readLimits } from './locks.ts';
import type { OpenVault } from '../../vault/index.ts';

interface SessionNeeds extends Pick<UnlockParts, 'clock' | 'local' | 'memory' | 'keeper' | 'tell'> {
  readonly wakeAt: (when: number) => Promise<void>;
  /** Shows the state on the toolbar button. */
  readonly show: (lock: SessionState['lock']) => void;
  /** The vault is open, perhaps once more. */
  readonly opened: () => void;
}

/** The session over this browser's storage. */
export function buildSession({
  clock,
  local,
  memory,
  keeper,
  tell,
  wakeAt,
  show,
  opened,
}: SessionNeeds): Session<OpenVault> {
  return new Session<OpenVault>({
    clock,
    kept: keptSessionIn(memory),
    limits: () => readLimits(local),
    resume: (masterKey) => keeper.resume(masterKey),
    wakeAt,
    changed: ({ lock }, reason) => {
      show(lock);
      if (lock !== 'locked') opened();
      const noted = reason ? noteReason(memory, reason) : Promise.resolve();
      // Pages ask for the status when they hear of it, and find the reason there.
      void noted.catch(() => undefined).then(() => tell({ type: 'status' }));
    },
  });
}
