import type { Frame, Page } from 'puppeteer-core';

/** The area of a mark on the screen, and what stands in it by the page's own elements, as a person would press them. */
export interface MarkSeen {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Runs in the page: finds areas that belong to hosts of ours. A closed root hides what is in it, but not where it is
 * pressed; a host is an element of no size without attributes or children. Must not use anything from outside itself.
 */
function find(selector: string | null): MarkSeen[] {
  const isHost = (element: Element | undefined): boolean =>
    element?.tagName === 'DIV' &&
    element.attributes.length + element.childNodes.length === 0 &&
    (element as HTMLElement).offsetWidth === 0;
  const isOurs = (x: number, y: number): boolean => isHost(document.elementsFromPoint(x, y)[0]);
  const edge = (x: number, y: number, stepX: number, stepY: number): number => {
    let steps = 0;
    while (steps < 60 && isOurs(x + (steps + 1) * stepX, y + (steps + 1) * stepY)) steps += 1;
    return steps;
  };
  const marks: MarkSeen[] = [];
  for (let y = 4; y < innerHeight; y += 14) {
    for (let x = 4; x < innerWidth; x += 14) {
      if (marks.some((one) => x >= one.left && x <= one.right && y >= one.top && y <= one.bottom)) continue;
      if (!isOurs(x, y)) continue;
      const box = {
        left: x - edge(x, y, -1, 0),
        right: x + edge(x, y, 1, 0) + 1,
        top: y - edge(x, y, 0, -1),
        bottom: y + edge(x, y, 0, 1) + 1,
      };
      // Frames of ours are larger.
      if (box.right - box.left <= 36) marks.push(box);
    }
  }
  if (selector === null) return marks;
  const wanted = document.querySelector(selector);
  if (!wanted) return [];
  const away = (low: number, high: number, from: number, to: number): number => Math.max(low - to, from - high, 0);
  const distance = (one: MarkSeen, to: Element): number => {
    const { left, top, right, bottom } = to.getBoundingClientRect();
    return Math.hypot(away(left, right, one.left, one.right), away(top, bottom, one.top, one.bottom));
  };
  // The field that has the focus may be a neighbour, with a mark of its own.
  const field = document.activeElement;
  const isNeighbours = (one: MarkSeen): boolean =>
    field !== null &&
    !wanted.contains(field) &&
    !field.contains(wanted) &&
    distance(one, field) < distance(one, wanted);
  return marks
    .filter((one) => distance(one, wanted) < 24 && !isNeighbours(one))
    .toSorted((one, other) => distance(one, wanted) - distance(other, wanted));
}

/** The marks that can be pressed now; with a selector those that stand at this element, nearest first. */
export function marksIn(page: Page | Frame, selector: string | null = null): Promise<MarkSeen[]> {
  return page.evaluate(find, selector);
}

/**
 * What a person would press below the marks at this element, by the page's own elements: everything but what it stands in.
 * Runs in the page; must not use anything from outside itself.
 */
function findCovered(selector: string, marks: readonly MarkSeen[]): string[] {
  const pressables =
    'a[href], button, input, select, textarea, summary, label, iframe, [role=button], [onclick], [style*=pointer]';
  const subject = document.querySelector(selector);
  const belowAt = (x: number, y: number): string[] => {
    const hits = document
      .elementsFromPoint(x, y)
      .filter((element) => element.tagName !== 'DIV' || element.attributes.length > 0);
    const pressed = hits[0]?.closest(pressables);
    return pressed && !pressed.contains(subject) ? [pressed.outerHTML.slice(0, 80)] : [];
  };
  const points = ({ left, top, right, bottom }: MarkSeen): string[] =>
    [left + 2, (left + right) / 2, right - 2].flatMap((x) =>
      [top + 2, (top + bottom) / 2, bottom - 2].flatMap((y) => belowAt(x, y)),
    );
  return [...new Set(marks.flatMap(points))];
}

export async function coveredBy(page: Page | Frame, selector: string): Promise<string[]> {
  return page.evaluate(findCovered, selector, await marksIn(page, selector));
}
