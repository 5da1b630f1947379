import { fold } from '../../../src/typed/index.ts';
import { indexOf, putRows, searchTexts } from '../../../src/messaging/archive/index.ts';
import type { MessageRow } from '../../../src/messaging/archive/index.ts';
import { idOf, noteOf } from './items.ts';
import { medianOfMany, medians, type Milliseconds } from './measure.ts';
import type { Filled } from './vault.ts';
import { filledVault } from './vault.ts';

type ReadAhead = ReturnType<Filled['keeper']['readAhead']>;

/** What somebody types who looks for a text: each keystroke is one search. */
const keystrokes = ['b', 'bo', 'boi', 'boil', 'boile', 'boiler', 'boiler h', 'boiler ha', 'boiler har'];

function keystroke(work: (query: string) => unknown): Promise<Milliseconds> {
  return medianOfMany(() => keystrokes.forEach(work), 3).then((all) => all / keystrokes.length);
}

function textRow(number: number): MessageRow {
  const { body: text } = noteOf(number);
  return {
    ...{ kind: 'message', record: idOf(number), revision: 1, id: `text ${number}` },
    ...{ contact: `contact ${number % 40}`, conversation: `conversation ${number % 40}`, isOwn: number % 2 === 0 },
    ...{ at: number, cameAt: number, origin: 'https://chat.example', text },
  };
}

/**
 * What texts between people cost who don't look at them: an unlock of as many items without and with archived texts, in turns.
 * And what it costs to look through them, beside a loop over the same texts, folded before.
 */
export async function archive(
  items: number,
  texts: number,
): Promise<Record<'without' | 'ours' | 'aheadWithout' | 'ahead' | 'search' | 'loop', Milliseconds>> {
  const [bare, full] = [await filledVault(items), await filledVault(items, texts)];
  const once = async ({ keeper, wayId, secret }: Filled, ahead?: ReadAhead): Promise<void> => {
    const vault = await keeper.unlock(wayId, secret(), ahead);
    if (vault?.records.entries().length !== items) throw new Error('The vault did not open whole.');
    vault.close();
  };
  const readAhead = async (filled: Filled): Promise<() => unknown> => {
    const ahead = filled.keeper.readAhead();
    await ahead;
    return () => once(filled, ahead);
  };
  const works = {
    without: () => once(bare),
    ours: () => once(full),
    aheadWithout: { before: () => readAhead(bare) },
    ahead: { before: () => readAhead(full) },
  };
  const figures = await medians(works, 21);
  await Promise.all([bare.erase(), full.erase()]);
  const rows = Array.from({ length: texts }, (_, number) => textRow(number));
  const { index } = putRows(indexOf([]), rows);
  const folded = rows.map(({ text }) => fold(text ?? ''));
  return {
    ...figures,
    search: await keystroke((query) => searchTexts(index, query)),
    loop: await keystroke((query) => rows.filter((_, at) => folded[at]?.includes(query))),
  };
}
