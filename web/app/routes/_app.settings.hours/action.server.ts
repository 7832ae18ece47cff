import type { ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { saveForm } from "~/lib/save-form.server.ts";
import { hoursForm } from "./hours-form.ts";

/** Saves opening hours and holidays, over the version that they were changed upon. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  return saveForm(scope, form, {
    schema: hoursForm,
    operation: "PATCH /organizations/{organizationId}/settings",
    input: { path: { organizationId: formText(form, "_organization") } },
    body: ({ businessHours, holidays }) => ({
      businessHours,
      holidays: holidays.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    }),
    notice: "Saved. Your assistants know it from the next call on.",
  });
}
