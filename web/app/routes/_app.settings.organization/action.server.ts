import { data, redirect, type ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { makeChange, saveForm } from "~/lib/save-form.server.ts";
import { deleteForm, organizationForm, transferForm } from "./forms.ts";

/** Saves the organization, hands it over, leaves or deletes it. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const path = `/organizations/${encodeURIComponent(formText(form, "_organization"))}`;
  switch (formText(form, "_intent")) {
    case "organization":
      return saveForm(scope, form, {
        schema: organizationForm,
        method: "PATCH",
        path,
        body: (value) => ({ ...value, industrySlug: value.industrySlug || null }),
        notice: "Saved.",
      });
    case "transfer":
      return saveForm(scope, form, {
        schema: transferForm,
        method: "POST",
        path: `${path}/transfer-ownership`,
        notice: "Handed over. You are an admin now.",
      });
    case "delete":
      return saveForm(scope, form, {
        schema: deleteForm,
        method: "DELETE",
        path,
        notice: "The organization will be deleted in 7 days. Until then an owner can keep it.",
      });
    case "leave": {
      const left = await makeChange(scope, { method: "POST", path: `${path}/leave` });
      return left.ok ? redirect("/") : left;
    }
    default:
      throw data({ title: "Unknown action" }, { status: 400 });
  }
}
