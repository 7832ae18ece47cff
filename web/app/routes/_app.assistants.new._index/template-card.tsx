import type { TemplateSummary } from "@callflex/contracts/api/templates";
import { Link } from "@remix-run/react";
import { FunctionMarks } from "~/components/assistants/function-list.tsx";
import { buttonClass } from "~/components/ui/button.tsx";
import { galleryPath, type GallerySearch } from "./search-params.ts";
import { usedWords } from "./used-words.ts";

/** A template in the gallery: what it is for and what it can do. */
export function TemplateCard({ template, search }: { template: TemplateSummary; search: GallerySearch }) {
  const { slug, name, description, functions, useCount } = template;
  return (
    <li className="card relative flex flex-col p-4 sm:p-5">
      <h3 className="font-semibold">
        <Link
          to={galleryPath({ ...search, preview: slug })}
          preventScrollReset
          className="after:absolute after:inset-0 after:rounded-card after:content-['']"
        >
          {name}
        </Link>
      </h3>
      <p className="mt-1 mb-3 text-[13px] text-muted">{description}</p>
      <div className="mt-auto">
        <FunctionMarks functions={functions} />
        <div className="mt-4 flex items-center justify-between gap-3">
          <span className="text-xs text-muted">{usedWords(useCount)}</span>
          <Link to={`/assistants/new/${slug}`} className={buttonClass({ variant: "outline", size: "sm" }, "relative")}>
            Use it<span className="sr-only">: {name}</span>
          </Link>
        </div>
      </div>
    </li>
  );
}
