function bare(code: string): string {
  return code.replace(/[\s-]/g, '').toUpperCase();
}

/** Whether a typed backup code is that one; case, hyphens and spaces don't matter. */
export function isSameCode(typed: string, code: string | undefined): boolean {
  return code !== undefined && bare(typed) === bare(code);
}
