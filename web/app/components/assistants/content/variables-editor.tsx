import type { TemplateVariable } from "@callflex/contracts/template";
import { getInputProps, type FieldMetadata, type FormMetadata } from "@conform-to/react";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "~/components/ui/button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { variablesOf } from "./content-form.ts";
import { VariableForm } from "./variable-form.tsx";
import { VARIABLE_TYPE_WORDS } from "./variable-types.ts";

const MOST = 30;

/** The variables of an assistant: what can differ without the text being written anew. */
export function VariablesEditor(props: {
  form: FormMetadata<Record<string, unknown>>;
  /** Keeps the variables as one text. */
  field: FieldMetadata<string>;
}) {
  const { form, field } = props;
  const [edited, edit] = useState<TemplateVariable | "new" | null>(null);
  const variables = variablesOf(field.value) ?? [];
  const { key, ...hidden } = getInputProps(field, { type: "hidden" });
  const change = (next: TemplateVariable[]) => form.update({ name: field.name, value: JSON.stringify(next) });
  const save = (saved: TemplateVariable) => {
    const known = variables.some((one) => one.key === saved.key);
    change(known ? variables.map((one) => (one.key === saved.key ? saved : one)) : [...variables, saved]);
    edit(null);
  };
  return (
    <div>
      <input key={key} {...hidden} />
      {variables.length > 0 && (
        <ul className="mb-3 divide-y rounded-[10px] border">
          {variables.map((variable) => (
            <li key={variable.key} className="flex items-center gap-2 py-1 pr-1 pl-3">
              <p className="min-w-0 flex-1 py-1 text-[13px]">
                <span className="font-medium">{variable.label}</span>
                <span className="ml-2 break-all text-muted">{`{{${variable.key}}}`}</span>
                <span className="block text-xs text-muted">
                  {VARIABLE_TYPE_WORDS[variable.type]}
                  {!variable.required && ", optional"}
                </span>
              </p>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Change ${variable.label}`}
                onClick={() => edit(variable)}
              >
                <Pencil className="size-4" aria-hidden />
              </Button>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Remove ${variable.label}`}
                onClick={() => change(variables.filter((one) => one.key !== variable.key))}
              >
                <Trash2 className="size-4" aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {variables.length < MOST && (
        <Button variant="outline" size="sm" onClick={() => edit("new")}>
          <Plus className="size-3.5" aria-hidden />
          Add a variable
        </Button>
      )}
      <Dialog
        open={edited !== null}
        onClose={() => edit(null)}
        title={edited === "new" ? "New variable" : "Change the variable"}
      >
        {edited !== null && (
          <VariableForm
            variable={edited === "new" ? null : edited}
            taken={new Set(variables.map((one) => one.key))}
            onSave={save}
          />
        )}
      </Dialog>
    </div>
  );
}
