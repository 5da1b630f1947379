/*
 * The generator: makes a password, passphrase or PIN by what is chosen and by what the site takes, shows how strong it is,
 * and gives it away once it is in the vault's history. Stands in the popup and beside a password in the vault page.
 */
export { Generator } from './generator.tsx';
