import { organization as organizationShape, industryList } from "@callflex/contracts/api/organizations";
import { templateList } from "@callflex/contracts/api/templates";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { SearchX } from "lucide-react";
import { BackLink } from "~/components/ui/back-link.tsx";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { PageTitle } from "~/components/ui/page-title.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { byIndustry } from "./by-industry.ts";
import { FromScratch } from "./from-scratch.tsx";
import { IndustryFilter } from "./industry-filter.tsx";
import { galleryPath, readGallerySearch } from "./search-params.ts";
import { TemplateCard } from "./template-card.tsx";
import { TemplatePreview } from "./template-preview.tsx";

export { action } from "./action.server.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "New assistant · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "assistants.update");
  const [{ industrySlug }, industries, templates] = await Promise.all([
    loadApi(scope, "GET /organizations/{organizationId}", organizationShape, {
      path: { organizationId: organization.id },
    }),
    loadApi(scope, "GET /industries", industryList),
    loadApi(scope, "GET /templates", templateList, { query: {} }),
  ]);
  const search = readGallerySearch(new URL(scope.request.url).searchParams);
  return { own: industrySlug, industries: industries.data, templates: templates.data, search };
}

export default function Gallery() {
  const { own, industries, templates, search } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  const groups = byIndustry(templates, industries, { own, only: search.industry });
  const looked = templates.find(({ slug }) => slug === search.preview) ?? null;
  return (
    <div className="space-y-5">
      <BackLink to="/assistants">All assistants</BackLink>
      <PageTitle
        title="New assistant"
        lead="Choose what comes closest. You answer a few questions, and can change every word later."
      />
      <IndustryFilter industries={industries} own={own} search={search} />
      {groups.map(({ industry, templates: ofIndustry }) => (
        <section key={industry.slug} aria-labelledby={`industry-${industry.slug}`}>
          <h2 id={`industry-${industry.slug}`} className="text-[15px] font-semibold">
            {industry.name}
            {industry.slug === own && <span className="ml-2 text-[13px] font-normal text-muted">Your industry</span>}
          </h2>
          <ul className="mt-3 grid gap-3 md:grid-cols-2">
            {ofIndustry.map((template) => (
              <TemplateCard key={template.slug} template={template} search={search} />
            ))}
          </ul>
        </section>
      ))}
      {groups.length === 0 && (
        <div className="card">
          <EmptyState icon={SearchX} title="No templates here">
            There is none for this industry yet. The general ones fit every business.
          </EmptyState>
        </div>
      )}
      <FromScratch />
      <TemplatePreview
        template={looked}
        onClose={() => navigate(galleryPath({ ...search, preview: null }), { preventScrollReset: true })}
      />
    </div>
  );
}
