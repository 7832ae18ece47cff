interface Industry {
  slug: string;
  name: string;
}

/**
 * Puts templates below their industries: the organization's own comes first, those without templates are left out.
 *
 * @param options.own industry of the organization, null where it named none
 * @param options.only shows one industry alone; null shows all
 */
export function byIndustry<T extends { industrySlug: string }, I extends Industry>(
  templates: readonly T[],
  industries: readonly I[],
  options: { own: string | null; only: string | null },
): { industry: I; templates: T[] }[] {
  const { own, only } = options;
  const first = (industry: I) => (industry.slug === own ? 0 : 1);
  return industries
    .filter(({ slug }) => only === null || slug === only)
    .toSorted((a, b) => first(a) - first(b))
    .map((industry) => ({ industry, templates: templates.filter((one) => one.industrySlug === industry.slug) }))
    .filter((group) => group.templates.length > 0);
}
