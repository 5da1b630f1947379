/** What the corpus wrote into its pages as answers. */
const answers = /^(?:data-ddg|data-manual-|autofill-information$)/;

export function stripAnswers(): void {
  strip(answers);
}

/** Attributes that no standard names. */
const unknown =
  /^(?!(?:id|name|type|class|style|title|for|form|action|method|value|hidden|disabled|readonly|checked|selected|autocomplete|placeholder|inputmode|maxlength|minlength|pattern|size|min|max|role|tabindex|href|alt|label|multiple|contenteditable|aria-[a-z]+)$)/;

export function stripUnknown(): void {
  strip(unknown);
}

function strip(names: RegExp): void {
  for (const element of document.querySelectorAll('*'))
    for (const name of element.getAttributeNames()) if (names.test(name)) element.removeAttribute(name);
}
