import type { Page } from 'puppeteer-core';

/** What the page draws, to the pixel. */
export async function screenOf(page: Page): Promise<Uint8Array> {
  await page.bringToFront();
  return page.screenshot();
}

/** What a screen shows stands before this page's camera. */
export function beforeCamera(page: Page, screen: Uint8Array): Promise<unknown> {
  return page.evaluate(`(() => {
    const canvas = document.createElement('canvas');
    const picture = new Image();
    picture.src = 'data:image/png;base64,${Buffer.from(screen).toString('base64')}';
    navigator.mediaDevices.getUserMedia = async () => {
      await picture.decode();
      [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
      setInterval(() => canvas.getContext('2d').drawImage(picture, 0, 0), 100);
      return (window.seen = canvas.captureStream(10));
    };
  })()`);
}
