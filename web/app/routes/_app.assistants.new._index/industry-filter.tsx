import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { galleryPath, type GallerySearch } from "./search-params.ts";

/** Shows one industry alone, or all; the organization's own stands first. */
export function IndustryFilter(props: {
  industries: readonly { slug: string; name: string }[];
  own: string | null;
  search: GallerySearch;
}) {
  const { industries, own, search } = props;
  const first = industries.toSorted((a, b) => Number(b.slug === own) - Number(a.slug === own));
  const choices = [{ slug: null, name: "All" }, ...first];
  return (
    <nav aria-label="Industries" className="-mx-4 overflow-x-auto px-4 no-bar lg:mx-0 lg:px-0">
      <ul className="flex gap-1.5 py-1 lg:flex-wrap">
        {choices.map(({ slug, name }) => {
          const chosen = slug === search.industry;
          return (
            <li key={slug ?? "all"}>
              <Link
                to={galleryPath({ industry: slug, preview: null })}
                preventScrollReset
                aria-current={chosen ? "true" : undefined}
                className={clsx(
                  "inline-flex h-8 items-center rounded-full px-3 text-[13px] whitespace-nowrap transition-colors",
                  chosen ? "bg-ink font-medium text-bg" : "border bg-surface text-ink-2 hover:bg-sunken",
                )}
              >
                {name}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
