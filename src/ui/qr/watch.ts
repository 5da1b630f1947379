import { openCamera } from '../../platform/index.ts';
import { draw } from './draw.ts';
import { ScanError } from './errors.ts';
import { scan } from './scan.ts';
import type { Wanted } from './scan.ts';

interface Watching {
  readonly wanted: Wanted;
  /** Told what is wrong with what it sees now, if anything. */
  readonly news: (error: ScanError | undefined) => void;
}

/**
 * Shows what a camera sees until it sees the code that is wanted; undefined when the signal ended it. The camera is off
 * when this settles. Throws CameraError.
 */
export async function watch(
  video: HTMLVideoElement,
  signal: AbortSignal,
  { wanted, news }: Watching,
): Promise<string | undefined> {
  const stream = await openCamera();
  try {
    video.srcObject = stream;
    if (!signal.aborted) await video.play();
    while (!signal.aborted) {
      const seen = await scan(
        draw(video, { width: video.videoWidth, height: video.videoHeight }),
        'moving',
        wanted,
      ).catch(known);
      if (typeof seen === 'string') return seen;
      news(seen.code === 'qr-none' ? undefined : seen);
      await nextFrame(video, signal);
    }
    return undefined;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

function known(error: unknown): ScanError {
  if (error instanceof ScanError) return error;
  throw error;
}

function nextFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    video.requestVideoFrameCallback(() => resolve());
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
