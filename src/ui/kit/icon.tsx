import type { JSX } from 'preact';

/** Our own drawings on a 24 grid, stroked in the colour of the text around them. */
const drawings = {
  search: 'M11 4.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM20 20l-4.3-4.3',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  more: 'M12 5.5h.01M12 12h.01M12 18.5h.01',
  back: 'M14.5 6 8.5 12l6 6',
  down: 'm6 9.500 6 6 6-6',
  next: 'M9.5 6l6 6-6 6',
  lock: 'M6.5 11h11v8.5h-11ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  key: 'M8.5 4.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM11.8 12.2 19.5 20M16 16.4l2.2-2.2M8.5 9h.01',
  passkey:
    'M9 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM3 19.5c.4-3 2.8-5 6-5 1.3 0 2.4.3 3.4.9M17 9.5a2.6 2.6 0 0 1 1 5v5l-1 1-1.2-1.2V14.500a2.6 2.6 0 0 1 1.2-5Z',
  phrase: 'M4 6.500h6M13 6.500h7M4 12h9M16 12h4M4 17.500h4M11 17.500h9',
  note: 'M6 4.500h9l3.5 3.500v11.500H6ZM9 10.500h6M9 14.500h4',
  again: 'M19 12a7 7 0 1 1-2.2-5.1M19 4.500v4h-4',
  copy: 'M9 9h10.500v10.500H9ZM6 15H4.500V4.500H15V6',
  pen: 'm5 19 .8-4L16 4.800a1.8 1.8 0 0 1 2.6 0l.6.600a1.8 1.8 0 0 1 0 2.600L9 18.200ZM14 7l3 3',
  eye: 'M3 12c2-3.8 5.2-6 9-6s7 2.2 9 6c-2 3.8-5.2 6-9 6s-7-2.2-9-6ZM12 9.500a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z',
  eyeOff:
    'M4.5 4.500l15 15M9.5 6.300A9.6 9.6 0 0 1 12 6c3.8 0 7 2.2 9 6a13 13 0 0 1-2.7 3.500M6 8.200A13 13 0 0 0 3 12c2 3.8 5.2 6 9 6 1.3 0 2.5-.2 3.6-.7M10 10.500a2.5 2.5 0 0 0 3.5 3.5',
  alert: 'M12 4.5 21 19.500H3ZM12 10.500v4M12 17h.01',
  info: 'M12 3.500a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 11.500V16M12 8h.01',
  settings:
    'M4 8h8M18 8h2M15 5.500a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM4 16h2M12 16h8M9 13.500a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z',
  trash: 'M5 7h14M9.5 7V4.500h5V7M7 7l.8 12.500h8.400L17 7M10.5 10.500v5.500M13.5 10.500v5.5',
  star: 'm12 4 2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.700L7 19l1.1-5.500L4 9.7 9.6 9Z',
  restore: 'M5 9h9a5 5 0 0 1 0 10H9M8.5 5.5 5 9l3.5 3.5',
  open: 'M13.5 4.500h6v6M19.5 4.5 11 13M9.5 5.500h-5v14h14v-5',
  print: 'M7.5 9V4.500h9V9M7.5 16H4.500V9h15v7h-3M7.5 13.500h9v6h-9Z',
  globe:
    'M12 3.500a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM3.5 12h17M12 3.500c2.3 2.3 3.5 5.2 3.5 8.500s-1.2 6.2-3.5 8.500c-2.3-2.3-3.5-5.2-3.5-8.500s1.2-6.2 3.5-8.500Z',
  card: 'M3.500 6h17v12h-17ZM3.500 10h17M6.500 14.500h4',
  person:
    'M12 4.500a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7ZM5 19.500c.5-3.600 3.300-5.500 7-5.500s6.500 1.900 7 5.500Z',
  terminal: 'M3.500 5h17v14h-17ZM7 9.500l3 2.500-3 2.500M12 14.500h4.500',
  clock: 'M12 3.500a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 7.500V12l3 2',
  download: 'M12 4v10.500M7.5 10.5 12 15l4.5-4.500M5 19.500h14',
  upload: 'M12 15V4.500M7.5 8.5 12 4l4.5 4.500M5 19.500h14',
  qr: 'M4.5 4.500h5v5h-5ZM14.5 4.500h5v5h-5ZM4.5 14.500h5v5h-5ZM14.5 14.500h2v2h-2ZM18 18h1.500v1.500M19.500 14.500v1',
  camera:
    'M4.5 7.500h3.500l1.500-2.500h5l1.500 2.500h3.500v11h-15ZM12 9.500a3.300 3.300 0 1 1 0 6.600 3.300 3.300 0 0 1 0-6.600Z',
  parcel: 'M4.500 8 12 4.500 19.500 8v8.500L12 20l-7.500-3.500ZM4.500 8 12 11.500 19.500 8M12 11.500V20',
  folder: 'M3.500 18.500v-12h6l2 2.500h9v9.500Z',
  ring: 'M12 3.500a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 8.500a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM6 6l3.5 3.500M14.5 14.500 18 18M18 6l-3.5 3.500M9.5 14.500 6 18',
  tag: 'M4.5 4.500h7l8 8-7 7-8-8ZM8.5 8.500h.01',
} as const;

export type IconName = keyof typeof drawings;

/** Drawings that point somewhere, so that they turn round where text runs from right to left. */
const turning: readonly IconName[] = ['back', 'next', 'restore', 'open'];

/** A drawing beside words that already say it; on its own it needs a label from the button that holds it. */
export function Icon({ name, filled = false }: { name: IconName; filled?: boolean }): JSX.Element {
  const bold = name === 'more' ? 2.6 : undefined;
  return (
    <svg
      class={turning.includes(name) ? 'icon turns' : 'icon'}
      viewBox="0 0 24 24"
      aria-hidden="true"
      style={filled ? { fill: 'currentColor' } : undefined}
    >
      <path d={drawings[name]} stroke-width={bold} />
    </svg>
  );
}
