import type { OfferedActionType } from "@callflex/contracts/call-actions";
import { offeredFunctionLabels } from "@callflex/contracts/labels";
import { getInputProps, type FieldMetadata, type FormMetadata } from "@conform-to/react";
import type { ReactNode } from "react";
import { FUNCTION_ICONS } from "~/components/assistants/function-looks.ts";
import { TextareaField } from "~/components/ui/field.tsx";
import { CallbackFields } from "./callback-fields.tsx";
import { DestinationFields } from "./destination-fields.tsx";
import type { ContentFields } from "./fields.ts";
import { MessageFields } from "./message-fields.tsx";

type Form = FormMetadata<Record<string, unknown>>;

/** What the assistant can do, each with when and how. */
export function CapabilityFields({ form, fields }: { form: Form; fields: ContentFields }) {
  const parts = fields.capabilities.getFieldset();
  const settings: Partial<Record<OfferedActionType, ReactNode>> = {
    transferCall: <DestinationFields form={form} field={parts.transferDestinations} />,
    takeMessage: <MessageFields form={form} field={parts.messageFields} />,
    scheduleCallback: <CallbackFields form={form} limited={parts.limited} hours={parts.callbackHours} />,
  };
  return (
    <ul className="space-y-3">
      {fields.functions.getFieldList().map((offer) => {
        const type = offer.getFieldset().type.value as OfferedActionType;
        return <Offer key={offer.key} field={offer} type={type} settings={settings[type]} />;
      })}
    </ul>
  );
}

function Offer(props: {
  field: FieldMetadata<{ type: string; on?: string; when?: string }>;
  type: OfferedActionType;
  settings: ReactNode;
}) {
  const { type, on, when } = props.field.getFieldset();
  const { key: typeKey, ...hidden } = getInputProps(type, { type: "hidden" });
  const { key: onKey, ...box } = getInputProps(on, { type: "checkbox", value: "on" });
  const { title, about } = offeredFunctionLabels[props.type];
  const Icon = FUNCTION_ICONS[props.type];
  const offered = on.value === "on";
  return (
    <li className="rounded-[10px] border has-[[data-offer]:checked]:border-brand/60">
      <input key={typeKey} {...hidden} />
      <label className="flex cursor-pointer items-start gap-3 p-3.5">
        <input key={onKey} {...box} data-offer className="mt-0.5 size-4 shrink-0 accent-brand" />
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2 font-medium">
            <Icon className="size-4 text-muted" aria-hidden />
            {title}
          </span>
          <span className="block text-[13px] text-muted">{about}</span>
        </span>
      </label>
      {/* Hidden, not gone: what was written stays in the form while the function is switched off. */}
      <div hidden={!offered} className="space-y-5 border-t px-3.5 pt-3.5 pb-4 sm:pl-10.5">
        <TextareaField
          field={when as FieldMetadata<string>}
          label="When"
          hint="The assistant decides by these words."
          rows={2}
        />
        {props.settings}
      </div>
    </li>
  );
}
