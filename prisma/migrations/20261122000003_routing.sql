-- migrate:up

-- What was decided about a call, so that a request that is repeated gets the answer that the first one got.
ALTER TABLE calls ADD COLUMN route jsonb;

-- Every row was held by the narrower list, so there is nothing to validate: that would read all calls while none can be
-- taken.
ALTER TABLE calls DROP CONSTRAINT calls_refusal_check;
ALTER TABLE calls ADD CONSTRAINT calls_refusal_check
  CHECK (refusal IN ('no_assistant', 'trial_ended', 'minutes_used_up', 'subscription_ended', 'too_many_calls', 'caller_blocked', 'caller_anonymous'))
  NOT VALID;

-- migrate:down
UPDATE calls SET refusal = 'caller_blocked' WHERE refusal = 'caller_anonymous';
ALTER TABLE calls DROP CONSTRAINT calls_refusal_check;
ALTER TABLE calls ADD CONSTRAINT calls_refusal_check
  CHECK (refusal IN ('no_assistant', 'trial_ended', 'minutes_used_up', 'subscription_ended', 'too_many_calls', 'caller_blocked'))
  NOT VALID;
ALTER TABLE calls DROP COLUMN route;
