import { promptParts } from "@callflex/contracts/prompt";
import type { VariableValues } from "@callflex/contracts/template";
import { clsx } from "clsx";

/**
 * A prompt or greeting as the assistant will have it; what was filled in is marked, and so is what is still missing.
 *
 * @param props.text with `{{names}}`
 * @param props.values answers by name, as far as they are given
 * @param props.labels what the variables are called, for the tooltip
 */
export function PromptPreview(props: {
  text: string;
  values: VariableValues;
  labels: ReadonlyMap<string, string>;
  className?: string;
}) {
  return (
    <p className={clsx("break-words whitespace-pre-wrap text-ink-2", props.className)}>
      {promptParts(props.text, props.values).map(({ text, filled, missing }, index) =>
        filled === null ? (
          text
        ) : (
          <mark
            key={index}
            title={props.labels.get(filled) ?? filled}
            className={clsx(
              "rounded-[4px] box-decoration-clone px-1 py-px",
              missing ? "bg-amber-soft text-amber-on-soft" : "bg-brand-soft text-brand-on-soft",
            )}
          >
            {missing ? (props.labels.get(filled) ?? filled) : text}
          </mark>
        ),
      )}
    </p>
  );
}
