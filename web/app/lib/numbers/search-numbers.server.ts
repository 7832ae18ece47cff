import { phoneNumberSearchResult, type PhoneNumberSearchResult } from "@callflex/contracts/api/phone-numbers";
import type { NumberSearch } from "~/components/numbers/search-params.ts";
import { ApiProblem, readApi, type RequestScope } from "~/lib/api.server.ts";
import { problemWords } from "~/lib/problem-words.ts";

/** What a search found, or why it could not be made; the page keeps its form either way. */
export type FoundNumbers = (PhoneNumberSearchResult & { problem: null }) | { data: []; needs: []; problem: string };

/** Looks for numbers that can be bought. */
export async function searchNumbers(scope: RequestScope, search: NumberSearch): Promise<FoundNumbers> {
  const { country, numberType, areaCode, contains } = search;
  const body = { country, numberType, limit: 20, ...(areaCode && { areaCode }), ...(contains && { contains }) };
  try {
    const found = await readApi(scope, "POST /phone-numbers/search", phoneNumberSearchResult, { body });
    return { ...found, problem: null };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return { data: [], needs: [], problem: problemWords(error.problem) };
  }
}
