import { see } from '../../test/e2e/support/hands.ts';
import { windowSize, type Scene } from './stage.ts';

/** The browser's part of a ceremony: a user who has not answered yet, and one who refuses. */
const outcomes = {
  waiting: 'new Promise(() => {})',
  cancelled: `Promise.reject(new DOMException('', 'NotAllowedError'))`,
} as const;

/** The small window in its states. */
export const passkey: Scene = async (stage) => {
  const asker = await stage.open('popup.html', windowSize);
  for (const [name, outcome] of Object.entries(outcomes)) {
    const { ticket } = (await stage.ask(asker, 'passkey.start', { purpose: 'add', name: 'This computer' })) as {
      ticket: string;
    };
    const page = await stage.open(
      `passkey.html#${ticket}`,
      windowSize,
      `navigator.credentials.create = () => ${outcome}`,
    );
    await see(page, name === 'waiting' ? 'Your browser asks for a passkey' : 'Ask again');
    await stage.shoot(page, `passkey-${name}`);
    await page.close();
  }
  await asker.close();
};
