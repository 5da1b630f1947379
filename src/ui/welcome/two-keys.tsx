import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';

/** Two keys to one house, in brass and ink. */
export function TwoKeys(): JSX.Element {
  return (
    <figure class="two-keys">
      <svg viewBox="0 0 560 150" role="img" aria-label={message('welcomePicture')}>
        <g class="house">
          <path d="M214 64 280 14l66 50v66a10 10 0 0 1-10 10H224a10 10 0 0 1-10-10Z" />
          <path class="sealed" d="M250 84h60M250 100h60M250 116h36" />
        </g>
        <g class="brass">
          <path d="M98 86h104M168 86v16M186 86v12" />
          <circle cx="72" cy="86" r="26" />
        </g>
        <g class="ink">
          <path d="M462 86H358M392 86v16M374 86v12" />
          <path d="M488 60c16 0 28 11 28 26s-12 26-28 26c-3 0-6 0-9-1l-14 6 3-13c-5-5-8-11-8-18 0-15 12-26 28-26Z" />
        </g>
      </svg>
      <figcaption aria-hidden="true">
        <span>{message('welcomePicturePassword')}</span>
        <span>{message('welcomePictureVault')}</span>
        <span>{message('welcomePictureOther')}</span>
      </figcaption>
    </figure>
  );
}
