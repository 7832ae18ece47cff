import { z } from "zod";
import { id, instant, pageOf, pageQuery } from "../common.ts";

/**
 * What an assistant can know besides its instructions. All of it stands in the prompt of every call, so it is short: 30,000
 * characters are about 7,500 tokens, which the model reads before each answer.
 */
export const KNOWLEDGE_LIMITS = {
  /** Characters of one entry. */
  entryCharacters: 12_000,
  /** Characters of all entries of an assistant, with their titles. */
  assistantCharacters: 30_000,
  /** Entries of an assistant. */
  entries: 50,
  /** Bytes of an uploaded file. */
  fileBytes: 5 * 1024 * 1024,
} as const;

export const knowledgeKind = z.enum(["text", "url", "document"]);
export type KnowledgeKind = z.infer<typeof knowledgeKind>;

/** Pages and files are read in the background; only what is ready is in the prompt. */
export const knowledgeState = z.enum(["reading", "ready", "failed"]);
export type KnowledgeState = z.infer<typeof knowledgeState>;

export const knowledgeMediaType = z.enum(["application/pdf", "text/markdown", "text/plain"]);
export type KnowledgeMediaType = z.infer<typeof knowledgeMediaType>;

const title = z.string().trim().min(1, "Give it a title").max(120);
const content = z
  .string()
  .trim()
  .min(1, "Write what the assistant should know")
  .max(KNOWLEDGE_LIMITS.entryCharacters, "is too long: an entry holds 12,000 characters");

/** Base64 takes four characters for three bytes. */
const FILE_CHARACTERS = Math.ceil(KNOWLEDGE_LIMITS.fileBytes / 3) * 4;

const webAddress = z
  .url({ protocol: /^https?$/, error: "must be the address of a page, like https://example.com/prices" })
  .max(2_000);

/** `POST /assistants/{id}/knowledge`: words, the address of a page that everybody can open, or a file in base64. */
export const knowledgeCreateRequest = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), title, content }),
  z.strictObject({ kind: z.literal("url"), title: title.optional(), url: webAddress }),
  z.strictObject({
    kind: z.literal("document"),
    title: title.optional(),
    fileName: z.string().trim().min(1, "Name the file").max(200),
    mediaType: knowledgeMediaType,
    /** The file's bytes. */
    data: z
      .string()
      .min(1, "is empty")
      .max(FILE_CHARACTERS, "is too large: a file may have 5 MB")
      .regex(/^[A-Za-z0-9+/]+={0,2}$/, "must be base64"),
  }),
]);
export type KnowledgeCreateRequest = z.infer<typeof knowledgeCreateRequest>;

/** `PATCH …/knowledge/{entryId}`; `If-Match` carries the version. What was read from a page or a file can be corrected too. */
export const knowledgePatch = z
  .strictObject({ title: title.optional(), content: content.optional() })
  .refine((patch) => Object.keys(patch).length > 0, { error: "must change at least one of title, content" });
export type KnowledgePatch = z.infer<typeof knowledgePatch>;

export const knowledgeEntry = z.object({
  id,
  kind: knowledgeKind,
  title: z.string(),
  /** Empty until it was read. */
  content: z.string(),
  /** Characters that it takes of the assistant's room. */
  characters: z.number().int(),
  sourceUrl: z.string().nullable(),
  fileName: z.string().nullable(),
  state: knowledgeState,
  /** Why it could not be read, and what to do. */
  lastError: z.string().nullable(),
  /** Whether it can be read again as it is. */
  canReadAgain: z.boolean(),
  version: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
});
export type KnowledgeEntry = z.infer<typeof knowledgeEntry>;

export const knowledgeListQuery = pageQuery;
export const knowledgeList = pageOf(knowledgeEntry).extend({
  /** Characters that the assistant's entries take, and may take, all together. */
  usedCharacters: z.number().int(),
  allowedCharacters: z.number().int(),
});
export type KnowledgeList = z.infer<typeof knowledgeList>;
