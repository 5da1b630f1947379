import type { ToldRules } from '../../items/index.ts';
import { language, message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { written } from '../kit/index.ts';

type Sort = ToldRules['takes'][number];

const sortWords: Readonly<Record<Sort, MessageKey>> = {
  upper: 'generatorAnUpper',
  lower: 'generatorALower',
  digit: 'generatorADigit',
  sign: 'generatorASign',
};

/** Where a password may be as long as this, nobody has to know how long. */
const longEnough = 128;

/** What a site takes, in sentences. */
export function sentencesOf(rules: ToldRules & { readonly domain: string }): string {
  return [lengthOf(rules), ...needsOf(rules), ...signsOf(rules), ...rowOf(rules)].join(' ');
}

function lengthOf({ domain, shortest, longest }: ToldRules & { readonly domain: string }): string {
  const [from, to] = [written(shortest), written(longest)];
  if (shortest === longest) return message('generatorRulesExactly', domain, to);
  if (longest < longEnough) {
    return shortest > 1
      ? message('generatorRulesBetween', domain, from, to)
      : message('generatorRulesUpTo', domain, to);
  }
  return shortest > 1 ? message('generatorRulesFrom', domain, from) : message('generatorRulesOwn', domain);
}

function needsOf({ needs }: ToldRules): string[] {
  if (needs.length === 0) return [];
  const each = needs.map((sorts) =>
    listed(
      'disjunction',
      sorts.map((sort) => message(sortWords[sort])),
    ),
  );
  return [message('generatorRulesNeeds', listed('conjunction', each))];
}

function signsOf({ takes, signs }: ToldRules): string[] {
  if (takes.every((sort) => sort === 'digit')) return [message('generatorRulesDigits')];
  if (!takes.includes('sign')) return [message('generatorRulesNoSigns')];
  return signs === undefined ? [] : [message('generatorRulesSigns', Array.from(signs).join(' '))];
}

function rowOf({ mostInRow }: ToldRules): string[] {
  return mostInRow === undefined ? [] : [message('generatorRulesRow', written(mostInRow))];
}

function listed(type: 'conjunction' | 'disjunction', parts: readonly string[]): string {
  return new Intl.ListFormat(language(), { type }).format(parts);
}
