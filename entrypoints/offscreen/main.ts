import { relayWork, serveClipboard } from '../../src/work/index.ts';

serveClipboard(navigator.serviceWorker, document);
relayWork(navigator.serviceWorker, (script) => new Worker(`/${script}.js`));
