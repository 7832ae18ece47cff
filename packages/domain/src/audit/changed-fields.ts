import { isDeepStrictEqual } from "node:util";

/**
 * What of a patch differs from what is there, as the audit log tells it.
 *
 * @returns the old and the new values of the fields that change; null when none does
 */
export function changedFields<T extends object>(
  current: T,
  patch: { [K in keyof T]?: T[K] | undefined },
): { before: Partial<T>; after: Partial<T> } | null {
  const names = (Object.keys(patch) as (keyof T)[]).filter(
    (name) => patch[name] !== undefined && !isDeepStrictEqual(current[name], patch[name]),
  );
  if (names.length === 0) return null;
  const pick = (from: { [K in keyof T]?: T[K] | undefined }) =>
    Object.fromEntries(names.map((name) => [name, from[name]])) as Partial<T>;
  return { before: pick(current), after: pick(patch) };
}
