import { inboxItem, inboxPatch, type InboxPatch } from "@callflex/contracts/api/inbox";
import type { ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { ApiProblem, readApi } from "~/lib/api.server.ts";
import { isPassing, problemWords } from "~/lib/problem-words.ts";

/** What became of a change. `done`: the item was worked off with it. `conflict`: somebody else changed the item since it was shown. */
export type InboxAnswer =
  | { ok: true; done: boolean; at: number }
  | { ok: false; conflict: boolean; unreachable?: boolean; text: string; at: number };

/** Changes one inbox item: read, done or note, provided that it still is as the visitor saw it. */
export async function action(scope: ActionFunctionArgs): Promise<InboxAnswer> {
  const form = await scope.request.formData();
  const patch = inboxPatch.safeParse(readPatch(form));
  if (!patch.success) return refuse("That change can't be saved. A note may have 2,000 characters.");
  try {
    await readApi(scope, "PATCH /inbox/{id}", inboxItem, {
      path: { id: formText(form, "id") },
      header: { "If-Match": `"${formText(form, "version")}"` },
      body: patch.data,
    });
    return { ok: true, done: patch.data.done === true, at: Date.now() };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const { status, detail, title } = error.problem;
    if (status === 412)
      return { ...refuse("Somebody else just changed this item. Here is how it stands now."), conflict: true };
    if (isPassing(error.problem))
      return { ...refuse(`That was not saved: ${problemWords(error.problem)}`), unreachable: true };
    return refuse(detail ?? title);
  }
}

function refuse(text: string) {
  return { ok: false as const, conflict: false, text, at: Date.now() };
}

function readPatch(form: FormData): InboxPatch {
  const patch: InboxPatch = {};
  if (form.has("read")) patch.read = form.get("read") === "true";
  if (form.has("done")) patch.done = form.get("done") === "true";
  if (form.has("note")) patch.note = formText(form, "note").trim() || null;
  return patch;
}
