import { runTask } from './bootstrap.mjs';

runTask('proof.ts');
