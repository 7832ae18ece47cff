import type { FieldMetadata } from "@conform-to/react";
import type { Week } from "~/components/hours/week-fields.tsx";

/** The fields of an assistant's content, as its forms hold them. */
export interface ContentFields {
  name: FieldMetadata<string>;
  language: FieldMetadata<string>;
  firstMessage: FieldMetadata<string>;
  personality: FieldMetadata<string>;
  prompt: FieldMetadata<string>;
  variables: FieldMetadata<string>;
  variableValues: FieldMetadata<Record<string, unknown>>;
  functions: FieldMetadata<{ type: string; on?: string; when?: string }[]>;
  capabilities: FieldMetadata<{
    transferDestinations: { name: string; number: string; department?: string }[];
    messageFields: { label: string; required?: string }[];
    limited?: string;
    callbackHours: Week;
  }>;
  voice: FieldMetadata<string>;
}

/**
 * The fields below `content` of a form.
 *
 * @param field `fields.content` of the form
 */
export function contentFields(field: unknown): ContentFields {
  return (field as FieldMetadata<Record<string, unknown>>).getFieldset() as unknown as ContentFields;
}
