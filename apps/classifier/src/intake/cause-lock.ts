/** Whoever counts complaints of one preset and unit waits here for the others. */
export function causeLock({ preset, unit }: { readonly preset: string; readonly unit: string }): string {
  return `cause ${preset} ${unit}`;
}
