import type { Form } from '../../autofill/index.ts';
import type { Box, Point, Size } from '../marks/index.ts';

/** Between the form and the menu, and from the edges of what is seen, in CSS pixels. */
const gap = 8;

type Side = 'end' | 'start' | 'below';

/** All that a form's fields and buttons take, so that each of them stays free. */
export function spanOf({ fields, submits }: Form): Box | undefined {
  const boxes = [...fields.map(({ element }) => element), ...submits]
    .filter((element) => element.isConnected)
    .map((element) => element.getBoundingClientRect())
    .filter(({ width, height }) => width > 0 && height > 0);
  if (boxes.length === 0) return undefined;
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

/** The side of a form with room for a menu; undefined: there is none. */
export function sideFor(form: Box, size: Size, view: Size, isRightToLeft: boolean): Side | undefined {
  const fits = (side: Side): boolean => {
    const { left, top } = placeBeside(side, form, form, size, view, isRightToLeft);
    const box = { left, top, right: left + size.width, bottom: top + size.height };
    const isSeen = box.left >= gap && box.right <= view.width - gap && box.bottom <= view.height - gap;
    return (
      isSeen && !(box.left < form.right && form.left < box.right && box.top < form.bottom && form.top < box.bottom)
    );
  };
  return (['end', 'start', 'below'] as const).find(fits);
}

/** Where the menu stands at a side: beside the field that it was opened at, as far as it is seen whole. */
export function placeBeside(side: Side, form: Box, field: Box, size: Size, view: Size, isRightToLeft: boolean): Point {
  const most = Math.max(gap, view.height - size.height - gap);
  if (side === 'below') {
    const left = Math.max(gap, Math.min(field.left, view.width - size.width - gap));
    return { left, top: form.bottom + gap };
  }
  const isRight = (side === 'end') !== isRightToLeft;
  const left = isRight ? form.right + gap : form.left - gap - size.width;
  return { left, top: Math.max(gap, Math.min(field.top, most)) };
}
