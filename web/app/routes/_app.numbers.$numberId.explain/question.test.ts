import { describe, expect, it } from "vitest";
import { examples, questionOf, readQuestion } from "./question.ts";

const ZONE = "America/New_York";
const NOW = new Date("2026-11-28T02:00:00Z");
const ask = (search: string) => readQuestion(questionOf(new URLSearchParams(search)), ZONE, NOW);

describe("readQuestion", () => {
  it("asks about now and somebody unknown where nothing is said", () => {
    expect(ask("")).toEqual({ caller: "+12025550123", at: "2026-11-28T02:00:00.000Z" });
  });

  it("reads day and time on the organization's clock, before and after it is put forward", () => {
    const at = (date: string) => ask(`caller=2125550133&date=${date}&time=19:10`);
    expect(at("2026-12-25")).toEqual({ caller: "+12125550133", at: "2026-12-26T00:10:00.000Z" });
    expect(at("2026-07-04")).toEqual({ caller: "+12125550133", at: "2026-07-04T23:10:00.000Z" });
  });

  it("knows callers who show no number", () => {
    expect(ask("hidden=1&caller=nonsense")).toMatchObject({ caller: null });
  });

  it.each(["caller=abc", "date=2026-12-25", "time=10:00", "date=2026-02-31&time=10:00", "date=x&time=y"])(
    "%s is told as a problem",
    (search) => {
      expect(ask(search)).toHaveProperty("problem");
    },
  );
});

describe("examples", () => {
  it("can all be asked", () => {
    for (const { search } of examples(NOW, ZONE)) expect(ask(search)).toHaveProperty("at");
  });

  it("are of days to come on the organization's calendar", () => {
    const found = examples(NOW, ZONE).map(({ search }) => new URLSearchParams(search).get("date"));
    expect(found).toEqual([null, null, "2026-11-27", "2026-11-29", "2026-12-25"]);
    expect(examples(new Date("2026-12-28T12:00:00Z"), ZONE).at(-1)?.search).toContain("2027-12-25");
  });
});
