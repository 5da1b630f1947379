const WEB_BEGAN = Date.UTC(1990, 0);
const LATEST = Date.UTC(2200, 0);

/** Milliseconds or seconds since 1970, or a date as ISO 8601 writes it; undefined for what is none. */
export function timeOf(text: string): number | undefined {
  const time = /^\d{9,10}$/.test(text) ? Number(text) * 1000 : /^\d{12,14}$/.test(text) ? Number(text) : isoTime(text);
  return time !== undefined && time >= WEB_BEGAN && time < LATEST ? time : undefined;
}

function isoTime(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}([T ][\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
