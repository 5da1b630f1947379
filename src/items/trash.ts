/** How long the trash keeps what was thrown away, in milliseconds. */
const KEPT = 30 * 86_400_000;

/** When something that lies in the trash goes by itself. */
export function goesAt(trashedAt: number): number {
  return trashedAt + KEPT;
}
