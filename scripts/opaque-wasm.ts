import type { Plugin } from 'vite';

/** The module that the library carries as text, and how the text is turned into it. */
const embedded = /_loadWasmModule\(0, null, '([A-Za-z0-9+/=]{1000,})'(?:, imports)?\)/;

/**
 * Puts the WebAssembly of OPAQUE into a file of its own: as base64 within a script it packs half as well again (45 kB of the
 * package), and is decoded letter by letter at every sign-in.
 */
export function opaqueWasm(): Plugin {
  return {
    name: 'latchkey:opaque-wasm',
    transform(code, id) {
      if (!id.includes('@serenity-kit/opaque')) return undefined;
      const [call, text] = embedded.exec(code) ?? [];
      if (call === undefined || text === undefined)
        throw new Error('@serenity-kit/opaque keeps its module otherwise now');
      this.emitFile({ type: 'asset', fileName: 'opaque.wasm', source: Buffer.from(text, 'base64') });
      const load = `fetch('/opaque.wasm').then((file) => file.arrayBuffer()).then((bytes) => WebAssembly.compile(bytes))`;
      return { code: code.replace(call, () => load), map: null };
    },
  };
}
