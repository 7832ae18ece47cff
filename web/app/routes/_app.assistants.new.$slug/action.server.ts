import { assistantDetail } from "@callflex/contracts/api/assistants";
import { templateDetail } from "@callflex/contracts/api/templates";
import type { ActionFunctionArgs } from "@remix-run/node";
import { loadApi } from "~/lib/api.server.ts";
import { formText } from "~/lib/form-text.ts";
import { saveForm } from "~/lib/save-form.server.ts";
import { templateForm } from "./template-form.ts";

/** Makes an assistant from the template. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const slug = scope.params.slug ?? "";
  const header = { "X-Organization-Id": formText(form, "_organization") };
  const { variables } = await loadApi(scope, "GET /templates/{slug}", templateDetail, { path: { slug }, header });
  const draft = formText(form, "status") === "draft";
  return saveForm(scope, form, {
    schema: templateForm(variables),
    shows: /^(name$|variableValues\.)/,
    operation: "POST /assistants",
    input: { header },
    body: (value) => ({ templateSlug: slug, ...value }),
    notice: draft ? "Saved as a draft. It takes no calls yet." : "Your assistant is ready. Give it a number next.",
    answer: assistantDetail,
  });
}
