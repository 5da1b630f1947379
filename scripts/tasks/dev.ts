import { resolve } from 'node:path';
import { createServer } from 'wxt';
import { readWish, targets } from './arguments.ts';
import { whyNoWindow } from './by-hand.ts';
import { stay } from './stay.ts';

/** `npm run dev`: a browser whose extension reloads as its sources are edited. */
async function dev(): Promise<void> {
  const wish = await readWish('npm run dev');
  if (!wish) return;
  const why = await whyNoWindow(wish.kind);
  if (why !== undefined) {
    console.error(`${why} This opens one and reloads the extension in it; to load one by hand: npm run build`);
    process.exitCode = 1;
    return;
  }
  const target = targets[wish.kind];
  // Beside the build of `npm start`, not over it.
  const server = await createServer({ browser: target, outDirTemplate: '{{browser}}-mv{{manifestVersion}}-dev' });
  await server.start();
  try {
    await stay(wish.kind, resolve(`.output/${target}-mv3-dev`), wish.isFresh);
  } finally {
    await server.stop();
  }
}

await dev();
