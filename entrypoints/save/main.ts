import { openSave } from '../../src/ui/save/index.ts';

openSave();
