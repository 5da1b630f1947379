import { runTask } from './bootstrap.mjs';

runTask('foreign.ts');
