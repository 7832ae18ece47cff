import { Router } from "express";
import { hashText } from "../random.ts";
import { countryOf, papersOf, type NumberKind } from "./countries.ts";
import { TwilioApiError } from "./twilio-error.ts";

const KINDS: readonly NumberKind[] = ["local", "mobile", "toll-free"];
const URL_BASE = "https://numbers.twilio.com/v2/RegulatoryCompliance/Regulations";

/** A SID that is always the same for the same name, as Twilio's regulations have. */
function sidOf(name: string): string {
  return `RN${[0, 1, 2, 3].map((part) => hashText(`${name}/${part}`).toString(16).padStart(8, "0")).join("")}`;
}

function regulation(iso: string, countryName: string, kind: NumberKind): Record<string, unknown> {
  const label = kind === "toll-free" ? "Toll-Free" : kind[0]?.toUpperCase() + kind.slice(1);
  const sid = sidOf(`${iso}/${kind}`);
  const papers = papersOf(iso, kind).bundle.map((name) => [
    {
      name,
      type: "document",
      requirement_name: name.toLowerCase().replaceAll(" ", "_"),
      description: `${name} of the business`,
      accepted_documents: [{ name, type: name.toLowerCase().replaceAll(" ", "_"), fields: ["business_name"] }],
    },
  ]);
  return {
    sid,
    friendly_name: `${countryName}: ${label} - Business`,
    iso_country: iso,
    number_type: kind,
    end_user_type: "business",
    requirements: {
      end_user: [{ name: "Business", type: "business", requirement_name: "business_info", fields: ["business_name"] }],
      supporting_document: papers,
    },
    url: `${URL_BASE}/${sid}`,
  };
}

/** `/v2/RegulatoryCompliance/Regulations` of numbers.twilio.com: which papers a business must hand in; one page holds all. */
export function regulationRoutes(): Router {
  const router = Router();
  router.get("/RegulatoryCompliance/Regulations", (req, res) => {
    const { IsoCountry, NumberType, EndUserType } = req.query as Record<string, string | undefined>;
    if (EndUserType && !["business", "individual"].includes(EndUserType))
      throw new TwilioApiError(20001, "EndUserType");
    const iso = (IsoCountry ?? "").toUpperCase();
    const country = countryOf(iso);
    const kinds = KINDS.filter((kind) => (!NumberType || NumberType === kind) && papersOf(iso, kind).bundle.length > 0);
    const results =
      country && EndUserType !== "individual" ? kinds.map((kind) => regulation(iso, country.name, kind)) : [];
    const url = `${URL_BASE}?${new URLSearchParams(req.query as Record<string, string>).toString()}`;
    const meta = { page: 0, page_size: 50, url, first_page_url: url, previous_page_url: null, next_page_url: null };
    res.json({ results, meta: { ...meta, key: "results" } });
  });
  return router;
}
