import { openCompose } from '../../src/ui/compose/index.ts';

openCompose();
