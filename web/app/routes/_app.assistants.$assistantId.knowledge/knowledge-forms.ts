import { KNOWLEDGE_LIMITS, knowledgeCreateRequest, type KnowledgeMediaType } from "@callflex/contracts/api/knowledge";
import type { z } from "zod";

const [text, page] = knowledgeCreateRequest.options;

/** Words of one's own; also what was read from a page or a file, to be corrected. */
export const textForm = text.omit({ kind: true });
export type TextForm = z.output<typeof textForm>;

/** The address of a page. */
export const pageForm = page.pick({ url: true });

const MEDIA_TYPES: Record<string, KnowledgeMediaType> = {
  pdf: "application/pdf",
  md: "text/markdown",
  markdown: "text/markdown",
  txt: "text/plain",
};

/** Endings of files that can be read, for the browser's file window. */
export const ACCEPTED_FILES = Object.keys(MEDIA_TYPES)
  .map((ending) => `.${ending}`)
  .join(",");

/** What kind of file it is by its name; null for one that can't be read. */
export function mediaTypeOf(fileName: string): KnowledgeMediaType | null {
  return MEDIA_TYPES[fileName.split(".").at(-1)?.toLowerCase() ?? ""] ?? null;
}

/** Why a file can't be uploaded; null when it can. */
export function whyNotUpload(file: { name: string; size: number }): string | null {
  if (!mediaTypeOf(file.name)) return `“${file.name}” can't be read. Take a PDF, Markdown or plain text.`;
  if (file.size > KNOWLEDGE_LIMITS.fileBytes) return `“${file.name}” is too large. A file may have 5 MB.`;
  return file.size === 0 ? `“${file.name}” is empty.` : null;
}
