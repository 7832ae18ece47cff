// @vitest-environment happy-dom
import type { AssistantDetail } from "@callflex/contracts/api/assistants";
import { createRemixStub } from "@remix-run/testing";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { DeleteDialog } from "./delete-dialog.tsx";

const number = (e164: string) => ({ id: e164, e164, label: null });

/** Opens the window about an assistant that leads somewhere. */
async function show(given: Pick<AssistantDetail, "phoneNumbers" | "ruleNumbers">) {
  const sent: FormDataEntryValue[] = [];
  const assistant = { id: "a", name: "Night desk", version: 4, ...given } as AssistantDetail;
  const Stub = createRemixStub([
    {
      id: "routes/_app",
      path: "/",
      loader: () => ({ session: { organization: { id: "o" } } }),
      Component: () => <DeleteDialog assistant={assistant} open onClose={() => undefined} />,
    },
    {
      path: "/assistants/a",
      action: async ({ request }) => {
        sent.push((await request.formData()).get("unassign") ?? "");
        return null;
      },
    },
  ]);
  render(<Stub />);
  await screen.findByText(/can’t be brought back/);
  fireEvent.click(screen.getByText(/^Delete( and leave|$)/));
  await waitFor(() => expect(sent).toHaveLength(1));
  return { unassign: sent[0], words: document.body.textContent };
}

afterEach(cleanup);

it("says which numbers lead to it by a rule, and takes it out of them", async () => {
  const { unassign, words } = await show({ phoneNumbers: [], ruleNumbers: [number("+16145550123")] });
  expect(words).toContain("A rule of this number gives it calls:(614) 555-0123");
  expect(words).not.toContain("no caller will notice");
  expect(unassign).toBe("true");
});

it("says which numbers it answers", async () => {
  const { unassign, words } = await show({ phoneNumbers: [number("+16145550123")], ruleNumbers: [] });
  expect(words).toContain("It answers this number today:(614) 555-0123");
  expect(unassign).toBe("true");
});

it("says that nobody notices where no number leads to it", async () => {
  const { unassign, words } = await show({ phoneNumbers: [], ruleNumbers: [] });
  expect(words).toContain("no caller will notice");
  expect(unassign).toBe("false");
});
