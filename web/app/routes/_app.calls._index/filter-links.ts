/**
 * Makes the address of the same list with one thing changed. A changed filter starts at the newest call again.
 *
 * @param value null takes the filter away
 * @returns `/calls?outcome=missed`
 */
export function withParameter(search: URLSearchParams, name: string, value: string | null): string {
  const changed = new URLSearchParams(search);
  changed.delete("cursor");
  if (value === null) changed.delete(name);
  else changed.set(name, value);
  return changed.size > 0 ? `/calls?${changed}` : "/calls";
}
