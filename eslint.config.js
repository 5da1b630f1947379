import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const oneDoor = 'Only src/platform speaks to the browser; ask platform.';
const browserGlobals = ['browser', 'chrome', 'indexedDB'].map((name) => ({ name, message: oneDoor }));
const noFetch = { name: 'fetch', message: 'Whoever needs the network is handed fetch as an argument.' };

/** `globalThis.fetch` and `self.fetch` are the same door by another name. */
const byAnotherName = (names) => ({
  selector: `MemberExpression[object.name=/^(globalThis|self|window)$/][property.name=/^(${names.join('|')})$/]`,
  message: 'A forbidden global by another name.',
});
const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only: a thing has one name everywhere.',
};
const noEnum = { selector: 'TSEnumDeclaration', message: 'A union of literals instead of an enum.' };
const noRawHtml = {
  selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
  message: 'Text is put in as text.',
};
const noInnerHtml = {
  selector: 'AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]',
  message: 'Text is put in as text.',
};
const ownKeys = [
  {
    selector: 'Literal[value=/^(Enter|Escape)$/]',
    message: 'isEnter and isEscape of the kit leave an input method its keys.',
  },
  { selector: "MemberExpression[property.name='isComposing']", message: 'isComposed of the kit knows all of them.' },
];
const taste = [noDefaultExport, noEnum, noRawHtml, noInnerHtml];
const browserNames = ['browser', 'chrome', 'indexedDB'];

export default defineConfig(
  globalIgnores([
    '.output/',
    '.wxt/',
    'dist/',
    'coverage/',
    'test/architecture/violations/',
    'test/bench/node_modules/',
    'test/pages/node_modules/',
  ]),
  eslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // process.env['X']: a name in quotes is a name from outside.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // In a loop over bytes `as number` is the plain way to say what the bound has proved; `!` stays forbidden.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // There are no enums (see noEnum), and to look for them in every assignment takes long.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'max-lines': ['error', { max: 300 }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}', 'entrypoints/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-globals': ['error', ...browserGlobals, noFetch],
      'no-restricted-syntax': ['error', ...taste, byAnotherName([...browserNames, 'fetch'])],
    },
  },
  {
    files: ['src/ui/**/*.{ts,tsx}'],
    ignores: ['src/ui/kit/keys.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...taste, byAnotherName([...browserNames, 'fetch']), ...ownKeys],
    },
  },
  {
    files: ['src/platform/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', noFetch],
      'no-restricted-syntax': ['error', ...taste, byAnotherName(['fetch'])],
    },
  },
  {
    // Where the network comes in, to be handed on.
    files: ['src/platform/web.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    // WXT takes an entrypoint's definition as the default export.
    files: ['entrypoints/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': ['error', noEnum, noRawHtml, noInnerHtml, byAnotherName([...browserNames, 'fetch'])],
      'max-lines': ['error', { max: 15, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['test/**/*.{ts,tsx}', 'scripts/**/*.{ts,mjs}', '*.config.{ts,js}'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', module: 'writable', require: 'readonly' },
    },
    rules: { 'no-console': 'off' },
  },
  {
    // The peers are installed by the bench only, so their types aren't here when lint runs.
    files: ['test/bench/**/*.ts'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    // An empty function is a fair stand-in for a listener.
    files: ['test/**/*.{ts,tsx}'],
    rules: { '@typescript-eslint/no-empty-function': 'off' },
  },
);
