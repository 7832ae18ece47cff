// @vitest-environment happy-dom
import { getInputProps } from "@conform-to/react";
import { useLoaderData } from "@remix-run/react";
import { createRemixStub } from "@remix-run/testing";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { z } from "zod";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { SaveBar } from "~/components/form/save-bar.tsx";
import { useVersionedForm } from "./use-versioned-form.ts";

const schema = z.strictObject({ label: z.string().trim() });
interface Saved {
  version: number;
  label: string;
}

/** A page whose server makes a version of what differs alone. */
function show() {
  let saved: Saved = { version: 1, label: "Front desk" };
  const Page = () => {
    const { saved: loaded } = useLoaderData<{ saved: Saved }>();
    const parts = useVersionedForm({ schema, intent: "label", loaded, inputOf: ({ label }: Saved) => ({ label }) });
    const { key, ...input } = getInputProps(parts.fields.label, { type: "text" });
    return (
      <ContractForm parts={parts}>
        <input key={key} {...input} aria-label="Label" />
        <SaveBar busy={parts.busy} dirty={parts.form.dirty} label="Save it" />
        <p>{parts.answer?.ok && !parts.busy ? "Answered" : ""}</p>
      </ContractForm>
    );
  };
  const Stub = createRemixStub([
    {
      id: "routes/_app",
      path: "/",
      loader: () => ({ saved, session: { organization: { id: "o" } } }),
      Component: Page,
      action: async ({ request }) => {
        const label = ((await request.formData()).get("label") as string).trim();
        if (label !== saved.label) saved = { version: saved.version + 1, label };
        return {
          ok: true,
          at: Date.now(),
          result: null,
          notice: null,
          conflict: false,
          unreachable: false,
          value: null,
        };
      },
    },
  ]);
  render(<Stub />);
}

const field = () => screen.getByLabelText<HTMLInputElement>("Label");

async function save(label: string) {
  fireEvent.input(await screen.findByLabelText("Label"), { target: { value: label } });
  expect(await screen.findByText("Not saved yet")).toBeDefined();
  fireEvent.click(screen.getByText("Save it"));
  await screen.findByText("Answered");
}

afterEach(cleanup);

it("is saved once its save made a version", async () => {
  show();
  await save("Night desk");
  await expect.poll(() => screen.queryByText("Not saved yet")).toBeNull();
  expect(field().value).toBe("Night desk");
});

it("is saved, too, once its save found nothing to change", async () => {
  show();
  await save("Front desk ");
  await expect.poll(() => screen.queryByText("Not saved yet")).toBeNull();
  expect(field().value).toBe("Front desk");
});
