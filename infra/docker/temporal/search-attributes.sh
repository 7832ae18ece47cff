#!/bin/sh
# What workflows may be searched by; the same as infra/dev/servers/temporal-server.ts. Safe to repeat.
set -eu
until temporal operator namespace describe --namespace default >/dev/null 2>&1; do sleep 2; done
for pair in OrganizationId=Keyword CallId=Keyword PhoneNumberId=Keyword NeedsAttention=Bool; do
  temporal operator search-attribute create --namespace default --name "${pair%%=*}" --type "${pair##*=}"
done
