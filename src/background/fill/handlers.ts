import type { Handlers } from '../../rpc/index.ts';
import type { Filling } from './filling.ts';
import { LeftFields } from './left-fields.ts';
import type { FillActions, FillParts } from './parts.ts';
import { openBeside } from './begin.ts';
import type { OwnItems } from './remember.ts';
import { rememberAddresses } from './remember.ts';
import { readFillSettings, saveFillSettings } from './settings.ts';

type Question =
  | ('fill.look' | 'fill.item' | 'fill.made' | 'fill.here' | 'fill.step' | 'fill.settings' | 'fill.saveSettings')
  | ('page.fieldMark' | 'page.fill' | 'page.leaveField');

/** Answers who wants to fill, and the documents that are filled. */
export function fillHandlers(
  parts: FillParts,
  filling: Filling,
  actions: FillActions,
  items: OwnItems,
): Handlers<Question> {
  const left = new LeftFields(parts);
  return {
    'fill.look': async ({ tab }) => ({ kinds: await filling.look(tab) }),
    'fill.item': async ({ remember, ...asked }) => {
      const report = await filling.fill(asked);
      // What was refused after all, or is asked on, was not filled in there.
      if (remember && report.fields.length > 0 && report.questions.length === 0)
        await rememberAddresses(items, asked.id, asked.agreed);
      return report;
    },
    'fill.made': (asked) => filling.fillMade(asked),
    'fill.settings': () => readFillSettings(parts.local),
    'fill.saveSettings': async (settings) => {
      await saveFillSettings(parts.local, settings);
      return {};
    },
    'fill.here': (asked, asker) => filling.here(asked, asker),
    'fill.step': (asked, asker) => filling.step(asked, asker),
    'page.fieldMark': async ({ field }, { host }) => ({
      mark: !(await left.has(host, field)),
      // While all is locked there is nothing to choose: the popup unlocks.
      menu: (await readFillSettings(parts.local)).menu && (await parts.session.open()) !== undefined,
    }),
    'page.fill': async (_, { tab }) => {
      await openBeside(parts, actions, tab);
      return {};
    },
    'page.leaveField': async ({ field }, { host }) => {
      await left.add(host, field);
      return {};
    },
  };
}
