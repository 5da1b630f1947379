import { openReveal } from '../../src/ui/reveal/index.ts';

openReveal();
