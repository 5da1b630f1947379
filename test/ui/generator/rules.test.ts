import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import '../browser.ts';
import { parseSiteRules } from '../../../src/items/generator/site-rules.ts';
import { toldRules } from '../../../src/items/generator/site-words.ts';
import { sentencesOf } from '../../../src/ui/generator/rules.ts';

function told(text: string): string {
  const rules = parseSiteRules(text);
  if (!rules) throw new Error(`no rules: ${text}`);
  return sentencesOf({ domain: 'a.example', ...toldRules(rules) });
}

it.each([
  ['minlength: 8; maxlength: 16', 'generatorRulesBetween a.example 8 16'],
  ['minlength: 6; maxlength: 6; allowed: digit', 'generatorRulesExactly a.example 6 generatorRulesDigits'],
  ['maxlength: 20; max-consecutive: 2', 'generatorRulesUpTo a.example 20 generatorRulesRow 2'],
  ['minlength: 8', 'generatorRulesFrom a.example 8'],
  ['allowed: lower', 'generatorRulesOwn a.example generatorRulesNoSigns'],
  [
    'minlength: 8; maxlength: 16; required: upper, lower; required: digit; allowed: [-._]',
    'generatorRulesBetween a.example 8 16 generatorRulesNeeds generatorAnUpper or generatorALower and generatorADigit ' +
      'generatorRulesSigns - . _',
  ],
])('%s is told as sentences', (text, sentences) => {
  expect(told(text)).toBe(sentences);
});

it('tells the rules of every site that we know', () => {
  const list = JSON.parse(readFileSync('public/generator/site-rules.json', 'utf8')) as Record<string, string>;
  for (const text of Object.values(list)) expect(told(text)).toMatch(/^generatorRules\w+ a\.example/);
});
