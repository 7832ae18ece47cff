import { driftFinding, driftScan } from "@callflex/contracts/api/drift";
import { data, type ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { makeChange } from "~/lib/save-form.server.ts";

/** Asks for a comparison, and puts findings aside or takes them up again. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const organization = { "X-Organization-Id": formText(form, "_organization") };
  switch (formText(form, "_intent")) {
    case "scan": {
      const header = { ...organization, "Idempotency-Key": formText(form, "key") };
      return makeChange(scope, { operation: "POST /drift-scans", input: { header }, answer: driftScan });
    }
    case "ignore":
    case "reopen": {
      const state = formText(form, "_intent") === "ignore" ? "ignored" : "open";
      return makeChange(scope, {
        operation: "PATCH /drift-findings/{id}",
        input: { path: { id: formText(form, "findingId") }, header: organization },
        body: { state },
        answer: driftFinding,
      });
    }
    default:
      throw data({ title: "Unknown action" }, { status: 400 });
  }
}
