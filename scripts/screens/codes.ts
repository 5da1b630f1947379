import { see, press } from '../../test/e2e/support/hands.ts';
import { png } from '../../test/support/png.ts';
import { paint, qr, white } from '../../test/ui/qr/pictures.ts';
import { popupSize, tabSize, type Scene } from './stage.ts';

/** Codes change, and pictures of one screen must not: this page is told one code, and its clock stands. */
const held = `
  const answer = { code: '482913', next: '105337', secondsLeft: 14, period: 30 };
  const send = chrome.runtime.sendMessage.bind(chrome.runtime);
  chrome.runtime.sendMessage = (message) =>
    message.ask === 'items.code' && message.input.text !== ''
      ? Promise.resolve({ ok: true, value: answer })
      : send(message);
  const now = Date.now();
  Date.now = () => now;
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
`;

const code = qr('otpauth://totp/Shop?secret=JBSWY3DPEHPK3PXP');
const picture = png(paint(220, 220, (x, y) => code.at(x - 20, y - 20) ?? white));
/** The page behind the popup, as the browser would show it to us. */
const seen = `chrome.tabs.captureVisibleTab = async () =>
  'data:image/png;base64,${Buffer.from(picture).toString('base64')}';`;

const login = {
  kind: 'login',
  title: 'Lantern Shop',
  urls: [{ url: 'https://shop.example.org', match: 'host' }],
  username: 'mira@example.org',
  password: 'hR7-dunmol-Vek3s',
  accountId: '',
  totp: 'otpauth://totp/Lantern%20Shop:mira?secret=JBSWY3DPEHPK3PXP&issuer=Lantern%20Shop',
  notes: '',
  favourite: false,
  tags: [],
  folder: '',
  fields: [],
};

/** The code of a login in its editor, and where its secret comes from. */
export const codes: Scene = async (stage) => {
  const page = await stage.open('vault.html', tabSize, held);
  const { id } = (await stage.ask(page, 'items.save', { item: login })) as { id: string };
  await page.evaluate(`location.hash = '#item/${id}'`);
  await press(page, 'Edit');
  await see(page, '482 913');
  await page.evaluate(`document.querySelector('.totp').scrollIntoView({ block: 'center' })`);
  await stage.shoot(page, 'vault-code');
  await press(page, 'With the camera');
  await see(page, 'The camera was refused.');
  await stage.shoot(page, 'vault-code-camera');
  // What comes after is drawn with notes only.
  await stage.ask(page, 'items.trash', { id });
  await stage.ask(page, 'items.delete', { id });
  await page.close();

  const popup = await stage.open('popup.html', popupSize, held + seen);
  await press(popup, 'Code from this page');
  await press(popup, 'From this page');
  await see(popup, '482 913');
  await stage.shoot(popup, 'popup-code');
  await popup.close();
};
