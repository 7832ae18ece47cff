import { expect, it } from "vitest";
import { parseForm } from "~/lib/parse-form.ts";
import { hoursForm, hoursInput } from "./hours-form.ts";

function form(fields: Record<string, string>): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
}

const CLOSED = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };

it("reads an empty form as a week without opening hours", () => {
  expect(parseForm(form({}), hoursForm)).toMatchObject({
    status: "success",
    value: { businessHours: CLOSED, holidays: [] },
  });
});

it("reads a day that closes at midnight, and shows it so again", () => {
  const fields = {
    "businessHours.friday[0].opens": "18:00",
    "businessHours.friday[0].closes": "00:00",
    "holidays[0].date": "2026-12-24",
    "holidays[0].name": "Christmas Eve",
    "holidays[0].hours[0].opens": "09:00",
    "holidays[0].hours[0].closes": "12:00",
  };
  const submission = parseForm(form(fields), hoursForm);
  if (submission.status !== "success") throw new Error(JSON.stringify(submission.error));
  expect(submission.value).toEqual({
    businessHours: { ...CLOSED, friday: [{ opens: "18:00", closes: "24:00" }] },
    holidays: [{ date: "2026-12-24", name: "Christmas Eve", hours: [{ opens: "09:00", closes: "12:00" }] }],
  });
  expect(hoursInput(submission.value).businessHours?.friday).toEqual([{ opens: "18:00", closes: "00:00" }]);
});

it("tells at the interval that it closes before it opens", () => {
  const fields = { "businessHours.monday[0].opens": "17:00", "businessHours.monday[0].closes": "09:00" };
  expect(parseForm(form(fields), hoursForm)).toMatchObject({
    status: "error",
    error: { "businessHours.monday[0]": ["must close after it opens"] },
  });
});

it("tells at the day that its intervals overlap", () => {
  const fields = {
    "businessHours.monday[0].opens": "09:00",
    "businessHours.monday[0].closes": "13:00",
    "businessHours.monday[1].opens": "12:00",
    "businessHours.monday[1].closes": "17:00",
  };
  expect(parseForm(form(fields), hoursForm)).toMatchObject({
    status: "error",
    error: { "businessHours.monday": ["must not overlap"] },
  });
});
