import { defineBackground } from 'wxt/utils/define-background';
import { start } from '../src/background/index.ts';

export default defineBackground({ type: 'module', main: start });
