import { assistantContent, type AssistantContent } from "@callflex/contracts/assistant";
import { contentForm } from "~/components/assistants/content/content-form.ts";

/** Every part of an assistant. */
export const PARTS = Object.keys(assistantContent.shape) as (keyof AssistantContent)[];

/** An assistant that callers hear needs all its answers; a draft may lack some. */
export const liveForm = contentForm(PARTS, [], { complete: true });
export const draftForm = contentForm(PARTS, [], { complete: false });
