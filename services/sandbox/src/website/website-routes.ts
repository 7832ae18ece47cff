import { Router } from "express";

/** A page as a small business has one: what callers ask for, with what stands around it on every page. */
const PRICES = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Prices and hours</title></head>
<body>
<nav><a href="/website/prices">Prices</a></nav>
<main>
<h1>Prices and hours</h1>
<p>A visit costs $89 and includes the first half hour. Every further half hour costs $45.</p>
<h2>When we come</h2>
<ul><li>Monday to Friday: 8 a.m. to 6 p.m.</li><li>Emergencies: day and night, for $60 more</li></ul>
<h2>Where we come</h2>
<p>We serve the whole city and everything within 20 miles.</p>
<h2>Payment</h2>
<p>Cash, card or check. Estimates are free.</p>
</main>
<footer>© A business of the sandbox</footer>
</body>
</html>
`;

/** A website of a business, for whatever reads pages: `/website/prices`. */
export function websiteRoutes(): Router {
  const router = Router();
  router.get("/prices", (_req, res) => {
    res.set("content-security-policy", "default-src 'none'").type("html").send(PRICES);
  });
  return router;
}
