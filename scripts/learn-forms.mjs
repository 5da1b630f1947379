import { runTask } from './bootstrap.mjs';

runTask('learn-forms.ts');
