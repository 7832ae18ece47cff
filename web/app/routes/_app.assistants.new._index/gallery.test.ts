import { describe, expect, it } from "vitest";
import { byIndustry } from "./by-industry.ts";
import { galleryPath, readGallerySearch } from "./search-params.ts";

const industries = [
  { slug: "legal", name: "Legal" },
  { slug: "empty", name: "Empty" },
  { slug: "general", name: "General" },
];
const templates = [
  { slug: "intake", industrySlug: "legal" },
  { slug: "desk", industrySlug: "general" },
  { slug: "court", industrySlug: "legal" },
];
const names = (options: { own: string | null; only: string | null }) =>
  byIndustry(templates, industries, options).map((group) => [
    group.industry.slug,
    ...group.templates.map((t) => t.slug),
  ]);

describe("the gallery", () => {
  it("stands in the order of the industries, the own one first", () => {
    expect(names({ own: null, only: null })).toEqual([
      ["legal", "intake", "court"],
      ["general", "desk"],
    ]);
    expect(names({ own: "general", only: null })[0]).toEqual(["general", "desk"]);
  });

  it("shows one industry alone", () => {
    expect(names({ own: "general", only: "legal" })).toEqual([["legal", "intake", "court"]]);
    expect(names({ own: null, only: "nothing-like-this" })).toEqual([]);
  });

  it("keeps filter and preview in its address", () => {
    expect(galleryPath({ industry: "legal", preview: "intake" })).toBe("/assistants/new?industry=legal&preview=intake");
    expect(galleryPath({ industry: null, preview: null })).toBe("/assistants/new");
    expect(readGallerySearch(new URLSearchParams("industry=&preview=intake"))).toEqual({
      industry: null,
      preview: "intake",
    });
  });
});
