import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { guard } from '../src/content/index.ts';

// Injected by the background into every frame of a tab in which somebody begins to write.
export default defineUnlistedScript(() => guard());
