import type { Handlers } from '../../rpc/index.ts';
import { sealExport } from '../../vault/index.ts';
import type { AccountParts, ForgetSites } from '../account/index.ts';
import { FilePieces, readWithheld } from '../context/index.ts';
import { eraseRemoved } from './removed.ts';

/** What the file with what was never sent is called. */
const FILE = 'latchkey-not-sent.latchkey';

/** Answers the questions about what a removed browser never sent. */
export function unsentHandlers(
  parts: AccountParts,
  forgetSites: ForgetSites,
): Handlers<'devices.unsent' | 'devices.unsent.export' | 'devices.unsent.erase'> {
  const { unsent, stretch, local } = parts;
  const pieces = new FilePieces(parts);
  return {
    'devices.unsent': async () => ({ items: (await unsent.contents()).records.length }),
    'devices.unsent.export': async (asked) => {
      if ('from' in asked) return pieces.next(asked.from);
      return pieces.first({ name: FILE, file: await sealExport(await unsent.contents(), asked.password, stretch) });
    },
    'devices.unsent.erase': async () => {
      if ((await readWithheld(local)) !== undefined) await eraseRemoved(parts, forgetSites);
      return {};
    },
  };
}
