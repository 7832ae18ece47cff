// @vitest-environment happy-dom
import type { InboxItem } from "@callflex/contracts/api/inbox";
import { createRemixStub } from "@remix-run/testing";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { Notices } from "~/lib/toast.tsx";
import type { InboxAnswer } from "./action.server.ts";
import { InboxEntry } from "./inbox-entry.tsx";

const item: InboxItem = {
  id: "01938c5e-6c1d-7f2a-9c3e-1a2b3c4d5e6f",
  kind: "message",
  callId: "01938c5e-6c1d-7f2a-9c3e-1a2b3c4d5e60",
  callerName: "Tom",
  callerNumber: "+14155550134",
  subject: "Damaged pallet",
  details: { message: "Damaged pallet", urgent: true },
  note: null,
  dueAt: null,
  readAt: null,
  doneAt: null,
  version: 3,
  createdAt: "2026-11-05T10:00:00Z",
};

/** Shows an entry; the server answers only when it is told to. */
function show(given: { mayChange?: boolean; answer?: InboxAnswer } = {}) {
  const sent: Record<string, FormDataEntryValue>[] = [];
  let answerNow: () => void = () => undefined;
  const told = new Promise<void>((resolve) => {
    answerNow = resolve;
  });
  const Page = () => (
    <>
      <ul>
        <InboxEntry item={item} view="open" mayChange={given.mayChange ?? true} now={Date.parse(item.createdAt)} />
      </ul>
      <Notices />
    </>
  );
  const Stub = createRemixStub([
    {
      path: "/inbox",
      Component: Page,
      action: async ({ request }) => {
        sent.push(Object.fromEntries(await request.formData()));
        await told;
        return given.answer ?? { ok: true, done: false, at: 1 };
      },
    },
    { path: "/calls/:id", Component: () => <p>The call</p> },
  ]);
  render(<Stub initialEntries={["/inbox"]} />);
  return { sent, answerNow };
}

afterEach(cleanup);

describe("InboxEntry", () => {
  it("says what is asked for, once", async () => {
    show();
    const heading = await screen.findByRole("heading");
    expect(heading.textContent).toBe("Damaged pallet (unread)");
    expect(screen.getAllByText(/Damaged pallet/)).toHaveLength(1);
    expect(screen.getByText(/Urgent/)).toBeDefined();
  });

  it("shows a change before it is saved, and sends the version that was seen", async () => {
    const { sent, answerNow } = show();
    fireEvent.click(await screen.findByText("Mark done"));
    expect(await screen.findByText("Open again")).toBeDefined();
    await waitFor(() => expect(sent).toEqual([{ id: item.id, version: "3", done: "true", read: "true" }]));
    answerNow();
  });

  it("takes a refused change back and says why", async () => {
    const text = "Somebody else just changed this item. Here is how it stands now.";
    const { answerNow } = show({ answer: { ok: false, conflict: true, text, at: 2 } });
    fireEvent.click(await screen.findByText("Mark done"));
    await screen.findByText("Open again");
    answerNow();
    expect(await screen.findByText("Mark done")).toBeDefined();
    expect(await screen.findByText(text)).toBeDefined();
  });

  it("keeps a note", async () => {
    const { sent, answerNow } = show();
    fireEvent.click(await screen.findByText("Add a note"));
    fireEvent.change(screen.getByLabelText("Note"), { target: { value: " Called back. " } });
    fireEvent.click(screen.getByText("Save note"));
    expect(await screen.findByText("Called back.")).toBeDefined();
    await waitFor(() => expect(sent).toEqual([{ id: item.id, version: "3", note: "Called back." }]));
    answerNow();
  });

  it("offers nothing that the role can't do", async () => {
    show({ mayChange: false });
    await screen.findByText("See the call");
    expect(screen.queryByText("Mark done")).toBeNull();
    expect(screen.queryByText("Mark read")).toBeNull();
    expect(screen.queryByText("Add a note")).toBeNull();
  });
});
