/*
 * What the welcome page and the settings have in common: choosing a password with its strength, adding a passkey, showing
 * and confirming a recovery phrase with its printable kit, and choosing the sites. Each part asks the background by itself.
 */
export { AddPasskey } from './add-passkey.tsx';
export { KitPage } from './kit-page.tsx';
export { NewPassword, PasswordStrength } from './new-password.tsx';
export { NewPhrase } from './new-phrase.tsx';
export { isWeak, strengthOf, useStrength } from './strength.ts';
export { SitesChoice } from './sites-choice.tsx';
export { useSites } from './use-sites.ts';
export { drawPositions } from './positions.ts';
export { everySite } from './site-address.ts';
