import { readFileSync } from 'node:fs';
import { defineConfig } from 'wxt';
import { bareScripts } from './scripts/package/bare-scripts.ts';
import { browserUnicode } from './scripts/package/browser-unicode.ts';
import { denseZip } from './scripts/package/dense-zip.ts';
import { fewFiles } from './scripts/package/few-files.ts';
import { movedClock } from './scripts/package/moved-clock.ts';
import { dropAutoImports } from './scripts/package/no-auto-imports.ts';
import { wasmFiles } from './scripts/package/wasm-files.ts';

/** A build for the browser tests: sites and the clipboard are granted at install, because no driver can press the browser's own prompt. */
const forTests = process.env['LATCHKEY_TEST'] === '1';

/** Makes the Chromium id `idephhgilegkckebdganjhjeanjcjhmj` wherever the unpacked folder lies. Public half only. */
const chromiumKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA5AubyW958JNDRnmhE5jTfAEgNt7IdsV9/hFL40kdUOfe4p8QuA7Zf3tapslgHKk34P8ESvTYJwQhMcmBlNOjSd7M0pUawWYAAsW46AcTq3BIzsMDCuTpCZM3ULWn+N4Vrt/apM7Xuxem9VH0w4lvM1GdSBWf5Gm4DGvrLiza0G+54gVt16zpfxaBHFcQpvnRuy3yvdM9KZdUXbDmRzmuloq/L3PL8sYXTr9X3I1KXB384MOY6A23E94GsFUKXkWCXWMYbyT7eDVdokJi6HqTKbAObhywiaGcaTfEQpj8dDoVPSdxR6bKDjR0DIpSdNmxFj/7djRgL8UU7vRchLXyRQIDAQAB';

/** The RP ID of every passkey of ours; the name can never resolve, and only an extension with this permission may claim it. */
const passkeyHost = 'https://passkeys.latchkey.invalid/*';
const everySite = '*://*/*';
/** To leave on the clipboard what somebody else put there since. */
const readClipboard = 'clipboardRead';

/** To answer names and passwords that the browser itself asks for; each browser has a name of its own for that. */
function answerSignIns(browser: string): string[] {
  return ['webRequest', browser === 'firefox' ? 'webRequestBlocking' : 'webRequestAuthProvider'];
}

/** Nothing remote, no inline script or style; WebAssembly is Argon2id. The dev server needs its own connections. */
function contentSecurityPolicy(serving: boolean): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval'`,
    serving ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    // A store is where its user says: https, or plain http on this machine. Only with the host's permission, asked for then.
    `connect-src 'self' https: http://localhost:* http://127.0.0.1:*${serving ? ' ws://localhost:*' : ''}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** 48 and 128 are what lists of extensions show; a sharp toolbar takes 32. */
const sizes = [16, 32, 48, 128] as const;
const icons = Object.fromEntries(sizes.map((size) => [String(size), `icons/${String(size)}.png`]));

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

/** A message catalogue without what only translators read: descriptions, and names in the place of `$1`. */
function packedCatalogue(path: string): string {
  const catalogue = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Message>;
  const packed = Object.entries(catalogue).map(([key, { message, placeholders = {} }]) => [
    key,
    {
      message: message.replaceAll(
        /\$(\w+)\$/g,
        (name, word: string) => placeholders[word.toLowerCase()]?.content ?? name,
      ),
    },
  ]);
  return JSON.stringify(Object.fromEntries(packed));
}

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  outDir: process.env['LATCHKEY_OUTPUT'] ?? '.output',
  outDirTemplate: forTests ? '{{browser}}-mv{{manifestVersion}}-test' : '{{browser}}-mv{{manifestVersion}}',
  webExt: { disabled: true },
  vite: () => ({
    plugins: [bareScripts(), wasmFiles(), browserUnicode(), ...(forTests ? [movedClock()] : [])],
    // Else the public suffix list, one long string, would be written out wherever it is used.
    build: { rolldownOptions: { optimization: { inlineConst: false } } },
  }),
  hooks: {
    ...fewFiles,
    ...denseZip,
    'vite:build:extendConfig': (entrypoints, config) => {
      dropAutoImports(config);
      return fewFiles['vite:build:extendConfig'](entrypoints, config);
    },
    // By its name it would become a content script of WXT's, whose context pages can see: it is registered at run time.
    'entrypoints:found': (_, entrypoints) => {
      for (const entrypoint of entrypoints) if (entrypoint.name === 'content') entrypoint.type = 'unlisted-script';
    },
    'build:publicAssets': (_, files) => {
      files.forEach((file, at) => {
        if (!('absoluteSrc' in file) || !file.relativeDest.endsWith('messages.json')) return;
        files[at] = { relativeDest: file.relativeDest, contents: packedCatalogue(file.absoluteSrc) };
      });
    },
  },
  manifest: ({ browser, command }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    icons,
    action: { default_icon: icons, default_title: '__MSG_extensionName__' },
    permissions: [
      'storage',
      'unlimitedStorage',
      'alarms',
      'scripting',
      'contextMenus',
      // To copy straight from the background, and to clear what was copied when no page of ours is open.
      'clipboardWrite',
      'activeTab',
      'idle',
      ...(forTests ? [readClipboard, ...answerSignIns(browser)] : []),
      ...(browser === 'firefox' ? [] : ['offscreen' as const]),
    ],
    host_permissions: forTests ? [passkeyHost, everySite] : [passkeyHost],
    optional_permissions: forTests ? [] : [readClipboard, ...answerSignIns(browser)],
    optional_host_permissions: [everySite],
    // What whoever manages the browser may set; Firefox takes it without a schema.
    ...(browser === 'firefox' ? {} : { storage: { managed_schema: 'managed-schema.json' } }),
    omnibox: { keyword: 'lk' },
    // Found in the browser's list of extensions: the way in for who forgot how to end the disguise.
    options_ui: { page: 'vault.html', open_in_tab: true },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+L' } },
      save: { suggested_key: { default: 'Alt+Shift+S' }, description: '__MSG_commandSave__' },
      fill: { suggested_key: { default: 'Alt+Shift+F' }, description: '__MSG_commandFill__' },
      'write-or-read': { suggested_key: { default: 'Alt+Shift+E' }, description: '__MSG_commandWriteOrRead__' },
    },
    content_security_policy: { extension_pages: contentSecurityPolicy(command === 'serve') },
    web_accessible_resources: [
      {
        resources: ['compose.html', 'reveal.html', 'save.html', 'menu.html'],
        matches: [everySite],
        use_dynamic_url: true,
      },
    ],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'latchkey@latchkey.invalid',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { key: chromiumKey, minimum_chrome_version: '128' }),
  }),
  zip: {
    artifactTemplate: 'latchkey-{{version}}-{{browser}}.zip',
    sourcesTemplate: 'latchkey-{{version}}-sources.zip',
    excludeSources: ['test/**', 'docs/screenshots/**'],
  },
});
