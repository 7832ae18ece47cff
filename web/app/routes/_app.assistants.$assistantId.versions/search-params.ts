/** What the address of the history asks for. */
export interface VersionsSearch {
  /** The version that is looked at; null: none. */
  version: number | null;
  /** The version that it is compared with; null: the one before. */
  against: number | null;
  cursor?: string;
}

function positive(text: string | null): number | null {
  return text && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

/** Reads the address; what is no version counts as none. */
export function readVersionsSearch(search: URLSearchParams): VersionsSearch {
  const cursor = search.get("cursor");
  return {
    version: positive(search.get("version")),
    against: positive(search.get("against")),
    ...(cursor && { cursor }),
  };
}

/** @returns the two versions to compare, the older one first; `before` is null for the very first one */
export function comparedVersions({
  version,
  against,
}: VersionsSearch): { before: number | null; after: number } | null {
  if (version === null) return null;
  const other = against ?? version - 1;
  if (other === version) return { before: version, after: version };
  return { before: Math.min(other, version) || null, after: Math.max(other, version) };
}
