import type { Plugin } from 'vite';
import { madeOnce } from './made-once.ts';

/** The module that the library carries as text, and how the text is turned into it. */
const embedded = /_loadWasmModule\(0, null, '([A-Za-z0-9+/=]{1000,})'(?:, imports)?\)/;

/**
 * Puts the WebAssembly of OPAQUE into a file of its own: as base64 within a script it packs half as well again (45 kB of the
 * package), and is decoded letter by letter at every sign-in. Binaryen makes it smaller by a third (20 kB of the package).
 */
export function opaqueWasm(): Plugin {
  return {
    name: 'latchkey:opaque-wasm',
    async transform(code, id) {
      if (!id.includes('@serenity-kit/opaque')) return undefined;
      const [call, text] = embedded.exec(code) ?? [];
      if (call === undefined || text === undefined)
        throw new Error('@serenity-kit/opaque keeps its module otherwise now');
      const source = await madeOnce('small-wasm-132', Buffer.from(text, 'base64'), smaller);
      this.emitFile({ type: 'asset', fileName: 'opaque.wasm', source });
      const load = `fetch('/opaque.wasm').then((file) => file.arrayBuffer()).then((bytes) => WebAssembly.compile(bytes))`;
      return { code: code.replace(call, () => load), map: null };
    },
  };
}

/** The same module for size: what `wasm-opt -Oz` makes. It uses no feature that the module doesn't declare. */
async function smaller(module: Uint8Array): Promise<Uint8Array> {
  // A program of 14 MB: loaded by whoever needs it, which is one build in many.
  const { default: binaryen } = await import('binaryen');
  const tree = binaryen.readBinary(module);
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(2);
  tree.optimize();
  return tree.emitBinary();
}
