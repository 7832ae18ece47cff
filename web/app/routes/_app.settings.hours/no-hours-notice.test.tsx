// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { NoHoursNotice } from "./no-hours-notice.tsx";

afterEach(cleanup);

it.each([
  ["no day", undefined, 1],
  ["empty days", { monday: [], sunday: undefined }, 1],
  ["one day with hours", { monday: [], tuesday: [{ opens: "09:00", closes: "17:00" }] }, 0],
])("tells what a week of %s means", (_week, week, count) => {
  render(<NoHoursNotice week={week} />);
  expect(screen.queryAllByText(/open around the clock/)).toHaveLength(count);
});
