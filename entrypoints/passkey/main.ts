import { openPasskey } from '../../src/ui/passkey/index.ts';

openPasskey();
