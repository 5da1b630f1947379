import type { Handlers } from '../../rpc/index.ts';
import { noteDeed } from '../context/index.ts';
import type { TransferParts } from './parts.ts';
import { plainHandlers } from './plain.ts';
import { sealedHandlers } from './sealed.ts';
import { roomAt } from './weight.ts';

type TransferQuestion = Extract<keyof Handlers, `transfer.${string}`>;

/** Answers the questions about what comes from files, and goes into them. */
export function transferHandlers(parts: TransferParts): Handlers<TransferQuestion> {
  const { imports, store } = parts;
  return {
    ...sealedHandlers(parts),
    ...plainHandlers(parts),
    'transfer.begin': async ({ name, report }) => ({ id: await imports.begin(name, report) }),
    'transfer.stage': ({ id, items }) => imports.stage(id, items),
    'transfer.room': async ({ id }) => roomAt(store, await imports.weights(id)),
    'transfer.run': async ({ id, choices }) => {
      const { at } = await imports.state();
      await imports.run(id, choices);
      // One that stopped and goes on was noted when it began.
      if (at !== 'stopped') await noteDeed(parts, { what: 'imported' });
      return {};
    },
    'transfer.report': ({ id }) => imports.report(id),
    'transfer.state': () => imports.state(),
    'transfer.undo': ({ id }) => imports.undo(id),
    'transfer.dismiss': async ({ id }) => {
      await imports.dismiss(id);
      return {};
    },
  };
}
