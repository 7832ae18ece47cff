import { Router } from "express";
import { countryOf } from "./countries.ts";
import { TwilioApiError } from "./twilio-error.ts";

const KINDS = [
  ["local", "local"],
  ["mobile", "mobile"],
  ["toll-free", "toll free"],
] as const;

/** `/v1/PhoneNumbers/Countries/{iso}` of pricing.twilio.com: what numbers cost a month. */
export function pricingRoutes(): Router {
  const router = Router();
  router.get("/PhoneNumbers/Countries/:iso", (req, res) => {
    const iso = req.params.iso.toUpperCase();
    const country = countryOf(iso);
    if (!country) throw new TwilioApiError(20404, req.path);
    const prices = KINDS.flatMap(([kind, number_type]) => {
      const price = country.prices[kind];
      return price ? [{ number_type, base_price: price, current_price: price }] : [];
    });
    res.json({
      country: country.name,
      iso_country: iso,
      phone_number_prices: prices,
      price_unit: "USD",
      url: `https://pricing.twilio.com/v1/PhoneNumbers/Countries/${iso}`,
    });
  });
  return router;
}
