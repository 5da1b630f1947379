import { runTask } from './bootstrap.mjs';

runTask('score-forms.ts');
