import { signUpRequest } from "@callflex/contracts/api/auth";
import { expect, it } from "vitest";
import { parseForm } from "./parse-form.ts";

const filled = {
  name: "Nora Berg",
  organizationName: "Berg Couriers",
  email: "nora@berg.example",
  password: "long enough to keep",
  timezone: "Europe/Berlin",
};

function form(change: Partial<typeof filled> = {}): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries({ ...filled, ...change })) made.set(name, value);
  return made;
}

it("reads what the contract asks for", () => {
  expect(parseForm(form(), signUpRequest)).toMatchObject({ status: "success", value: filled });
});

it("answers empty fields in the contract's words", () => {
  expect(parseForm(form({ name: "", organizationName: " ", password: "" }), signUpRequest)).toMatchObject({
    status: "error",
    error: {
      name: ["Tell us your name"],
      organizationName: ["Tell us the name of your business"],
      password: ["Use at least 10 characters"],
    },
  });
});

it("refuses a time zone that nobody knows", () => {
  expect(parseForm(form({ timezone: "Mars/Olympus" }), signUpRequest).status).toBe("error");
});
