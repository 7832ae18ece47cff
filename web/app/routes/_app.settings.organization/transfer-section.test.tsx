// @vitest-environment happy-dom
import { useLoaderData } from "@remix-run/react";
import { createRemixStub } from "@remix-run/testing";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { Notices } from "~/lib/toast.tsx";
import { TransferSection } from "./transfer-section.tsx";

const HEIR = "01938c5e-6c1d-7f2a-9c3e-1a2b3c4d5e6f";

afterEach(cleanup);

it("says that the organization was handed over, although the section is gone with it", async () => {
  let isOwner = true;
  const Page = () => {
    const loaded = useLoaderData<{ isOwner: boolean }>();
    return (
      <>
        {loaded.isOwner ? (
          <TransferSection heirs={[{ userId: HEIR, name: "Ada", email: "ada@example.com" }]} />
        ) : (
          <p>You are an admin</p>
        )}
        <Notices />
      </>
    );
  };
  const Stub = createRemixStub([
    {
      id: "routes/_app",
      path: "/",
      loader: async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return { isOwner, session: { organization: { id: "o" } } };
      },
      Component: Page,
      action: () => {
        isOwner = false;
        return {
          ok: true,
          at: 1,
          result: null,
          notice: "Handed over.",
          conflict: false,
          unreachable: false,
          value: null,
        };
      },
    },
  ]);
  render(<Stub />);
  fireEvent.click(await screen.findByText("Hand over…"));
  fireEvent.change(await screen.findByLabelText("New owner"), { target: { value: HEIR } });
  fireEvent.click(screen.getByRole("button", { name: "Hand over", hidden: true }));
  expect(await screen.findByText("You are an admin")).toBeDefined();
  expect(await screen.findByText("Handed over.")).toBeDefined();
});
