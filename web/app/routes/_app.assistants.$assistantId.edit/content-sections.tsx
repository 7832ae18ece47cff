import type { AssistantContent } from "@callflex/contracts/assistant";
import type { TemplateVariable } from "@callflex/contracts/template";
import type { FormMetadata } from "@conform-to/react";
import { CapabilityFields } from "~/components/assistants/content/capability-fields.tsx";
import type { ContentFields } from "~/components/assistants/content/fields.ts";
import { BasicsFields, GreetingFields, InstructionsFields } from "~/components/assistants/content/text-fields.tsx";
import { VoiceFields } from "~/components/assistants/content/voice-fields.tsx";
import { Section } from "~/components/ui/section.tsx";

/** The parts of an assistant, one below the other. */
export function ContentSections(props: {
  form: FormMetadata<Record<string, unknown>>;
  fields: ContentFields;
  variables: readonly TemplateVariable[];
  saved: AssistantContent;
}) {
  const { form, fields, variables, saved } = props;
  return (
    <div className="min-w-0 space-y-4">
      <Section title="Basics">
        <BasicsFields fields={fields} />
      </Section>
      <Section title="Greeting & personality">
        <GreetingFields fields={fields} variables={variables} />
      </Section>
      <Section title="Instructions">
        <InstructionsFields form={form} fields={fields} variables={variables} />
      </Section>
      <Section title="Capabilities" lead="What it can do beside talking.">
        <CapabilityFields form={form} fields={fields} />
      </Section>
      <Section title="Voice">
        <VoiceFields fields={fields} content={saved} />
      </Section>
    </div>
  );
}
