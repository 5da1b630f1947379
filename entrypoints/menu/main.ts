import { openFormMenu } from '../../src/ui/form-menu/index.ts';

openFormMenu();
