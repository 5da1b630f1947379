import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { again } from '../src/content/index.ts';

// Run after content.js in tabs that were open before.
export default defineUnlistedScript(() => again());
