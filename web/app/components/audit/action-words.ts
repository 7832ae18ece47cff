/** What each action of the audit log is called; the log may hold ones that are not here yet. */
const WORDS: Record<string, string> = {
  "account.created": "Account created",
  "account.updated": "Name changed",
  "account.email_confirmed": "Address confirmed",
  "account.email_change_requested": "New address asked for",
  "account.email_changed": "Address changed",
  "account.password_changed": "Password changed",
  "account.password_reset": "Password reset by mail",
  "account.signed_in": "Signed in",
  "account.exported": "Own data exported",
  "account.deletion_requested": "Account deletion asked for",
  "account.kept": "Account kept",
  "api_key.created": "API key made",
  "api_key.revoked": "API key revoked",
  "assistant.created": "Assistant made",
  "assistant.updated": "Assistant changed",
  "assistant.restored": "Earlier version of an assistant brought back",
  "assistant.duplicated": "Assistant duplicated",
  "assistant.status_changed": "Assistant activated or paused",
  "assistant.sync_requested": "Assistant synced by hand",
  "assistant.deleted": "Assistant deleted",
  "call.reprocess_requested": "Call processed again",
  "inbox_item.updated": "Inbox item changed",
  "invitation.created": "Invited",
  "invitation.resent": "Invitation sent again",
  "invitation.revoked": "Invitation taken back",
  "knowledge.added": "Knowledge added",
  "knowledge.updated": "Knowledge changed",
  "knowledge.deleted": "Knowledge deleted",
  "knowledge.reading_requested": "Knowledge read again",
  "member.joined": "Joined the team",
  "member.left": "Left the team",
  "member.removed": "Removed from the team",
  "member.role_changed": "Role changed",
  "organization.created": "Organization created",
  "organization.updated": "Organization changed",
  "organization.deletion_requested": "Deletion asked for",
  "organization.kept": "Organization kept",
  "organization.exported": "Everything exported",
  "organization.transferred": "Handed over",
  "phone_number.disclosure_changed": "Notices and recording changed",
  "phone_number.routing_changed": "Routing rules changed",
  "phone_number.requested": "Number requested",
  "phone_number.updated": "Number changed",
  "phone_number.release_requested": "Number given back",
  "phone_number.retried": "Number tried again",
  "session.revoked": "Session ended",
  "settings.updated": "Settings changed",
  "test_call.requested": "Test call asked for",
  "two_factor.enabled": "Two-factor sign-in turned on",
  "two_factor.disabled": "Two-factor sign-in turned off",
  "two_factor.recovery_codes_created": "New recovery codes made",
  "two_factor.recovery_code_used": "Signed in with a recovery code",
  "vapi_credential.rotation_requested": "Webhook key changed",
};

/** Whole groups to filter by, as the API takes them. */
export const ACTION_GROUPS: readonly (readonly [value: string, label: string])[] = [
  ["organization.*", "Organization"],
  ["settings.*", "Settings"],
  ["member.*", "Team"],
  ["invitation.*", "Invitations"],
  ["api_key.*", "API keys"],
  ["assistant.*", "Assistants"],
  ["inbox_item.*", "Inbox"],
  ["knowledge.*", "Knowledge"],
  ["call.*", "Calls"],
  ["phone_number.*", "Phone numbers"],
];

/** @returns an action for people: `member.role_changed` is “Role changed” */
export function actionWords(action: string): string {
  const known = WORDS[action];
  if (known) return known;
  const words = action.replace(/[._]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
