import { template, type Template } from "@callflex/contracts/template";
import { generalAfterHours } from "./general-after-hours.ts";
import { generalReceptionist } from "./general-receptionist.ts";
import { healthcareDentalOffice } from "./healthcare-dental-office.ts";
import { healthcareMedicalPractice } from "./healthcare-medical-practice.ts";
import { homeServicesFrontDesk } from "./home-services-front-desk.ts";
import { homeServicesRegularCare } from "./home-services-regular-care.ts";
import { legalFrontDesk } from "./legal-front-desk.ts";
import { legalIntake } from "./legal-intake.ts";
import { logisticsDeliveryDesk } from "./logistics-delivery-desk.ts";
import { logisticsDispatch } from "./logistics-dispatch.ts";
import { restaurantReservations } from "./restaurant-reservations.ts";
import { restaurantTakeoutCatering } from "./restaurant-takeout-catering.ts";

/** Every template of the gallery in the order of the industries, checked against its schema. */
export const allTemplates: readonly Template[] = [
  logisticsDispatch,
  logisticsDeliveryDesk,
  legalIntake,
  legalFrontDesk,
  healthcareMedicalPractice,
  healthcareDentalOffice,
  homeServicesFrontDesk,
  homeServicesRegularCare,
  restaurantReservations,
  restaurantTakeoutCatering,
  generalReceptionist,
  generalAfterHours,
].map((entry) => template.parse(entry));
