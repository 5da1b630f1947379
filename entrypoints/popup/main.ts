import { openPopup } from '../../src/ui/popup/index.ts';

openPopup();
