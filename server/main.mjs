import { enableCompileCache, flushCompileCache } from 'node:module';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

// Whatever the store writes is its owner's alone, what it has compiled included: that is run at the next start.
process.umask(0o077);

/*
 * The store, run from its TypeScript. From the second start on it runs what the first one has compiled, and keeps neither a
 * compiler nor sources in memory (25 MB). A folder that can't be written to only means that it is compiled again.
 */
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/store', import.meta.url)));

// Signatures are checked in these threads: more of them than processors only get in each other's way.
process.env['UV_THREADPOOL_SIZE'] ??= String(Math.max(2, availableParallelism()));

const { run } = await import('./run.ts');
await run(process.argv.slice(2));
flushCompileCache();
