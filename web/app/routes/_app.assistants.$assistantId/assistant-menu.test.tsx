// @vitest-environment happy-dom
import type { AssistantDetail } from "@callflex/contracts/api/assistants";
import { createRemixStub } from "@remix-run/testing";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { UnsavedDialog } from "~/components/form/unsaved-dialog.tsx";
import { AssistantMenu } from "./assistant-menu.tsx";

const assistant = { id: "a", name: "Night desk", status: "draft", phoneNumbers: [], ruleNumbers: [] };

/** Duplicates an assistant from a page where something is typed, or nothing. */
async function duplicate(unsaved: boolean) {
  const Stub = createRemixStub([
    {
      id: "routes/_app",
      path: "/",
      loader: () => ({ session: { organization: { id: "o" } } }),
      Component: () => (
        <>
          <AssistantMenu assistant={assistant as unknown as AssistantDetail} />
          <UnsavedDialog unsaved={unsaved} />
        </>
      ),
    },
    { path: "/assistants/a", action: () => ({ ok: true, at: 1, notice: null, value: { id: "b" } }) },
    { path: "/assistants/b", Component: () => <p>The copy</p> },
  ]);
  render(<Stub />);
  fireEvent.click(await screen.findByLabelText("More about Night desk"));
  fireEvent.click(screen.getByText("Duplicate as a draft"));
}

afterEach(cleanup);

it("leads to the copy", async () => {
  await duplicate(false);
  expect(await screen.findByText("The copy")).toBeDefined();
});

it("asks first where something isn't saved", async () => {
  await duplicate(true);
  expect(await screen.findByText("Leave without saving?")).toBeDefined();
  expect(screen.queryByText("The copy")).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Leave without saving", hidden: true }));
  expect(await screen.findByText("The copy")).toBeDefined();
});
