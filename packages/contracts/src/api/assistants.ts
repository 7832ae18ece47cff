import { z } from "zod";
import {
  assistantContent,
  assistantContentPatch,
  assistantFinding,
  assistantFindings,
  assistantStatus,
  assistantSyncState,
  newAssistantContent,
  variableValue,
} from "../assistant.ts";
import { id, instant, pageOf, pageQuery } from "../common.ts";
import { assistantLanguage } from "../template.ts";
import { assistantVoice } from "../voice.ts";

/** `GET /assistants`: newest first. */
export const assistantListQuery = pageQuery.extend({ status: assistantStatus.optional() });
export type AssistantListQuery = z.infer<typeof assistantListQuery>;

/** A number that an assistant answers. */
export const assistantNumber = z.object({ id, e164: z.string(), label: z.string().nullable() });

/** An assistant as the grid shows it. */
export const assistantSummary = z.object({
  id,
  name: z.string(),
  status: assistantStatus,
  language: assistantLanguage,
  voice: assistantVoice,
  /** Where it came from; null for one that was made from scratch. */
  templateSlug: z.string().nullable(),
  templateName: z.string().nullable(),
  phoneNumbers: z.array(assistantNumber),
  syncState: assistantSyncState,
  /** Why the telephone doesn't have what was saved, and what happens next. */
  syncError: z.string().nullable(),
  /** The newest version of the content. */
  version: z.number().int(),
  /** The version that callers hear; null before the first. */
  syncedVersion: z.number().int().nullable(),
  syncedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
});
export type AssistantSummary = z.infer<typeof assistantSummary>;
export const assistantList = pageOf(assistantSummary);
export type AssistantList = z.infer<typeof assistantList>;

/** A part of the assistant that stands otherwise with the telephone provider than we put it there. */
export const assistantDrift = z.object({ part: z.string(), ours: z.string(), found: z.string() });
export type AssistantDrift = z.infer<typeof assistantDrift>;

/** The latest run of an assistant's tests. */
export const latestTestRun = z.object({
  id,
  assistantVersion: z.number().int(),
  state: z.enum(["running", "passed", "failed", "broken"]),
  simulated: z.boolean(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});

export const assistantDetail = assistantSummary.extend({
  content: assistantContent,
  /** Numbers that have another assistant or none, and lead to this one by a rule. */
  ruleNumbers: z.array(assistantNumber),
  /** What was changed elsewhere since the last sync; the next save or sync overwrites it. Null: nothing was found. */
  drift: z.array(assistantDrift).nullable(),
  driftFoundAt: instant.nullable(),
  latestTestRun: latestTestRun.nullable(),
});
export type AssistantDetail = z.infer<typeof assistantDetail>;

const newStatus = z.enum(["draft", "active"]);

/** `POST /assistants`: from a template, or from content of one's own. */
export const assistantCreateRequest = z.union([
  z.strictObject({
    templateSlug: z.string().min(1).max(60),
    /** Without one it is named after the template. */
    name: z.string().trim().min(1, "Give the assistant a name").max(40).optional(),
    variableValues: z.record(z.string().max(40), variableValue),
    status: newStatus.default("active"),
  }),
  z.strictObject({ content: newAssistantContent, status: newStatus }),
]);
export type AssistantCreateRequest = z.infer<typeof assistantCreateRequest>;

/** `PATCH /assistants/{id}`; `If-Match` carries the version. */
export const assistantPatch = z.strictObject({ content: assistantContentPatch });
export type AssistantPatch = z.infer<typeof assistantPatch>;

/** `DELETE /assistants/{id}`: an assistant that answers numbers goes only when they may be left without one. */
export const assistantDeleteQuery = z.strictObject({ unassign: z.enum(["true", "false"]).default("false") });
export type AssistantDeleteQuery = z.infer<typeof assistantDeleteQuery>;

/** `POST /assistants/{id}/duplicate` */
export const assistantDuplicateRequest = z.strictObject({
  /** Without one it is "Copy of …". */
  name: z.string().trim().min(1, "Give the assistant a name").max(40).optional(),
});
export type AssistantDuplicateRequest = z.infer<typeof assistantDuplicateRequest>;

/** `POST /assistants/{id}/status` */
export const assistantStatusRequest = z.strictObject({ status: z.enum(["active", "paused"]) });
export type AssistantStatusRequest = z.infer<typeof assistantStatusRequest>;

/** `POST /assistants/{id}/check`: of the content as it would be with these changes; without any, as it is saved. */
export const assistantCheckRequest = z.strictObject({ content: assistantContentPatch.optional() });
export type AssistantCheckRequest = z.infer<typeof assistantCheckRequest>;

export const diffLine = z.object({ kind: z.enum(["same", "added", "removed"]), text: z.string() });

/** What publishing would do: what stands in its way, and how what the model reads changes. */
export const assistantCheck = z.object({
  faults: z.array(assistantFinding),
  warnings: z.array(assistantFinding),
  /** Greeting, prompt and functions, line by line, against what callers hear today. */
  diff: z.array(diffLine),
  /** The version that the difference is against; null where nothing is live yet. */
  againstVersion: z.number().int().nullable(),
  latestTestRun: latestTestRun.nullable(),
});
export type AssistantCheck = z.infer<typeof assistantCheck>;

/** A saved state in the history of an assistant. */
export const assistantVersionSummary = z.object({
  version: z.number().int(),
  /** Who saved it; null for an API key and for people who are gone. */
  createdBy: z.string().nullable(),
  /** The version that was brought back by it. */
  restoredFrom: z.number().int().nullable(),
  /** What was found when it was to go live; null for what was saved as a draft. */
  checks: assistantFindings.nullable(),
  createdAt: instant,
});
export type AssistantVersionSummary = z.infer<typeof assistantVersionSummary>;
export const assistantVersionList = pageOf(assistantVersionSummary);
export type AssistantVersionList = z.infer<typeof assistantVersionList>;
export const assistantVersionListQuery = pageQuery;

export const assistantVersion = assistantVersionSummary.extend({ content: assistantContent });
export type AssistantVersion = z.infer<typeof assistantVersion>;
