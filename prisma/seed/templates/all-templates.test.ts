import { describe, expect, it } from "vitest";
import { variableValues, type Template } from "@callflex/contracts/template";
import { renderPrompt } from "@callflex/contracts/render-prompt";
import { answersTo } from "../../test/template-answers.ts";
import { templateWeaknesses } from "../../test/template-weaknesses.ts";
import { industries } from "../reference-data.ts";
import { allTemplates } from "./all-templates.ts";

describe("the gallery", () => {
  it("has two templates or more for each industry, in the order of the industries", () => {
    const slugs = industries.map(({ slug }) => slug);
    const counts = slugs.map((slug) => allTemplates.filter(({ industrySlug }) => industrySlug === slug).length);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
    const order = allTemplates.map(({ industrySlug }) => slugs.indexOf(industrySlug));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  it("tells its templates apart", () => {
    for (const part of ["slug", "name", "description", "prompt", "firstMessage"] as const)
      expect(new Set(allTemplates.map((template) => template[part])).size).toBe(allTemplates.length);
  });

  it("asks questions of all seven types", () => {
    const types = new Set(allTemplates.flatMap(({ variables }) => variables.map(({ type }) => type)));
    expect([...types].toSorted()).toEqual(["email", "hours", "multiselect", "phone", "select", "text", "textarea"]);
  });

  it("calls every function that can be offered in some sample", () => {
    const offered = new Set(allTemplates.flatMap(({ functions }) => functions.map(({ type }) => type)));
    expect([...offered].toSorted()).toEqual(["logDriverCallout", "scheduleCallback", "takeMessage", "transferCall"]);
  });
});

describe.each(allTemplates.map((template) => [template.slug, template] as const))("%s", (_slug, template) => {
  it("has no weakness", () => {
    expect(templateWeaknesses(template)).toEqual([]);
  });

  it("takes answers that a person could give, and speaks them all", () => {
    const values = variableValues(template.variables).parse(answersTo(template.variables));
    const spoken = renderPrompt(`${template.prompt} ${template.firstMessage}`, values);
    expect(spoken).not.toMatch(/\{\{|\}\}|undefined|\[object/);
    for (const variable of template.variables) if (variable.type === "phone") expect(spoken).toContain("+12125550142");
  });

  it("can do with the required answers alone", () => {
    const required = template.variables.filter((variable) => variable.required);
    expect(variableValues(template.variables).safeParse(answersTo(required)).success).toBe(true);
    const [first] = required;
    const without = answersTo(required.filter((variable) => variable !== first));
    expect(variableValues(template.variables).safeParse(without).success).toBe(false);
  });
});

describe("templateWeaknesses", () => {
  const good = allTemplates.find(({ slug }) => slug === "healthcare-medical-practice")!;
  const [greeting, ...turns] = good.sampleConversation;
  const withPrompt = (change: (prompt: string) => string): Partial<Template> => ({ prompt: change(good.prompt) });

  it.each<[string, Partial<Template>]>([
    ["the prompt does not mention transferCall", withPrompt((text) => text.replaceAll("put through", "connected"))],
    ["emergencies are not sent to the emergency services", withPrompt((text) => text.replaceAll("dial 911", "wait"))],
    ["medical advice is not forbidden", withPrompt((text) => text.replace("Never give medical advice.", ""))],
    ["the answer to insurance changes nothing", withPrompt((text) => text.replace("{{insurance}}", "all"))],
    ["numbers are not read back", withPrompt((text) => text.replace("phone numbers back", "phone numbers"))],
    ["the prompt is short", withPrompt((text) => text.slice(0, 900))],
    ["the greeting does not end with a question", { firstMessage: "Hello from {{practiceName}}." }],
    ["the greeting does not name the business", { firstMessage: "This call may be recorded. Hello?" }],
    ["no question of the type hours", { variables: good.variables.filter(({ type }) => type !== "hours") }],
    ["when to call takeMessage is hardly said", { functions: [{ type: "takeMessage", when: "Take a message." }] }],
    ["the sample does not end politely", { sampleConversation: good.sampleConversation.slice(0, -1) }],
    ["the sample does not begin with the greeting", { sampleConversation: turns }],
    [
      "512 555 0162 is not read back",
      { sampleConversation: good.sampleConversation.map((turn, index) => (index === 8 ? greeting! : turn)) },
    ],
    [
      "nothing is done in the sample",
      { sampleConversation: good.sampleConversation.map(({ speaker, text }) => ({ speaker, text })) },
    ],
    [
      "212 736 5000 may be somebody's number",
      { sampleConversation: [...good.sampleConversation, { speaker: "caller", text: "My number is 212 736 5000." }] },
    ],
  ])("finds that %s", (problem, change) => {
    expect(templateWeaknesses({ ...good, ...change })).toContain(problem);
  });
});
