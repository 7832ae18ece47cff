-- migrate:up

CREATE TABLE industries (
  slug text PRIMARY KEY,
  name text NOT NULL,
  description text NOT NULL,
  position integer NOT NULL DEFAULT 0
);

CREATE TABLE plans (
  key text PRIMARY KEY,
  name text NOT NULL,
  currency char(3) NOT NULL DEFAULT 'USD',
  monthly_price_cents integer NOT NULL CHECK (monthly_price_cents >= 0),
  yearly_price_cents integer NOT NULL CHECK (yearly_price_cents >= 0),
  included_minutes integer NOT NULL CHECK (included_minutes >= 0),
  overage_price_cents integer NOT NULL CHECK (overage_price_cents >= 0),
  overage_allowed boolean NOT NULL,
  max_assistants integer NOT NULL,
  max_phone_numbers integer NOT NULL,
  max_members integer NOT NULL,
  max_concurrent_calls integer NOT NULL,
  features text[] NOT NULL DEFAULT '{}',
  position integer NOT NULL DEFAULT 0
);

GRANT SELECT ON industries, plans TO callflex_app, callflex_service, callflex_auth;

-- migrate:down
DROP TABLE plans;
DROP TABLE industries;
