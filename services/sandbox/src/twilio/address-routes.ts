import { Router } from "express";
import { z } from "zod";
import { newSid } from "../ids.ts";
import type { Sandbox } from "../sandbox.ts";
import type { TwilioAddress } from "../state/records.ts";
import { rfc2822 } from "./twilio-dates.ts";
import { TwilioApiError } from "./twilio-error.ts";
import { twilioPage } from "./twilio-page.ts";

const required = z.string().min(1);
const form = z.object({
  CustomerName: required,
  Street: required,
  City: required,
  Region: required,
  PostalCode: required,
  IsoCountry: z.string().length(2),
  FriendlyName: z.string().max(64).optional(),
});

/** `/Addresses…` of an account: addresses that some countries want on file. */
export function addressRoutes(sandbox: Sandbox, accountPath: string): Router {
  const { twilioAddresses } = sandbox.store;
  const router = Router();
  const show = (address: TwilioAddress) => showAddress(sandbox.secrets.twilioAccountSid, accountPath, address);
  const find = (sid: string) => {
    const address = twilioAddresses.get(sid);
    if (!address) throw new TwilioApiError(20404, `/Addresses/${sid}.json`);
    return address;
  };

  router.post("/Addresses.json", (req, res) => {
    const given = form.safeParse(req.body ?? {});
    if (!given.success) throw new TwilioApiError(20001, given.error.issues[0]?.path.join("."));
    const { data } = given;
    const address: TwilioAddress = {
      id: newSid("AD"),
      customerName: data.CustomerName,
      friendlyName: data.FriendlyName ?? "",
      street: data.Street,
      city: data.City,
      region: data.Region,
      postalCode: data.PostalCode,
      isoCountry: data.IsoCountry.toUpperCase(),
      createdAt: Date.now(),
    };
    twilioAddresses.put(address);
    res.status(201).json(show(address));
  });
  router.get("/Addresses.json", (req, res) => {
    const { FriendlyName, IsoCountry } = req.query;
    const matching = twilioAddresses
      .newest()
      .filter(
        (address) =>
          (!FriendlyName || address.friendlyName === FriendlyName) &&
          (!IsoCountry || address.isoCountry === IsoCountry),
      );
    res.json(twilioPage(req, "addresses", matching, `${accountPath}/Addresses.json`, show));
  });
  router.get("/Addresses/:sid.json", (req, res) => {
    res.json(show(find(req.params.sid)));
  });
  router.delete("/Addresses/:sid.json", (req, res) => {
    twilioAddresses.delete(find(req.params.sid).id);
    res.status(204).send();
  });
  return router;
}

function showAddress(accountSid: string, accountPath: string, address: TwilioAddress): Record<string, unknown> {
  return {
    account_sid: accountSid,
    city: address.city,
    customer_name: address.customerName,
    date_created: rfc2822(address.createdAt),
    date_updated: rfc2822(address.createdAt),
    emergency_enabled: false,
    friendly_name: address.friendlyName,
    iso_country: address.isoCountry,
    postal_code: address.postalCode,
    region: address.region,
    sid: address.id,
    street: address.street,
    street_secondary: null,
    uri: `${accountPath}/Addresses/${address.id}.json`,
    validated: true,
    verified: true,
  };
}
