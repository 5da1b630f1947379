import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { unserved } from '../../src/ui/kit/unserved.ts';

/** Inputs that take no text: nothing of them is spelled, corrected or finished. */
const textless = new Set(['radio', 'checkbox', 'file']);

/** The fields of a source that take or show text and let the browser's services at it, as they are written. */
function servedFields(name: string, source: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if ((ts.isJsxSelfClosingElement(node) || ts.isJsxOpeningElement(node)) && isField(node) && !isUnserved(node)) {
      found.push(`${name}: ${node.getText().split('\n')[0] ?? ''}`);
    }
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

function isField(node: ts.JsxSelfClosingElement | ts.JsxOpeningElement): boolean {
  const properties = node.attributes.properties.filter((one) => ts.isJsxAttribute(one));
  const of = (name: string): string | undefined =>
    properties
      .find((one) => one.name.getText() === name)
      ?.initializer?.getText()
      .replaceAll(/["']/g, '');
  if (of('contentEditable') ?? of('contenteditable')) return true;
  const tag = node.tagName.getText();
  return tag === 'textarea' || (tag === 'input' && !textless.has(of('type') ?? 'text'));
}

function isUnserved(node: ts.JsxSelfClosingElement | ts.JsxOpeningElement): boolean {
  return node.attributes.properties.some(
    (one) => ts.isJsxSpreadAttribute(one) && one.expression.getText() === 'unserved',
  );
}

describe('what is typed into any field of ours', () => {
  it('goes to no service of the browser', () => {
    expect(unserved).toMatchObject({
      autocomplete: 'off',
      autoCorrect: 'off',
      spellcheck: false,
      translate: false,
      writingsuggestions: 'false',
    });
    const sources = globSync('src/ui/**/*.tsx');
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.flatMap((name) => servedFields(name, readFileSync(name, 'utf8')))).toEqual([]);
  });

  it.each([
    ['<input value={x} />', 1],
    ['<input type="email" />', 1],
    ['<textarea spellcheck={false} />', 1],
    ['<textarea></textarea>', 1],
    ['<div contenteditable="true" />', 1],
    ['<input {...unserved} />', 0],
    ['<input type="radio" />', 0],
    ['<Field value={x} />', 0],
  ])('%s: %i found', (source, count) => {
    expect(servedFields('x.tsx', `const it = ${source};`)).toHaveLength(count);
  });
});
