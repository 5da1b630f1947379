import { openMenu } from '../../src/ui/menu/index.ts';

openMenu();
