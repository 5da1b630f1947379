import type { Box } from '../marks/index.ts';
import { boxOfText } from './room.ts';
import { rootsIn } from '../reading/index.ts';
import type { Place } from '../reading/index.ts';
import { bringForms, isUnknown, takesMessages, world } from '../document/index.ts';
import type { Field } from '../writing/index.ts';
import { fieldAt, fieldsIn } from '../writing/index.ts';

interface AnswerField {
  readonly field: Field;
  /** The text stands in it. */
  readonly isIn: boolean;
}

/** Where what belongs to a text is written: in the field that it stands in, else in the one somebody wrote in last, else the nearest. */
export async function answerField(place: Place): Promise<AnswerField | undefined> {
  const own = fieldAt(place.node.parentElement);
  if (own) return { field: own, isIn: true };
  const all = [document, ...rootsIn(document)].flatMap(fieldsIn);
  if (all.some(isUnknown)) await bringForms();
  const fields = all.filter(takesMessages);
  const last = fields.find(({ element }) => element === world().lastField?.deref());
  const field = last ?? nearest(fields, boxOfText(place));
  return field && { field, isIn: false };
}

function nearest(fields: readonly Field[], box: Box | undefined): Field | undefined {
  const far = ({ element }: Field): number => {
    const { top, bottom } = element.getBoundingClientRect();
    return box ? Math.max(top - box.bottom, box.top - bottom, 0) : 0;
  };
  return fields.toSorted((one, other) => far(one) - far(other))[0];
}
