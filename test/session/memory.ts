import type { KeptStore, LockReason, SessionParts, SessionState, Times } from '../../src/session/index.ts';

export const minute = 60_000;

/** A vault that only knows whether it was closed. */
export class FakeVault {
  masterKey = new Uint8Array(32).fill(7);
  closed = false;
  close(): void {
    this.closed = true;
  }
}

/** The browser's session storage: outlives every Session made over it, as it outlives a background. */
class KeptInMemory implements KeptStore {
  key: Uint8Array<ArrayBuffer> | undefined;
  kept: Times | undefined;
  times = () => Promise.resolve(this.key && this.kept);
  masterKey = () => Promise.resolve(this.key?.slice());
  begin = (key: Uint8Array<ArrayBuffer>, times: Times) => {
    this.key = key.slice();
    this.kept = times;
    return Promise.resolve();
  };
  touch = (times: Times) => {
    this.kept = times;
    return Promise.resolve();
  };
  clear = () => {
    this.key = undefined;
    this.kept = undefined;
    return Promise.resolve();
  };
}

/** Everything around a session: its clock is a number to be set, what it did is there to be looked at. */
export class World {
  now = 1_000_000_000;
  readonly kept = new KeptInMemory();
  limits = { messages: 5 * minute, full: 15 * minute };
  alarm: number | undefined;
  readonly changes: [SessionState['lock'], LockReason | undefined][] = [];
  readonly vaults: FakeVault[] = [];
  resumes = true;

  parts(): SessionParts<FakeVault> {
    return {
      clock: () => this.now,
      kept: this.kept,
      limits: () => Promise.resolve(this.limits),
      resume: () => (this.resumes ? Promise.resolve(this.open()) : Promise.resolve(null)),
      wakeAt: (when) => {
        this.alarm = when;
        return Promise.resolve();
      },
      changed: ({ lock }, reason) => {
        this.changes.push([lock, reason]);
      },
    };
  }

  open(): FakeVault {
    const vault = new FakeVault();
    this.vaults.push(vault);
    return vault;
  }
}
