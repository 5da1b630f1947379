/** Six digits in two groups, as both browsers show them. */
export function groupedNumber(number: string): string {
  return `${number.slice(0, 3)} ${number.slice(3)}`;
}
