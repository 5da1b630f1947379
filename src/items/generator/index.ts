/*
 * generator: passwords, passphrases and PINs, drawn so that each value that fits the options is as likely as any other; and
 * what sites say of the passwords that they take. Pure: randomness, the word list and the list of rules are arguments.
 */
export { generate } from './generate.ts';
export type { GeneratorOptions } from './options.ts';
export { readOptions } from './read-options.ts';
export { rulesFor } from './site-list.ts';
export { toldRules } from './site-words.ts';
export type { ToldRules } from './site-words.ts';
export { readWordList, unpackWords } from './word-list.ts';
