/** What the address of the gallery asks for. */
export interface GallerySearch {
  /** Null: all industries. */
  industry: string | null;
  /** The template that is looked at. */
  preview: string | null;
}

/** Reads the address; what is not there stays null. */
export function readGallerySearch(search: URLSearchParams): GallerySearch {
  return { industry: search.get("industry") || null, preview: search.get("preview") || null };
}

/** @returns the gallery's address */
export function galleryPath({ industry, preview }: GallerySearch): string {
  const search = new URLSearchParams();
  if (industry) search.set("industry", industry);
  if (preview) search.set("preview", preview);
  return search.size > 0 ? `/assistants/new?${search}` : "/assistants/new";
}
