/** The browser's extension interface, promise-based in both browsers. Only this room sees it. */
export { default as browser } from 'webextension-polyfill';
