import type { Plugin } from 'vite';
import { madeOnce } from './made-once.ts';

/**
 * Puts the WebAssembly that libraries carry as text into files of its own: as base64 within a script it packs half as well
 * again, once for each script that uses it, and is decoded letter by letter at every start.
 */
export function wasmFiles(): Plugin {
  return {
    name: 'latchkey:wasm-files',
    async transform(code, id) {
      const changed = id.includes('@serenity-kit/opaque')
        ? await withoutOpaque(code)
        : id.includes('hash-wasm')
          ? withoutHashes(code)
          : undefined;
      for (const [name, source] of changed?.files ?? [])
        this.emitFile({ type: 'asset', fileName: `${name}.wasm`, source });
      return changed && { code: changed.code, map: null };
    },
  };
}

interface Changed {
  readonly code: string;
  readonly files: readonly (readonly [name: string, module: Uint8Array])[];
}

/** An expression for the compiled module; `name` is one for the name of its file, without its ending. */
const compiled = (name: string): string =>
  `fetch('/' + ${name} + '.wasm').then((file) => file.arrayBuffer()).then((bytes) => WebAssembly.compile(bytes))`;

/** The module that OPAQUE's library carries, and how it is turned into one. */
const opaqueCall = /_loadWasmModule\(0, null, '([A-Za-z0-9+/=]{1000,})'(?:, imports)?\)/;

async function withoutOpaque(code: string): Promise<Changed> {
  const [call, text] = opaqueCall.exec(code) ?? [];
  if (call === undefined || text === undefined) throw new Error('@serenity-kit/opaque keeps its module otherwise now');
  const module = await madeOnce('client-wasm-132', Buffer.from(text, 'base64'), clientOnly);
  return { code: code.replace(call, () => compiled("'opaque'")), files: [['opaque', module]] };
}

/** What a store does with OPAQUE, which no browser ever does. */
const storeHalf = [
  'createServerSetup',
  'getServerPublicKey',
  'createServerRegistrationResponse',
  'startServerLogin',
  'finishServerLogin',
];

/** The client's half of the module, for size: what `wasm-opt -Oz` makes. It uses no feature that the module doesn't declare. */
async function clientOnly(module: Uint8Array): Promise<Uint8Array> {
  // A program of 14 MB: loaded by whoever needs it, which is one build in many.
  const { default: binaryen } = await import('binaryen');
  const tree = binaryen.readBinary(module);
  for (const name of storeHalf) {
    if (tree.getExport(name) === 0) throw new Error(`@serenity-kit/opaque has no ${name} any more`);
    tree.removeExport(name);
  }
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(2);
  tree.optimize();
  return tree.emitBinary();
}

/** Where the library of Argon2 decodes and compiles the module of a hash. */
const hashCall =
  /const asm = decodeBase64\(binary\.data\);\s*(?:\/\/.*\s*)?const promise = WebAssembly\.compile\(asm\.buffer\);/;

/** Those that Argon2 is made of. They stay as the library has them: how fast they are is what they are for. */
const hashes = ['argon2', 'blake2b'];

function withoutHashes(code: string): Changed {
  if (!hashCall.test(code)) throw new Error('hash-wasm compiles its modules otherwise now');
  let changed = code.replace(hashCall, () => `const promise = ${compiled('binary.name')};`);
  const files = hashes.map((name) => {
    const [found, before = '', text = ''] =
      new RegExp(`(var name\\S* = "${name}";\\s*var data\\S* = )"([A-Za-z0-9+/=]+)"`).exec(code) ?? [];
    if (found === undefined) throw new Error(`hash-wasm keeps ${name} otherwise now`);
    changed = changed.replace(found, () => `${before}''`);
    return [name, Buffer.from(text, 'base64')] as const;
  });
  return { code: changed, files };
}
