import { HttpProblem } from "./problem.ts";

/** The entity tag of a row's version. */
export function entityTag(version: number): string {
  return `"${version}"`;
}

/**
 * Reads If-Match.
 *
 * @returns the versions that the client names; null for no header and for `*`
 * @throws {HttpProblem} 412 for weak or foreign tags alone: they can't match a version of ours
 */
export function versionsOf(header: string | undefined): number[] | null {
  if (header === undefined || header.trim() === "*") return null;
  const versions = header.split(",").flatMap((tag) => {
    const version = /^"(\d{1,9})"$/.exec(tag.trim())?.[1];
    return version ? [Number(version)] : [];
  });
  if (versions.length === 0) {
    throw new HttpProblem("precondition_failed", 'If-Match names no version. Send the ETag that you got, like "3".');
  }
  return versions;
}
