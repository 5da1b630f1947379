import { runTask } from './bootstrap.mjs';

runTask('near.ts');
