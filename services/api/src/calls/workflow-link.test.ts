import { expect, test } from "vitest";
import { workflowLink } from "./workflow-link.ts";

const ui = { url: "http://temporal:8233", namespace: "call flex" };

test("a workflow id is one part of the address", () => {
  expect(workflowLink(ui, "call-end/1/rerun/2")).toBe(
    "http://temporal:8233/namespaces/call%20flex/workflows/call-end%2F1%2Frerun%2F2",
  );
});

test("no link without a UI or a workflow", () => {
  expect(workflowLink(null, "call-end/1")).toBeNull();
  expect(workflowLink(ui, null)).toBeNull();
});
