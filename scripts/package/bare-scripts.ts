import type { Plugin } from 'vite';

/** WXT's own beginning of a script, which imports ours. */
const beginning = /^\0virtual:wxt-unlisted-script-entrypoint\?/;
const ours = /import definition from "([^"]+)"/;

/**
 * Scripts of pages and workers begin as they are written: WXT would put a console of its own round each (0.5 kB, where a page
 * pays for 2), which says nothing in a package. What `main` returns is still what the script answers where it is run.
 */
export function bareScripts(): Plugin {
  return {
    name: 'latchkey:bare-scripts',
    apply: 'build',
    transform: {
      filter: { id: beginning },
      handler(code) {
        const [, path] = ours.exec(code) ?? [];
        if (path === undefined) throw new Error('WXT begins scripts otherwise now');
        return { code: `import script from '${path}';\nexport default script.main();\n`, map: null };
      },
    },
  };
}
