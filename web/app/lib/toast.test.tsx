// @vitest-environment happy-dom
import { createRemixStub } from "@remix-run/testing";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { Notices, notify } from "./toast.tsx";

// The library's file, as a browser finds it that is offline.
vi.mock("sonner", () => {
  throw new TypeError("Failed to fetch dynamically imported module");
});

afterEach(cleanup);

it("shows a notice and keeps the page where the library can't be loaded any more", async () => {
  const Page = () => (
    <>
      <input aria-label="Note" defaultValue="typed" />
      <Notices />
    </>
  );
  const Stub = createRemixStub([{ path: "/", Component: Page }]);
  render(<Stub />);
  await screen.findByLabelText("Note");
  notify({ kind: "error", text: "CallFlex is not reachable right now." });
  expect((await screen.findByRole("alert")).textContent).toBe("CallFlex is not reachable right now.");
  expect(screen.getByLabelText<HTMLInputElement>("Note").value).toBe("typed");
});
