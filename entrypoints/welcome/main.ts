import { openWelcome } from '../../src/ui/welcome/index.ts';

openWelcome();
