import { assistantFindingsOf } from "@callflex/contracts/assistant-findings";
import { readContent } from "@callflex/domain/assistants/assistant-content";
import { vapiAssistantConfig } from "@callflex/domain/assistants/vapi-config";
import { describe, expect, it } from "vitest";
import { answersTo } from "../../test/template-answers.ts";
import { allTemplates } from "./all-templates.ts";

describe.each(allTemplates.map((template) => [template.slug, template] as const))("%s", (_slug, template) => {
  const content = readContent({
    name: template.name.slice(0, 40),
    firstMessage: template.firstMessage,
    prompt: template.prompt,
    variables: template.variables,
    variableValues: answersTo(template.variables),
    functions: template.functions,
    voice: template.voice,
  });
  const config = vapiAssistantConfig({
    id: "01938c5e-6c1d-7f2a-9c3e-1a2b3c4d5e6f",
    organizationId: "01938c5e-0000-7f2a-9c3e-1a2b3c4d5e6f",
    timezone: "America/New_York",
    content,
    knowledge: [],
  });

  it("becomes the same assistant at VAPI each time", () => {
    expect(config).toMatchSnapshot();
  });

  it("may go live once its questions are answered", () => {
    const compiledLength = config.model.messages[0]!.content.length;
    const facts = { organizationDestinations: 1, ownNumbers: [], uncallable: {}, compiledLength, knowledgeLeftOut: [] };
    expect(assistantFindingsOf(content, facts)).toEqual({ faults: [], warnings: [] });
  });
});
