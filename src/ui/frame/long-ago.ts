/** How long a frame must have been seen, or stand still, or have the focus, before a press in it counts, in milliseconds. */
const long = 500;

export function longAgo(since: number | undefined): boolean {
  return since !== undefined && performance.now() - since >= long;
}
