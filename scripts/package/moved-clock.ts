import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/** The background of a build for the browser tests begins with a clock that these can move on: nobody waits an hour for a text to end. */
export function movedClock(): Plugin {
  return {
    name: 'latchkey:moved-clock',
    apply: 'build',
    transform: {
      filter: { id: /\/entrypoints\/background\.ts$/ },
      handler: (code) => ({
        code: `import { movedClock } from '${resolve('test/e2e/inside/moved-clock.ts')}';\nmovedClock();\n${code}`,
        map: null,
      }),
    },
  };
}
