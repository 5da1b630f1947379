import { randomBytes } from '../../crypto/index.ts';
import { generate, rulesFor, toldRules } from '../../items/index.ts';
import type { GeneratorOptions } from '../../items/index.ts';
import type { Handlers, MadeValue } from '../../rpc/index.ts';
import { clearHistory, keepValue, keptValues, readUsed, rememberUsed } from './kept.ts';
import { lists } from './lists.ts';
import type { Lists } from './lists.ts';
import type { GeneratorParts } from './parts.ts';

type GeneratorQuestion = 'generator.make' | 'generator.keep' | 'generator.history' | 'generator.clear';

/** Answers the questions about making passwords. Only for an open vault: what is made is kept there. */
export function generatorHandlers({ session, clock, tell, ownFile }: GeneratorParts): Handlers<GeneratorQuestion> {
  const files = lists(ownFile);
  return {
    'generator.make': async ({ options, host }) => {
      const vault = await session.vault();
      return make(files, options ?? (await readUsed(vault)), host);
    },
    'generator.keep': async ({ value, options, host }) => {
      const vault = await session.vault();
      await keepValue(vault, { value, until: clock(), ...(host !== undefined && { host }) });
      await rememberUsed(vault, options);
      tell({ type: 'generator' });
      return {};
    },
    'generator.history': async () => {
      const kept = await keptValues(await session.vault());
      return {
        values: kept.map(({ value, until, host }) => ({ value, keptAt: until, ...(host !== undefined && { host }) })),
      };
    },
    'generator.clear': async () => {
      await clearHistory(await session.vault());
      tell({ type: 'generator' });
      return {};
    },
  };
}

/** Makes a password by the rules of a site, and otherwise as a person last made one; kept before it is answered. */
export async function makeKept(
  handlers: Pick<Handlers<GeneratorQuestion>, 'generator.make' | 'generator.keep'>,
  host: string,
): Promise<string> {
  const asker = { role: 'window' } as const;
  const last = await handlers['generator.make']({ host }, asker);
  // A PIN is no password for a site, whatever was made last.
  const options: GeneratorOptions =
    last.options.kind === 'pin' ? { ...last.options, kind: 'characters' } : last.options;
  const { value } = options === last.options ? last : await handlers['generator.make']({ options, host }, asker);
  await handlers['generator.keep']({ value, options, host }, asker);
  return value;
}

async function make({ words, rules }: Lists, options: GeneratorOptions, host?: string): Promise<MadeValue> {
  const found = host === undefined || options.kind !== 'characters' ? undefined : rulesFor(await rules(), host);
  const made = await generate(options, { random: randomBytes, words, site: found?.rules });
  return { ...made, options, ...(found && { rules: { domain: found.domain, ...toldRules(found.rules) } }) };
}
