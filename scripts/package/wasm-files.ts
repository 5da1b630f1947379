import type { Plugin } from 'vite';

/**
 * Puts the WebAssembly that the library of Argon2 carries as text into files of its own: as base64 within a script it packs half as
 * well again, once for each script that uses it, and is decoded letter by letter at every start.
 */
export function wasmFiles(): Plugin {
  return {
    name: 'latchkey:wasm-files',
    transform(code, id) {
      if (!id.includes('hash-wasm')) return undefined;
      const changed = withoutHashes(code);
      for (const [name, source] of changed.files) this.emitFile({ type: 'asset', fileName: `${name}.wasm`, source });
      return { code: changed.code, map: null };
    },
  };
}

interface Changed {
  readonly code: string;
  readonly files: readonly (readonly [name: string, module: Uint8Array])[];
}

/** The module of that name, compiled. */
const compiled = `const promise = fetch('/' + binary.name + '.wasm').then((file) => file.arrayBuffer()).then((bytes) => WebAssembly.compile(bytes));`;

/** Where the library of Argon2 decodes and compiles the module of a hash. */
const hashCall =
  /const asm = decodeBase64\(binary\.data\);\s*(?:\/\/.*\s*)?const promise = WebAssembly\.compile\(asm\.buffer\);/;

/** Those that Argon2 is made of. They stay as the library has them: how fast they are is what they are for. */
const hashes = ['argon2', 'blake2b'];

function withoutHashes(code: string): Changed {
  if (!hashCall.test(code)) throw new Error('hash-wasm compiles its modules otherwise now');
  let changed = code.replace(hashCall, () => compiled);
  const files = hashes.map((name) => {
    const [found, before = '', text = ''] =
      new RegExp(`(var name\\S* = "${name}";\\s*var data\\S* = )"([A-Za-z0-9+/=]+)"`).exec(code) ?? [];
    if (found === undefined) throw new Error(`hash-wasm keeps ${name} otherwise now`);
    changed = changed.replace(found, () => `${before}''`);
    return [name, Buffer.from(text, 'base64')] as const;
  });
  return { code: changed, files };
}
