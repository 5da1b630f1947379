import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTo } from '../e2e/support/asking.ts';
import { area, withBody } from '../e2e/pages/hard-pages.ts';
import { findFrame, openCompose } from '../e2e/pages/in-page.ts';
import { describeInTurn, findBarriers, startSite, until, type Session, type Site } from '../e2e/support/index.ts';

const password = 'a long enough password';
const secret = 'canary in the green envelope';

/** With a dialog that nobody sees and that lets every press through. */
const steering = withBody(
  `${area}<style>dialog, dialog::backdrop { opacity: 0; pointer-events: none }</style><dialog></dialog>`,
);
/** A page that shows the other one, and can move it. */
const around = withBody(
  `<style>iframe { position: fixed; inset: 0 auto auto 0; width: 600px; height: 500px; border: 0 }</style><iframe src="/steering"></iframe>`,
);
/** Something that can have the focus, behind everything of ours. */
const behind = `document.documentElement.append(Object.assign(document.createElement('button'), { id: 'behind' })); undefined`;

/** Our host takes no zoom; the field that the frame stands at does. */
const zoom = (by: number): string => `document.documentElement.style.zoom = '${String(by)}'; undefined`;
const drawn = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';
const move = (selector: string, by: string): string =>
  `document.querySelector('${selector}').style.transform = 'translate(${by})'; dispatchEvent(new Event('scroll')); ${drawn}`;

/** Time passes in the frame only where a test says so: a driver is too slow for what a page does in half a second. */
const stopClock = `{ let now = performance.now(); performance.now = () => now; globalThis.passHalfSecond = () => { now += 600; } }`;
const away = (x: number, y: number) => [x + 200, y + 100] as const;
const seen = 'new Promise((done) => setTimeout(done, 700))';

describeInTurn('a press that a page steers', (launch) => {
  let session: Session;
  let site: Site;
  let page: Page;
  let frame: Frame;

  const visit = async (path: string): Promise<Page> => {
    const opened = await session.open(site.origin + path);
    await opened.bringToFront();
    return opened;
  };
  /** Text in a compose frame that was seen long enough: a press would encrypt it now. */
  const write = async (within?: Frame): Promise<void> => {
    frame = await openCompose(page, '#area', within);
    await frame.type('textarea', secret);
    await frame.evaluate(seen);
    await frame.evaluate(stopClock);
  };
  const passHalfSecond = () => frame.evaluate('passHalfSecond()');
  /** Puts the pointer where the button is not yet. */
  const waitAway = async (where: (x: number, y: number) => readonly [number, number]): Promise<void> => {
    const button = await frame.waitForSelector('.button.primary');
    const { x = 0, y = 0 } = (await button?.clickablePoint()) ?? {};
    await page.mouse.move(...where(x, y));
  };
  const press = async (): Promise<void> => {
    await page.mouse.down();
    await page.mouse.up();
  };
  const isSaid = `document.querySelector('.too-quick[role=status]').textContent === 'That was quick. Press again.'`;
  const refused = () => until('the refusal', () => frame.evaluate(isSaid));
  const forgotten = () => until('the refusal to be no news', async () => !(await frame.evaluate(isSaid)));
  const nothingDone = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await findFrame(page, 'compose')).toBe(frame);
    expect(await frame.evaluate(`document.querySelector('textarea').value`)).toBe(secret);
    expect(await frame.evaluate(`document.querySelector('.button.primary').ariaBusy`)).toBeNull();
  };

  const isArmored = `document.querySelector('#area').value.startsWith('LK1:')`;
  const encrypted = async (within: Page | Frame = page): Promise<void> => {
    await until('the armored text', () => within.evaluate(isArmored));
    await until('the frame to go', async () => !(await findFrame(page, 'compose')));
  };

  /** As a person would where one press came too soon: browsers take their time to lay a frame above something, and to tell it. */
  const pressAgain = () =>
    until('a press that counts', async () => {
      if (await page.evaluate(isArmored)) return true;
      await frame.evaluate(seen);
      await passHalfSecond();
      await press();
      return until('the armored text', () => page.evaluate(isArmored), 2_000).catch(() => false);
    });

  beforeAll(async () => {
    session = await launch();
    site = await startSite();
    site.put('/steering', steering);
    site.put('/around', around);
    await answerTo(await session.page('popup'), 'vault.create', { password, deviceName: 'Test browser' });
  });
  afterAll(() => site.close());

  describe('by a pointer', () => {
    beforeAll(async () => {
      page = await visit('/steering');
      await write();
    });

    it('does nothing where the page moved the frame to, though the pointer was never in it', async () => {
      await waitAway(away);
      await page.evaluate(move('#area', '200px, 100px'));
      await press();
      await refused();
      await nothingDone();
    });

    it('is good at the same place without any trick, or this would prove nothing', async () => {
      await frame.evaluate(seen);
      await passHalfSecond();
      await press();
      await encrypted();
    });
  });

  describe('in the next frame', () => {
    /** Somebody who pressed something in the page goes back by a key: nothing else takes the focus from the frame. */
    const pressBehind = () => page.click('#behind');
    const enterFromBehind = async (): Promise<void> => {
      await page.keyboard.press('Tab');
      await until('the frame to have the focus', () => frame.evaluate('document.hasFocus()'));
      await frame.focus('.button.primary');
    };

    beforeAll(async () => {
      await page.evaluate(`document.querySelector('#area').value = ''`);
      await write();
      await page.evaluate(behind);
    });

    it('by a key does nothing as soon as the frame has the focus', async () => {
      await pressBehind();
      await enterFromBehind();
      await page.keyboard.press('Enter');
      await page.keyboard.press(' ');
      await refused();
      await nothingDone();
      expect(await findBarriers(frame)).toEqual([]);
    });

    for (const [name, key] of [
      ['Enter', 'Enter'],
      ['Space', ' '],
    ] as const) {
      it(`by a key that began in the page does nothing while it is held, nor when it is let go: ${name}`, async () => {
        await pressBehind();
        await page.keyboard.down(key);
        await enterFromBehind();
        await passHalfSecond();
        for (let i = 0; i < 3; i += 1) await page.keyboard.down(key);
        await page.keyboard.up(key);
        await nothingDone();
      });
    }

    it('by a pointer does nothing where the page zoomed the frame to', async () => {
      await forgotten();
      await page.evaluate(zoom(1.6));
      await frame.evaluate(seen);
      const button = await frame.waitForSelector('.button.primary');
      const { x = 0, y = 0 } = (await button?.clickablePoint()) ?? {};
      await page.evaluate(zoom(1));
      await frame.evaluate(seen);
      await passHalfSecond();
      await waitAway(() => [x, y]);
      await page.evaluate(zoom(1.6));
      await frame.evaluate(seen);
      await press();
      await refused();
      await nothingDone();
    });

    it('by a key is good when it is made there, or this would prove nothing', async () => {
      await frame.focus('.button.primary');
      await passHalfSecond();
      await page.keyboard.press(' ');
      await encrypted();
    });
  });

  it('is good above a modal dialog that nobody sees: the frame is laid above it', async () => {
    await page.evaluate(`document.querySelector('#area').value = ''`);
    await write();
    await page.evaluate(`document.querySelector('dialog').showModal()`);
    await waitAway((x, y) => [x, y]);
    await pressAgain();
    await encrypted();
    await page.evaluate(`document.querySelector('dialog').close()`);
  });

  it('does nothing in a page within a page that was just moved, wherever the pointer was before', async () => {
    page = await visit('/around');
    const inner = await until('the page within', () => page.frames()[1]);
    await until('the field to be pressed', () => inner.click('#area').then(() => true));
    await write(inner);

    await waitAway(away);
    await page.evaluate(move('iframe', '200px, 100px'));
    await press();
    await refused();
    await passHalfSecond();
    await page.evaluate(move('iframe', '190px, 100px'));
    await press();
    await nothingDone();
    await passHalfSecond();
    await press();
    await encrypted(inner);
  });
});
