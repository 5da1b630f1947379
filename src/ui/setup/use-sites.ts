import { useState } from 'preact/hooks';
import { requestOrigins } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { Sites, SitesMode } from '../../rpc/index.ts';
import { useAction, useQuestion } from '../kit/index.ts';
import { asksFirst, chosenMode } from './sites-wish.ts';
import { everySite } from './site-address.ts';

/** Where Latchkey may work: how it is, what the user has chosen, and whether the browser must be asked for that. */
export interface SitesState {
  readonly answer: Sites | undefined;
  readonly error: unknown;
  readonly again: () => void;
  readonly chosen: SitesMode;
  /** The choice alone never asks the browser. What needs no question of its holds at once. */
  readonly choose: (mode: SitesMode) => void;
  /** The chosen mode waits for the browser's answer, and nothing has changed yet. */
  readonly asks: boolean;
  /** Makes the chosen mode hold, asking the browser where it must; to be called in the press itself. `then` when it holds. */
  readonly settle: (then?: () => void) => void;
  readonly refused: boolean;
  readonly refuse: (refused: boolean) => void;
}

/** `first`: what is chosen beforehand while nothing was ever decided. */
export function useSites(first?: SitesMode): SitesState {
  const { answer, error, again } = useQuestion('sites.read', {}, ['sites']);
  const [wish, setWish] = useState<SitesMode | undefined>(first);
  const [refused, refuse] = useState(false);
  const change = useAction(async (mode: SitesMode, then?: () => void) => {
    await call('sites.mode', { mode });
    again();
    then?.();
  });
  const chosen = chosenMode(answer, wish);
  const asks = answer !== undefined && asksFirst(chosen, answer);
  // The browser's question must come first in the press itself: after an await it would be refused.
  const ask = (then?: () => void): void => {
    void requestOrigins([everySite]).then((allowed) => {
      refuse(!allowed);
      if (allowed) void change.run('all', then);
      else again();
    });
  };
  return {
    answer,
    error: error ?? change.error,
    again,
    chosen,
    choose: (mode) => {
      refuse(false);
      setWish(mode);
      if (answer && !asksFirst(mode, answer)) void change.run(mode);
    },
    asks,
    settle: (then) => {
      if (asks) ask(then);
      else if (answer?.mode !== chosen) void change.run(chosen, then);
      else then?.();
    },
    refused,
    refuse,
  };
}
