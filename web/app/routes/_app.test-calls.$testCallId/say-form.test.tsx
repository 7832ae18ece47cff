// @vitest-environment happy-dom
import { createRemixStub } from "@remix-run/testing";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { SayForm } from "./say-form.tsx";

/** Shows the form before anybody has said a word. */
function show(placed: boolean) {
  const sent: FormDataEntryValue[] = [];
  const Stub = createRemixStub([
    {
      id: "routes/_app",
      path: "/",
      loader: () => ({ session: { organization: { id: "o" } } }),
      Component: () => <SayForm placed={placed} ready={false} onSay={() => undefined} onRefused={() => undefined} />,
      action: async ({ request }) => {
        sent.push((await request.formData()).get("_intent") ?? "");
        return null;
      },
    },
  ]);
  render(<Stub />);
  return sent;
}

afterEach(cleanup);

it("lets somebody hang up before the first words", async () => {
  const sent = show(true);
  fireEvent.click(await screen.findByText("Hang up"));
  await waitFor(() => expect(sent).toEqual(["end"]));
});

it("has nothing to hang up before the conversation is placed", async () => {
  show(false);
  expect((await screen.findByText("Hang up")).hasAttribute("disabled")).toBe(true);
});
