import { relayWork } from '../../src/work/index.ts';

relayWork(navigator.serviceWorker, (script) => new Worker(`/${script}.js`));
