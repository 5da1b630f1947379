import { openVaultPage } from '../../src/ui/vault/index.ts';

openVaultPage();
