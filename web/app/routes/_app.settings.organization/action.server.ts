import { data, redirect, type ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { makeChange, saveForm } from "~/lib/save-form.server.ts";
import { deleteForm, organizationForm, transferForm } from "./forms.ts";

/** Saves the organization, hands it over, leaves or deletes it. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const input = { path: { organizationId: formText(form, "_organization") } };
  switch (formText(form, "_intent")) {
    case "organization":
      return saveForm(scope, form, {
        schema: organizationForm,
        operation: "PATCH /organizations/{organizationId}",
        input,
        body: (value) => ({ ...value, industrySlug: value.industrySlug || null }),
        notice: "Saved.",
      });
    case "transfer":
      return saveForm(scope, form, {
        schema: transferForm,
        operation: "POST /organizations/{organizationId}/transfer-ownership",
        input,
        notice: "Handed over. You are an admin now.",
      });
    case "delete":
      return saveForm(scope, form, {
        schema: deleteForm,
        operation: "DELETE /organizations/{organizationId}",
        input,
        notice: "The organization will be deleted in 7 days. Until then an owner can keep it.",
      });
    case "leave": {
      const left = await makeChange(scope, { operation: "POST /organizations/{organizationId}/leave", input });
      return left.ok ? redirect("/") : left;
    }
    default:
      throw data({ title: "Unknown action" }, { status: 400 });
  }
}
