import { template, type Template } from "@callflex/contracts/template";
import { homeServicesFrontDesk } from "./home-services-front-desk.ts";
import { legalIntake } from "./legal-intake.ts";
import { logisticsDispatch } from "./logistics-dispatch.ts";

/** Every template of the gallery, checked against its schema. */
export const allTemplates: readonly Template[] = [logisticsDispatch, homeServicesFrontDesk, legalIntake].map((entry) =>
  template.parse(entry),
);
