// Written by `npm run api:client` from the API's document; a test holds it to that.

export interface paths {
  "/api-keys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * API keys, newest first, also those that were revoked
     * @description Needs the permission `api_keys.read`. It is not for API keys.
     */
    get: operations["listApiKeys"];
    put?: never;
    /**
     * Make an API key
     * @description The answer is the only one that holds the key. It is kept nowhere, so `Idempotency-Key` is not honoured here: if the answer gets lost, revoke the key and make another. Whoever makes a key must have confirmed their own address.
     *
     *     Needs the permission `api_keys.manage`. It is not for API keys.
     */
    post: operations["createApiKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api-keys/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revoke an API key
     * @description Its next request is refused, and its live streams end. A key that was revoked already stays so.
     *
     *     Needs the permission `api_keys.manage`. It is not for API keys.
     */
    delete: operations["revokeApiKey"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Assistants, newest first
     * @description Needs the permission `assistants.read`.
     */
    get: operations["listAssistants"];
    put?: never;
    /**
     * Make an assistant, from a template or from content of one's own
     * @description An active one is brought to the telephone at once; `syncState` tells when it is there. A draft may be incomplete, and takes no calls. Without a voice it gets the organization's default.
     *
     *     Needs the permission `assistants.update`.
     */
    post: operations["createAssistant"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * An assistant with its content
     * @description Needs the permission `assistants.read`.
     */
    get: operations["getAssistant"];
    put?: never;
    post?: never;
    /**
     * Delete an assistant
     * @description Its calls and recordings stay. One that answers numbers is refused with 409, which names them, unless `unassign` is true: the numbers then have no assistant.
     *
     *     Needs the permission `assistants.update`.
     */
    delete: operations["deleteAssistant"];
    options?: never;
    head?: never;
    /**
     * Change the content of an assistant
     * @description What is given replaces that part as a whole, and makes a new version. What would keep an assistant that isn't a draft from working is refused; `errors` names each fault.
     *
     *     Needs the permission `assistants.update`.
     */
    patch: operations["updateAssistant"];
    trace?: never;
  };
  "/assistants/{id}/check": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * See what publishing would do
     * @description Faults keep an assistant from going live, warnings don't. The difference is against what callers hear today. Nothing is saved.
     *
     *     Needs the permission `assistants.read`.
     */
    post: operations["checkAssistant"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/{id}/duplicate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make a draft that is like the assistant
     * @description With its knowledge and tests, without its numbers and history.
     *
     *     Needs the permission `assistants.update`.
     */
    post: operations["duplicateAssistant"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/{id}/knowledge": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What an assistant answers from, oldest first
     * @description Needs the permission `assistants.read`.
     */
    get: operations["listKnowledge"];
    put?: never;
    /**
     * Add words, a page or a file
     * @description Words count at once. A page that everybody can open, or a file (PDF, Markdown, plain text; up to 5 MB, in base64), is read in the background: its state goes from `reading` to `ready` or `failed`. The file itself isn't kept. An entry holds 12,000 characters, all of an assistant's 30,000.
     *
     *     Needs the permission `assistants.update`.
     */
    post: operations["addKnowledge"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/{id}/knowledge/{entryId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Delete an entry
     * @description Needs the permission `assistants.update`.
     */
    delete: operations["deleteKnowledge"];
    options?: never;
    head?: never;
    /**
     * Change an entry's title or words
     * @description Needs the permission `assistants.update`.
     */
    patch: operations["updateKnowledge"];
    trace?: never;
  };
  "/assistants/{id}/knowledge/{entryId}/read": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Read a page, or a file that could not be read, again
     * @description Needs the permission `assistants.update`.
     */
    post: operations["readKnowledgeAgain"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/{id}/status": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Let an assistant take calls, or pause it
     * @description Needs the permission `assistants.update`.
     */
    post: operations["setAssistantStatus"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/{id}/sync": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Bring an assistant to the telephone once more
     * @description Also over what was changed there. `syncState` tells when it is done.
     *
     *     Needs the permission `assistants.update`.
     */
    post: operations["syncAssistant"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/{id}/test": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Run all tests of an assistant
     * @description They run in the background on the assistant as it is saved now, also on a draft. What a caller and the assistant say is real; functions are not carried out. Where `simulated` is true, a stand-in answers in place of the language model.
     *
     *     Needs the permission `assistants.update`.
     */
    post: operations["runAssistantTests"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/{id}/test-runs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Runs of an assistant's tests, newest first
     * @description Needs the permission `assistants.read`.
     */
    get: operations["listTestRuns"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/{id}/test-runs/{runId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A run with what its tests found
     * @description Needs the permission `assistants.read`.
     */
    get: operations["getTestRun"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/{id}/tests": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * An assistant's tests, oldest first
     * @description Needs the permission `assistants.read`.
     */
    get: operations["listAssistantTests"];
    put?: never;
    /**
     * Add a test: a scripted caller, and what must come of the call
     * @description Needs the permission `assistants.update`.
     */
    post: operations["addAssistantTest"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/{id}/tests/{testId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Delete a test
     * @description Needs the permission `assistants.update`.
     */
    delete: operations["deleteAssistantTest"];
    options?: never;
    head?: never;
    /**
     * Change a test
     * @description Needs the permission `assistants.update`.
     */
    patch: operations["updateAssistantTest"];
    trace?: never;
  };
  "/assistants/{id}/versions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The history of an assistant, newest first
     * @description Needs the permission `assistants.read`.
     */
    get: operations["listAssistantVersions"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/{id}/versions/{version}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A saved state of an assistant with its content
     * @description Needs the permission `assistants.read`.
     */
    get: operations["getAssistantVersion"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/assistants/{id}/versions/{version}/restore": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Bring a saved state back
     * @description It becomes the newest version; what was there stays in the history.
     *
     *     Needs the permission `assistants.update`.
     */
    post: operations["restoreAssistantVersion"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/active-organization": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Choose the organization that this session works in
     * @description About the signed-in person: API keys are refused.
     */
    post: operations["setActiveOrganization"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/change-email": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask for another e-mail address
     * @description The new address gets a link that has to be used within 24 hours; until then the old one holds. Sessions stay.
     *
     *     About the signed-in person: API keys are refused.
     */
    post: operations["changeEmail"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/change-password": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Change the password
     * @description Ends all other sessions. A mail tells the owner.
     *
     *     About the signed-in person: API keys are refused.
     */
    post: operations["changePassword"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/confirm-email": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Confirm the address with the mail's link */
    post: operations["confirmEmail"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/confirm-email/resend": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send the mail again that asks to confirm the address
     * @description At most five mails an hour. Links sent before still work.
     *
     *     About the signed-in person: API keys are refused.
     */
    post: operations["resendConfirmEmail"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/confirm-new-email": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take the new address with the mail's link
     * @description The old address is told. Sign in with the new one from now on.
     */
    post: operations["confirmNewEmail"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/forgot-password": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask for a link to set a new password
     * @description The answer is the same, and comes as late, whether the address has an account or not. The link works once, for one hour. One mailbox gets at most five such mails an hour.
     */
    post: operations["forgotPassword"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/google": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Sign in with Google
     * @description For browsers: leads to Google, and from there back. Who is new gets an account without an organization; who signed up with the same address keeps theirs, if the address is confirmed on both sides.
     */
    get: operations["signInWithGoogle"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/google/callback": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Where Google leads back to
     * @description Ends on the page that was asked for, or on /login with `error`: google_cancelled, google_not_linked, google_email_not_verified, google_two_factor or google_failed.
     */
    get: operations["finishGoogleSignIn"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/jwks": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The public keys of access tokens
     * @description A JSON Web Key Set (RFC 7517). Keys change every 30 days; old ones stay listed for 30 more.
     */
    get: operations["getJwks"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/me": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The signed-in user and their organizations
     * @description About the signed-in person: API keys are refused.
     */
    get: operations["getMe"];
    put?: never;
    post?: never;
    /**
     * Ask for one's own account to be deleted
     * @description It is deleted after seven days; until then signing in works, and POST /auth/me/keep takes it back. Refused while an organization would be left without an owner.
     *
     *     About the signed-in person: API keys are refused.
     */
    delete: operations["deleteMe"];
    options?: never;
    head?: never;
    /**
     * Change one's own name
     * @description About the signed-in person: API keys are refused.
     */
    patch: operations["updateMe"];
    trace?: never;
  };
  "/auth/me/audit-log": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What was done to one's own account, newest first
     * @description About the signed-in person: API keys are refused.
     */
    get: operations["listMyAuditLog"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/me/export": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Everything that is kept of oneself
     * @description About the signed-in person: API keys are refused.
     */
    get: operations["exportMe"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/me/keep": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take the deletion of one's account back
     * @description About the signed-in person: API keys are refused.
     */
    post: operations["keepMe"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/options": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The ways to sign in beside the password */
    get: operations["getSignInOptions"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/reset-password": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Set a new password with the mail's link
     * @description Ends every session of the account. Sign in with the new password afterwards.
     */
    post: operations["resetPassword"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/sessions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Where one is signed in
     * @description About the signed-in person: API keys are refused.
     */
    get: operations["listSessions"];
    put?: never;
    post?: never;
    /**
     * Sign out everywhere else
     * @description About the signed-in person: API keys are refused.
     */
    delete: operations["endOtherSessions"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/sessions/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Sign out somewhere
     * @description Ends the session with its next request; live streams end with their next heartbeat.
     *
     *     About the signed-in person: API keys are refused.
     */
    delete: operations["endSession"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/signin": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign in
     * @description The answer to an unknown address equals the answer to a wrong password. With two-factor sign-in the answer is `two_factor_required`, and a cookie that lasts 10 minutes says for whom POST /auth/signin/two-factor takes the code.
     */
    post: operations["signIn"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/signin/two-factor": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign in: the code
     * @description Takes a code of the authenticator app, or a recovery code, which works once. Needs the cookie of POST /auth/signin.
     */
    post: operations["signInTwoFactor"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/signout": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign out
     * @description Ends the session. Without a session nothing happens.
     */
    post: operations["signOut"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/signup": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make an account and its organization
     * @description Account, organization and session are made together or not at all. The user becomes the owner. A mail asks to confirm the address.
     */
    post: operations["signUp"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/signup/invited": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make an account by an invitation
     * @description The account has the address that the invitation went to, confirmed, and belongs to that organization. Somebody who has an account accepts the invitation signed in instead.
     */
    post: operations["signUpInvited"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/token": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make an access token
     * @description A JWT (EdDSA) that holds for 15 minutes, with the claims `sub`, `email`, `org` and `sid`. Services check it against /auth/jwks. This API takes it as Bearer too, as long as its session lives; making another takes the session itself.
     *
     *     About the signed-in person: API keys are refused.
     */
    post: operations["createAccessToken"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/two-factor": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Start turning on two-factor sign-in
     * @description Makes a secret for an authenticator app, and recovery codes; both are shown this once. It holds from the first code that is confirmed.
     *
     *     About the signed-in person: API keys are refused.
     */
    post: operations["setUpTwoFactor"];
    /**
     * Turn off two-factor sign-in
     * @description The session gets a new token. A mail tells the owner.
     *
     *     About the signed-in person: API keys are refused.
     */
    delete: operations["turnOffTwoFactor"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/two-factor/confirm": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Turn on two-factor sign-in with the app's first code
     * @description The session gets a new token. A mail tells the owner.
     *
     *     About the signed-in person: API keys are refused.
     */
    post: operations["confirmTwoFactor"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/auth/two-factor/recovery-codes": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make new recovery codes
     * @description They are shown this once; the old ones work no more.
     *
     *     About the signed-in person: API keys are refused.
     */
    post: operations["makeRecoveryCodes"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/calls": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Calls, newest first
     * @description Needs the permission `calls.read`.
     */
    get: operations["listCalls"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/calls/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A call
     * @description Needs the permission `calls.read`.
     */
    get: operations["getCall"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/calls/{id}/actions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What the assistant did during the call
     * @description Needs the permission `calls.read`.
     */
    get: operations["listCallActions"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/calls/{id}/events": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What reached us about the call
     * @description The call's rows of the outbox without their bodies. For the operator's staff.
     *
     *     Needs the permission `calls.read`.
     */
    get: operations["listCallEvents"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/calls/{id}/recording": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The recording
     * @description Audio, whole or a part by the header Range.
     *
     *     Needs the permission `calls.listen`.
     */
    get: operations["getCallRecording"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/calls/{id}/reprocess": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Run the call's processing again
     * @description What was already sent or billed is not sent or billed again.
     *
     *     Needs the permission `calls.reprocess`.
     */
    post: operations["reprocessCall"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/calls/{id}/timeline": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What was done about the call
     * @description Needs the permission `calls.read`.
     */
    get: operations["getCallTimeline"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/calls/{id}/transcript": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What was said
     * @description Needs the permission `calls.read`.
     */
    get: operations["getCallTranscript"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/calls/active": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Calls that are running
     * @description Needs the permission `calls.read`.
     */
    get: operations["listActiveCalls"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/calls/stats": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Figures of the overview
     * @description Days are those of the organization's time zone.
     *
     *     Needs the permission `calls.read`.
     */
    get: operations["getCallStats"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/drift-findings": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What stood otherwise on the telephone side than here, newest first
     * @description Compared each night and when somebody asks for it. What is safe to put right is put right by itself.
     *
     *     Needs the permission `phone_numbers.read`.
     */
    get: operations["listDriftFindings"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/drift-findings/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Put a finding aside, or take it up again
     * @description What was put aside is neither repaired nor told any more, until it is over or taken up again.
     *
     *     Needs the permission `phone_numbers.manage`.
     */
    patch: operations["updateDriftFinding"];
    trace?: never;
  };
  "/drift-scans": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Compare now
     * @description While a comparison that was asked for is under way, it is the answer to this as well.
     *
     *     Needs the permission `phone_numbers.manage`.
     */
    post: operations["requestDriftScan"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/drift-scans/latest": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How far the latest comparison is
     * @description Needs the permission `phone_numbers.read`.
     */
    get: operations["getLatestDriftScan"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/events/stream": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What happens in the organization, as it happens (Server-Sent Events)
     * @description Each event names its type in `event` and carries `{ type, callId, phoneNumberId, assistantId, at }` as data. `Last-Event-ID` resumes without a gap. The event `resync` says that some events are lost: load everything anew. A comment comes every 15 s at least.
     *
     *     Needs the permission `calls.read`.
     */
    get: operations["streamEvents"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/inbox": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Messages, callbacks and callouts, newest first
     * @description Needs the permission `inbox.read`.
     */
    get: operations["listInbox"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/inbox/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Mark as read or done, or note something
     * @description Needs the permission `inbox.update`.
     */
    patch: operations["updateInboxItem"];
    trace?: never;
  };
  "/industries": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Industries that an organization can be of
     * @description About the signed-in person: API keys are refused.
     */
    get: operations["listIndustries"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/invitations/accept": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Accept an invitation that went to one's own address
     * @description The session goes on in the organization that it was in; choose the new one with `POST /auth/active-organization`.
     *
     *     About the signed-in person: API keys are refused.
     */
    post: operations["acceptInvitation"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/invitations/look-up": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What an invitation is about, for whoever has its link */
    post: operations["lookUpInvitation"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/openapi.json": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** This document */
    get: operations["getOpenApi"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/organizations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The organizations that the signed-in user belongs to
     * @description About the signed-in person: API keys are refused.
     */
    get: operations["listOrganizations"];
    put?: never;
    /**
     * Make an organization
     * @description The signed-in user becomes its owner. The session goes on in the organization that it was in; choose the new one with `POST /auth/active-organization`.
     *
     *     About the signed-in person: API keys are refused.
     */
    post: operations["createOrganization"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/organizations/{organizationId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * An organization
     * @description Needs the permission `organization.read`.
     */
    get: operations["getOrganization"];
    put?: never;
    post?: never;
    /**
     * Ask for the organization to be deleted
     * @description It is deleted with all it has after 7 days; until then everything works and an owner can take it back. All owners are told by mail. Phone numbers must be released first.
     *
     *     Needs the permission `organization.delete`. It is not for API keys.
     */
    delete: operations["deleteOrganization"];
    options?: never;
    head?: never;
    /**
     * Change name, industry, time zone or language
     * @description Needs the permission `organization.update`.
     */
    patch: operations["updateOrganization"];
    trace?: never;
  };
  "/organizations/{organizationId}/audit-log": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who changed what, newest first
     * @description Needs the permission `audit_log.read`.
     */
    get: operations["listAuditLog"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/organizations/{organizationId}/export": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Everything that the organization has here
     * @description One JSON record a line, `type` and `data`. The last line has the type `end` and the number of records: without it the file is not whole. Secrets are not in it.
     *
     *     Needs the permission `organization.export`. It is not for API keys.
     */
    get: operations["exportOrganization"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/organizations/{organizationId}/invitations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Invitations, newest first, with how far their mails got
     * @description Needs the permission `members.read`.
     */
    get: operations["listInvitations"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/organizations/{organizationId}/invitations/{invitationId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Take an invitation back
     * @description Needs the permission `members.manage`. It is not for API keys.
     */
    delete: operations["revokeInvitation"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/organizations/{organizationId}/invitations/{invitationId}/resend": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send an invitation again
     * @description The mail has a new link that holds for 7 days; the old one is worth nothing. At most once a minute and five times a day to one address.
     *
     *     Needs the permission `members.manage`. It is not for API keys.
     */
    post: operations["resendInvitation"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/organizations/{organizationId}/keep": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take the deletion back
     * @description Needs the permission `organization.delete`. It is not for API keys.
     */
    post: operations["keepOrganization"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/organizations/{organizationId}/leave": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Leave the organization
     * @description The last owner can't leave. API keys are refused.
     *
     *     Needs the permission `organization.read`.
     */
    post: operations["leaveOrganization"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/organizations/{organizationId}/members": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The team, the first to join first
     * @description Needs the permission `members.read`.
     */
    get: operations["listMembers"];
    put?: never;
    /**
     * Invite somebody by mail
     * @description The invitation holds for 7 days and takes a place of the plan. An address has at most one open invitation; send that one again instead of making another. Whoever invites must have confirmed their own address.
     *
     *     Needs the permission `members.manage`. It is not for API keys.
     */
    post: operations["inviteMember"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/organizations/{organizationId}/members/{userId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove somebody from the team
     * @description Their next request finds no such organization, and their live streams end.
     *
     *     Needs the permission `members.manage`. It is not for API keys.
     */
    delete: operations["removeMember"];
    options?: never;
    head?: never;
    /**
     * Give a member another role
     * @description Owners and admins change admins, members and viewers; only owners change owners; nobody changes themselves. Nobody is made an owner: ownership is handed over.
     *
     *     Needs the permission `members.manage`. It is not for API keys.
     */
    patch: operations["changeMemberRole"];
    trace?: never;
  };
  "/organizations/{organizationId}/settings": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Business hours, holidays and the default voice
     * @description Needs the permission `settings.read`.
     */
    get: operations["getSettings"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change business hours, holidays or the default voice
     * @description Needs the permission `settings.update`.
     */
    patch: operations["updateSettings"];
    trace?: never;
  };
  "/organizations/{organizationId}/transfer-ownership": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Hand the organization over to another member
     * @description The member becomes owner, and whoever hands over stays as admin.
     *
     *     Needs the permission `organization.transfer`. It is not for API keys.
     */
    post: operations["transferOwnership"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/phone-numbers": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Phone numbers, newest first; without `state` all but those that were given back
     * @description Needs the permission `phone_numbers.read`.
     */
    get: operations["listPhoneNumbers"];
    put?: never;
    /**
     * Buy a number and set it up
     * @description The number is reserved at once and set up within seconds: follow `GET /phone-numbers/{id}/progress`, or the event `number_progress`. Send an `Idempotency-Key`: a request that is sent again with it buys nothing a second time.
     *
     *     Needs the permission `phone_numbers.manage`.
     */
    post: operations["provisionPhoneNumber"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/phone-numbers/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A phone number
     * @description Needs the permission `phone_numbers.read`.
     */
    get: operations["getPhoneNumber"];
    put?: never;
    post?: never;
    /**
     * Give a number back
     * @description From now on it takes no calls, and it can't be had back for sure. Its calls stay. Asking again does nothing.
     *
     *     Needs the permission `phone_numbers.manage`.
     */
    delete: operations["releasePhoneNumber"];
    options?: never;
    head?: never;
    /**
     * Choose who takes a number's calls, its label, or the telephone that rings without them
     * @description Needs the permission `phone_numbers.manage`.
     */
    patch: operations["updatePhoneNumber"];
    trace?: never;
  };
  "/phone-numbers/{id}/disclosure": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What callers are told first, and whether calls are recorded
     * @description Needs the permission `phone_numbers.read`.
     */
    get: operations["getNumberDisclosure"];
    /**
     * Choose what callers are told first, and whether calls are recorded
     * @description Holds from the next call on. Without recording, neither sound nor words of a call are kept.
     *
     *     Needs the permission `phone_numbers.manage`.
     */
    put: operations["setNumberDisclosure"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/phone-numbers/{id}/explain": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What happens when somebody calls the number
     * @description Each question that is asked about such a call, what is found, and who takes it: by the code that decides about the calls that come in.
     *
     *     Needs the permission `phone_numbers.read`.
     */
    post: operations["explainRoute"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/phone-numbers/{id}/forwarding": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Which number forwards its calls here
     * @description Needs the permission `phone_numbers.read`.
     */
    get: operations["getNumberForwarding"];
    /**
     * Say which number forwards its calls here
     * @description Needs the permission `phone_numbers.manage`.
     */
    put: operations["setNumberForwarding"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/phone-numbers/{id}/forwarding/verify": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Wait for a call that the business's number forwards
     * @description Call the business's number from another telephone and let it ring. When the call arrives here, the forwarding is verified, and the live stream tells `number_progress`.
     *
     *     Needs the permission `phone_numbers.manage`.
     */
    post: operations["verifyNumberForwarding"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/phone-numbers/{id}/progress": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How far a number is set up, or given back, step by step
     * @description Needs the permission `phone_numbers.read`.
     */
    get: operations["getPhoneNumberProgress"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/phone-numbers/{id}/retry": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try again what failed for good
     * @description Needs the permission `phone_numbers.manage`.
     */
    post: operations["retryPhoneNumber"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/phone-numbers/{id}/routing": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Rules by which the number's calls are taken
     * @description Needs the permission `phone_numbers.read`.
     */
    get: operations["getNumberRouting"];
    /**
     * Set the rules by which the number's calls are taken
     * @description All rules at once; one that is left out takes its default.
     *
     *     Needs the permission `phone_numbers.manage`.
     */
    put: operations["setNumberRouting"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/phone-numbers/{id}/texting/confirm": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Say that the carriers have registered the number
     * @description Texts go out again instead of mails. A text that the carriers refuse all the same takes that back, and is told by mail.
     *
     *     Needs the permission `phone_numbers.manage`.
     */
    post: operations["confirmTexting"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/phone-numbers/search": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Numbers that can be bought
     * @description Nobody keeps a number for you: whoever buys first has it. Area codes work in the United States and Canada.
     *
     *     Needs the permission `phone_numbers.manage`.
     */
    post: operations["searchPhoneNumbers"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/templates": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The gallery of templates, with what their assistants can do and a sample conversation
     * @description Needs the permission `assistants.read`.
     */
    get: operations["listTemplates"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/templates/{slug}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A template with its texts and the questions that it asks
     * @description Needs the permission `assistants.read`.
     */
    get: operations["getTemplate"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/templates/{slug}/preview": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The texts of a template with answers in them
     * @description What was filled in is told apart. Answers may be missing; they read “not given”.
     *
     *     Needs the permission `assistants.read`.
     */
    post: operations["previewTemplate"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/test-calls": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Test calls, newest first
     * @description Needs the permission `assistants.read`.
     */
    get: operations["listTestCalls"];
    put?: never;
    /**
     * Try an assistant
     * @description `call_me` lets the assistant ring a telephone, whose owner has agreed; `web` opens a conversation in the browser. How it goes on is told by the test call, and by the call that it leads to. The minutes count like those of any call; there are daily caps for the organization and for each telephone.
     *
     *     Needs the permission `assistants.update`.
     */
    post: operations["requestTestCall"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/test-calls/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A test call
     * @description Needs the permission `assistants.read`.
     */
    get: operations["getTestCall"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/test-calls/{id}/end": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End a conversation in the browser
     * @description Needs the permission `assistants.update`.
     */
    post: operations["endTestCall"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/test-calls/{id}/say": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Say something in a conversation in the browser
     * @description The assistant hears it as if it had been spoken. Its answer comes with the call's transcript.
     *
     *     Needs the permission `assistants.update`.
     */
    post: operations["sayInTestCall"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/vapi-credentials": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Webhook keys, newest first, also those that are refused by now
     * @description Which keys there are and since when. A key itself is never shown.
     *
     *     Needs the permission `phone_numbers.manage`.
     */
    get: operations["listVapiCredentials"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/vapi-credentials/rotate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Change the webhook key
     * @description A new key is made and used about half a minute later. The one before is accepted for another hour, so that no call is lost. Refused while an earlier change isn't over.
     *
     *     Needs the permission `phone_numbers.manage`.
     */
    post: operations["rotateVapiCredential"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    AccessToken: {
      /** Format: date-time */
      expiresAt: string;
      token: string;
    };
    AccountDeleteRequest: {
      /** Format: email */
      confirmEmail: string;
      password: string;
    };
    AccountDeletion: {
      /** Format: date-time */
      deleteAfter: string;
    };
    AccountExport: {
      accounts: {
        /** Format: date-time */
        createdAt: string;
        providerId: string;
      }[];
      auditLog: components["schemas"]["AuditEntry"][];
      /** Format: date-time */
      exportedAt: string;
      memberships: {
        /** Format: date-time */
        createdAt: string;
        /** Format: uuid */
        organizationId: string;
        organizationName: string;
        role: components["schemas"]["OrganizationRole"];
      }[];
      sessions: components["schemas"]["Session"][];
      user: {
        /** Format: date-time */
        createdAt: string;
        deleteAfter: string | null;
        email: string;
        emailVerified: boolean;
        /** Format: uuid */
        id: string;
        isStaff: boolean;
        name: string;
        twoFactorEnabled: boolean;
      };
    };
    /** @enum {string} */
    AccountMailState: "pending" | "sent" | "delivered" | "failed" | "expired";
    ActiveCall: {
      answeredAt: string | null;
      assistant: {
        /** Format: uuid */
        id: string;
        name: string;
      } | null;
      callerName: string | null;
      callerNumber: string | null;
      contactId: string | null;
      direction: components["schemas"]["CallDirection"];
      durationSeconds: number | null;
      endedAt: string | null;
      /** Format: uuid */
      id: string;
      isTest: boolean;
      lastLine: {
        speaker: components["schemas"]["Speaker"];
        text: string;
      } | null;
      outcome: components["schemas"]["CallOutcome"] | null;
      phoneNumber: {
        e164: string;
        /** Format: uuid */
        id: string;
        label: string | null;
      } | null;
      /** Format: date-time */
      startedAt: string;
      status: components["schemas"]["CallStatus"];
      summary: string | null;
    };
    ActiveCalls: {
      data: components["schemas"]["ActiveCall"][];
      total: number;
    };
    ActiveOrganizationRequest: {
      /** Format: uuid */
      organizationId: string;
    };
    /** @enum {string} */
    ActorKind: "user" | "api_key" | "staff" | "system";
    ApiKey: {
      /** Format: date-time */
      createdAt: string;
      createdBy: string | null;
      expiresAt: string | null;
      /** Format: uuid */
      id: string;
      lastUsedAt: string | null;
      name: string;
      prefix: string;
      revokedAt: string | null;
      scopes: components["schemas"]["Permission"][];
    };
    ApiKeyCreated: {
      /** Format: date-time */
      createdAt: string;
      createdBy: string | null;
      expiresAt: string | null;
      /** Format: uuid */
      id: string;
      key: string;
      lastUsedAt: string | null;
      name: string;
      prefix: string;
      revokedAt: string | null;
      scopes: components["schemas"]["Permission"][];
    };
    ApiKeyCreateRequest: {
      /** @default null */
      expiresAt: string | null;
      name: string;
      scopes: (
        | "organization.read"
        | "organization.update"
        | "members.read"
        | "billing.read"
        | "calls.read"
        | "calls.listen"
        | "calls.reprocess"
        | "inbox.read"
        | "inbox.update"
        | "contacts.read"
        | "contacts.update"
        | "assistants.read"
        | "assistants.update"
        | "phone_numbers.read"
        | "phone_numbers.manage"
        | "settings.read"
        | "settings.update"
        | "audit_log.read"
      )[];
    };
    ApiKeyList: {
      data: components["schemas"]["ApiKey"][];
      nextCursor: string | null;
    };
    AssistantCapabilities: {
      /** @default null */
      callbackHours: components["schemas"]["BusinessHours"] | null;
      /** @default [] */
      messageFields: components["schemas"]["MessageField"][];
      /** @default [] */
      transferDestinations: components["schemas"]["TransferDestination"][];
    };
    AssistantCheck: {
      againstVersion: number | null;
      diff: components["schemas"]["DiffLine"][];
      faults: components["schemas"]["AssistantFinding"][];
      latestTestRun: components["schemas"]["LatestTestRun"] | null;
      warnings: components["schemas"]["AssistantFinding"][];
    };
    AssistantCheckRequest: {
      content?: components["schemas"]["AssistantContentPatch"];
    };
    AssistantContent: {
      capabilities: components["schemas"]["AssistantCapabilities"];
      firstMessage: string;
      functions: components["schemas"]["AssistantFunction"][];
      language: components["schemas"]["AssistantLanguage"];
      name: string;
      personality: string;
      prompt: string;
      variables: components["schemas"]["TemplateVariable"][];
      variableValues: {
        [key: string]: components["schemas"]["VariableValue"];
      };
      voice: components["schemas"]["AssistantVoice"];
    };
    AssistantContentPatch: {
      capabilities?: {
        /** @default null */
        callbackHours: {
          /** @default [] */
          friday: {
            closes: string;
            opens: string;
          }[];
          /** @default [] */
          monday: {
            closes: string;
            opens: string;
          }[];
          /** @default [] */
          saturday: {
            closes: string;
            opens: string;
          }[];
          /** @default [] */
          sunday: {
            closes: string;
            opens: string;
          }[];
          /** @default [] */
          thursday: {
            closes: string;
            opens: string;
          }[];
          /** @default [] */
          tuesday: {
            closes: string;
            opens: string;
          }[];
          /** @default [] */
          wednesday: {
            closes: string;
            opens: string;
          }[];
        } | null;
        /** @default [] */
        messageFields: {
          label: string;
          /** @default false */
          required: boolean;
        }[];
        /** @default [] */
        transferDestinations: {
          department?: string;
          name: string;
          number: string;
        }[];
      };
      firstMessage?: string;
      functions?: {
        /** @enum {string} */
        type: "transferCall" | "takeMessage" | "scheduleCallback" | "logDriverCallout";
        when: string;
      }[];
      language?: components["schemas"]["AssistantLanguage"];
      name?: string;
      personality?: string;
      prompt?: string;
      variables?: (
        | {
            help?: string;
            key: string;
            label: string;
            placeholder?: string;
            required: boolean;
            /** @constant */
            type: "text";
          }
        | {
            help?: string;
            key: string;
            label: string;
            placeholder?: string;
            required: boolean;
            /** @constant */
            type: "textarea";
          }
        | {
            help?: string;
            key: string;
            label: string;
            required: boolean;
            /** @constant */
            type: "phone";
          }
        | {
            help?: string;
            key: string;
            label: string;
            required: boolean;
            /** @constant */
            type: "email";
          }
        | {
            help?: string;
            key: string;
            label: string;
            required: boolean;
            /** @constant */
            type: "hours";
          }
        | {
            help?: string;
            key: string;
            label: string;
            options: string[];
            required: boolean;
            /** @constant */
            type: "select";
          }
        | {
            help?: string;
            key: string;
            label: string;
            options: string[];
            required: boolean;
            /** @constant */
            type: "multiselect";
          }
      )[];
      variableValues?: {
        [key: string]:
          | string
          | string[]
          | {
              /** @default [] */
              friday: {
                closes: string;
                opens: string;
              }[];
              /** @default [] */
              monday: {
                closes: string;
                opens: string;
              }[];
              /** @default [] */
              saturday: {
                closes: string;
                opens: string;
              }[];
              /** @default [] */
              sunday: {
                closes: string;
                opens: string;
              }[];
              /** @default [] */
              thursday: {
                closes: string;
                opens: string;
              }[];
              /** @default [] */
              tuesday: {
                closes: string;
                opens: string;
              }[];
              /** @default [] */
              wednesday: {
                closes: string;
                opens: string;
              }[];
            }
          | null;
      };
      voice?: {
        label: string;
        /** @enum {string} */
        provider: "vapi" | "11labs" | "azure" | "cartesia" | "openai";
        voiceId: string;
      };
    };
    AssistantCreateRequest:
      | {
          name?: string;
          /**
           * @default active
           * @enum {string}
           */
          status: "draft" | "active";
          templateSlug: string;
          variableValues: {
            [key: string]:
              | string
              | string[]
              | {
                  /** @default [] */
                  friday: {
                    closes: string;
                    opens: string;
                  }[];
                  /** @default [] */
                  monday: {
                    closes: string;
                    opens: string;
                  }[];
                  /** @default [] */
                  saturday: {
                    closes: string;
                    opens: string;
                  }[];
                  /** @default [] */
                  sunday: {
                    closes: string;
                    opens: string;
                  }[];
                  /** @default [] */
                  thursday: {
                    closes: string;
                    opens: string;
                  }[];
                  /** @default [] */
                  tuesday: {
                    closes: string;
                    opens: string;
                  }[];
                  /** @default [] */
                  wednesday: {
                    closes: string;
                    opens: string;
                  }[];
                }
              | null;
          };
        }
      | {
          content: {
            /** @default {} */
            capabilities: {
              /** @default null */
              callbackHours: {
                /** @default [] */
                friday: {
                  closes: string;
                  opens: string;
                }[];
                /** @default [] */
                monday: {
                  closes: string;
                  opens: string;
                }[];
                /** @default [] */
                saturday: {
                  closes: string;
                  opens: string;
                }[];
                /** @default [] */
                sunday: {
                  closes: string;
                  opens: string;
                }[];
                /** @default [] */
                thursday: {
                  closes: string;
                  opens: string;
                }[];
                /** @default [] */
                tuesday: {
                  closes: string;
                  opens: string;
                }[];
                /** @default [] */
                wednesday: {
                  closes: string;
                  opens: string;
                }[];
              } | null;
              /** @default [] */
              messageFields: {
                label: string;
                /** @default false */
                required: boolean;
              }[];
              /** @default [] */
              transferDestinations: {
                department?: string;
                name: string;
                number: string;
              }[];
            };
            /** @default  */
            firstMessage: string;
            /** @default [] */
            functions: {
              /** @enum {string} */
              type: "transferCall" | "takeMessage" | "scheduleCallback" | "logDriverCallout";
              when: string;
            }[];
            /** @default en */
            language: components["schemas"]["AssistantLanguage"];
            name: string;
            /** @default  */
            personality: string;
            /** @default  */
            prompt: string;
            /** @default [] */
            variables: (
              | {
                  help?: string;
                  key: string;
                  label: string;
                  placeholder?: string;
                  required: boolean;
                  /** @constant */
                  type: "text";
                }
              | {
                  help?: string;
                  key: string;
                  label: string;
                  placeholder?: string;
                  required: boolean;
                  /** @constant */
                  type: "textarea";
                }
              | {
                  help?: string;
                  key: string;
                  label: string;
                  required: boolean;
                  /** @constant */
                  type: "phone";
                }
              | {
                  help?: string;
                  key: string;
                  label: string;
                  required: boolean;
                  /** @constant */
                  type: "email";
                }
              | {
                  help?: string;
                  key: string;
                  label: string;
                  required: boolean;
                  /** @constant */
                  type: "hours";
                }
              | {
                  help?: string;
                  key: string;
                  label: string;
                  options: string[];
                  required: boolean;
                  /** @constant */
                  type: "select";
                }
              | {
                  help?: string;
                  key: string;
                  label: string;
                  options: string[];
                  required: boolean;
                  /** @constant */
                  type: "multiselect";
                }
            )[];
            /** @default {} */
            variableValues: {
              [key: string]:
                | string
                | string[]
                | {
                    /** @default [] */
                    friday: {
                      closes: string;
                      opens: string;
                    }[];
                    /** @default [] */
                    monday: {
                      closes: string;
                      opens: string;
                    }[];
                    /** @default [] */
                    saturday: {
                      closes: string;
                      opens: string;
                    }[];
                    /** @default [] */
                    sunday: {
                      closes: string;
                      opens: string;
                    }[];
                    /** @default [] */
                    thursday: {
                      closes: string;
                      opens: string;
                    }[];
                    /** @default [] */
                    tuesday: {
                      closes: string;
                      opens: string;
                    }[];
                    /** @default [] */
                    wednesday: {
                      closes: string;
                      opens: string;
                    }[];
                  }
                | null;
            };
            voice?: {
              label: string;
              /** @enum {string} */
              provider: "vapi" | "11labs" | "azure" | "cartesia" | "openai";
              voiceId: string;
            };
          };
          /** @enum {string} */
          status: "draft" | "active";
        };
    AssistantDetail: {
      content: components["schemas"]["AssistantContent"];
      /** Format: date-time */
      createdAt: string;
      drift: components["schemas"]["AssistantDrift"][] | null;
      driftFoundAt: string | null;
      /** Format: uuid */
      id: string;
      language: components["schemas"]["AssistantLanguage"];
      latestTestRun: components["schemas"]["LatestTestRun"] | null;
      name: string;
      phoneNumbers: components["schemas"]["AssistantNumber"][];
      ruleNumbers: components["schemas"]["AssistantNumber"][];
      status: components["schemas"]["AssistantStatus"];
      syncedAt: string | null;
      syncedVersion: number | null;
      syncError: string | null;
      syncState: components["schemas"]["AssistantSyncState"];
      templateName: string | null;
      templateSlug: string | null;
      /** Format: date-time */
      updatedAt: string;
      version: number;
      voice: components["schemas"]["AssistantVoice"];
    };
    AssistantDrift: {
      found: string;
      ours: string;
      part: string;
    };
    AssistantDuplicateRequest: {
      name?: string;
    };
    AssistantFinding: {
      message: string;
      pointer: string;
    };
    AssistantFindings: {
      faults: components["schemas"]["AssistantFinding"][];
      warnings: components["schemas"]["AssistantFinding"][];
    };
    AssistantFunction: {
      /** @enum {string} */
      type: "transferCall" | "takeMessage" | "scheduleCallback" | "logDriverCallout";
      when: string;
    };
    /** @enum {string} */
    AssistantLanguage: "en" | "es" | "fr" | "de" | "pt" | "it" | "nl";
    AssistantList: {
      data: components["schemas"]["AssistantSummary"][];
      nextCursor: string | null;
    };
    AssistantNumber: {
      e164: string;
      /** Format: uuid */
      id: string;
      label: string | null;
    };
    AssistantPatch: {
      content: components["schemas"]["AssistantContentPatch"];
    };
    /** @enum {string} */
    AssistantStatus: "draft" | "active" | "paused";
    AssistantStatusRequest: {
      /** @enum {string} */
      status: "active" | "paused";
    };
    AssistantSummary: {
      /** Format: date-time */
      createdAt: string;
      /** Format: uuid */
      id: string;
      language: components["schemas"]["AssistantLanguage"];
      name: string;
      phoneNumbers: components["schemas"]["AssistantNumber"][];
      status: components["schemas"]["AssistantStatus"];
      syncedAt: string | null;
      syncedVersion: number | null;
      syncError: string | null;
      syncState: components["schemas"]["AssistantSyncState"];
      templateName: string | null;
      templateSlug: string | null;
      /** Format: date-time */
      updatedAt: string;
      version: number;
      voice: components["schemas"]["AssistantVoice"];
    };
    /** @enum {string} */
    AssistantSyncState: "pending" | "synced" | "failed";
    AssistantTest: {
      callerLines: string[];
      /** Format: date-time */
      createdAt: string;
      expectations: (
        | {
            /** @constant */
            kind: "offers_tool";
            /** @enum {string} */
            tool: "transferCall" | "takeMessage" | "scheduleCallback" | "logDriverCallout";
          }
        | {
            containing?: string;
            /** @constant */
            kind: "calls_tool";
            /** @enum {string} */
            tool: "transferCall" | "takeMessage" | "scheduleCallback" | "logDriverCallout";
          }
        | {
            /** @constant */
            kind: "says";
            text: string;
          }
        | {
            /** @constant */
            kind: "never_says";
            text: string;
          }
        | {
            /** @constant */
            kind: "prompt_contains";
            text: string;
          }
        | {
            caller: string | null;
            /** @constant */
            kind: "routes";
            /** Format: uuid */
            phoneNumberId?: string;
            time: string;
            /** @enum {string} */
            to: "assistant" | "other_assistant" | "forward" | "take_message" | "refuse";
            /** @enum {string} */
            weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
          }
      )[];
      /** Format: uuid */
      id: string;
      name: string;
      /** Format: date-time */
      updatedAt: string;
      version: number;
    };
    AssistantTestCreateRequest: {
      callerLines: string[];
      expectations: (
        | {
            /** @constant */
            kind: "offers_tool";
            /** @enum {string} */
            tool: "transferCall" | "takeMessage" | "scheduleCallback" | "logDriverCallout";
          }
        | {
            containing?: string;
            /** @constant */
            kind: "calls_tool";
            /** @enum {string} */
            tool: "transferCall" | "takeMessage" | "scheduleCallback" | "logDriverCallout";
          }
        | {
            /** @constant */
            kind: "says";
            text: string;
          }
        | {
            /** @constant */
            kind: "never_says";
            text: string;
          }
        | {
            /** @constant */
            kind: "prompt_contains";
            text: string;
          }
        | {
            caller: string | null;
            /** @constant */
            kind: "routes";
            /** Format: uuid */
            phoneNumberId?: string;
            time: string;
            /** @enum {string} */
            to: "assistant" | "other_assistant" | "forward" | "take_message" | "refuse";
            /** @enum {string} */
            weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
          }
      )[];
      name: string;
    };
    AssistantTestList: {
      data: components["schemas"]["AssistantTest"][];
      nextCursor: string | null;
    };
    AssistantTestPatch: {
      callerLines?: string[];
      expectations?: (
        | {
            /** @constant */
            kind: "offers_tool";
            /** @enum {string} */
            tool: "transferCall" | "takeMessage" | "scheduleCallback" | "logDriverCallout";
          }
        | {
            containing?: string;
            /** @constant */
            kind: "calls_tool";
            /** @enum {string} */
            tool: "transferCall" | "takeMessage" | "scheduleCallback" | "logDriverCallout";
          }
        | {
            /** @constant */
            kind: "says";
            text: string;
          }
        | {
            /** @constant */
            kind: "never_says";
            text: string;
          }
        | {
            /** @constant */
            kind: "prompt_contains";
            text: string;
          }
        | {
            caller: string | null;
            /** @constant */
            kind: "routes";
            /** Format: uuid */
            phoneNumberId?: string;
            time: string;
            /** @enum {string} */
            to: "assistant" | "other_assistant" | "forward" | "take_message" | "refuse";
            /** @enum {string} */
            weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
          }
      )[];
      name?: string;
    };
    AssistantVersion: {
      checks: components["schemas"]["AssistantFindings"] | null;
      content: components["schemas"]["AssistantContent"];
      /** Format: date-time */
      createdAt: string;
      createdBy: string | null;
      restoredFrom: number | null;
      version: number;
    };
    AssistantVersionList: {
      data: components["schemas"]["AssistantVersionSummary"][];
      nextCursor: string | null;
    };
    AssistantVersionSummary: {
      checks: components["schemas"]["AssistantFindings"] | null;
      /** Format: date-time */
      createdAt: string;
      createdBy: string | null;
      restoredFrom: number | null;
      version: number;
    };
    AssistantVoice: {
      label: string;
      /** @enum {string} */
      provider: "vapi" | "11labs" | "azure" | "cartesia" | "openai";
      voiceId: string;
    };
    AuditEntry: {
      action: string;
      actor: {
        id: string | null;
        kind: components["schemas"]["ActorKind"];
        name: string | null;
      };
      after: {
        [key: string]: unknown;
      } | null;
      before: {
        [key: string]: unknown;
      } | null;
      /** Format: date-time */
      createdAt: string;
      entityId: string | null;
      entityType: string;
      /** Format: uuid */
      id: string;
      ipAddress: string | null;
      requestId: string | null;
    };
    AuditLog: {
      data: components["schemas"]["AuditEntry"][];
      nextCursor: string | null;
    };
    BusinessHours: {
      /** @default [] */
      friday: {
        closes: string;
        opens: string;
      }[];
      /** @default [] */
      monday: {
        closes: string;
        opens: string;
      }[];
      /** @default [] */
      saturday: {
        closes: string;
        opens: string;
      }[];
      /** @default [] */
      sunday: {
        closes: string;
        opens: string;
      }[];
      /** @default [] */
      thursday: {
        closes: string;
        opens: string;
      }[];
      /** @default [] */
      tuesday: {
        closes: string;
        opens: string;
      }[];
      /** @default [] */
      wednesday: {
        closes: string;
        opens: string;
      }[];
    };
    CallAction: {
      answer: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: uuid */
      id: string;
      input: {
        [key: string]: unknown;
      };
      /** @enum {string} */
      status: "succeeded" | "refused";
      type: components["schemas"]["CallActionType"];
    };
    CallActions: {
      data: components["schemas"]["CallAction"][];
    };
    /** @enum {string} */
    CallActionType: "transferCall" | "takeMessage" | "scheduleCallback" | "logDriverCallout" | "unknown";
    CallDetail: {
      answeredAt: string | null;
      assistant: {
        /** Format: uuid */
        id: string;
        name: string;
      } | null;
      billedSeconds: number | null;
      callerName: string | null;
      callerNumber: string | null;
      contactId: string | null;
      cost: {
        currency: string;
        micros: number;
      } | null;
      direction: components["schemas"]["CallDirection"];
      durationSeconds: number | null;
      endedAt: string | null;
      endedReason: string | null;
      forwardedFrom: string | null;
      hasRecording: boolean;
      /** Format: uuid */
      id: string;
      isTest: boolean;
      outcome: components["schemas"]["CallOutcome"] | null;
      phoneNumber: {
        e164: string;
        /** Format: uuid */
        id: string;
        label: string | null;
      } | null;
      recordingOff: boolean;
      sentiment: ("positive" | "neutral" | "negative") | null;
      settledAt: string | null;
      stallCount: number;
      /** Format: date-time */
      startedAt: string;
      status: components["schemas"]["CallStatus"];
      structuredData: {
        [key: string]: unknown;
      } | null;
      success: boolean | null;
      summary: string | null;
      workflowUrl: string | null;
    };
    /** @enum {string} */
    CallDirection: "inbound" | "outbound" | "web";
    CallEvent: {
      attempts: number | null;
      /** Format: uuid */
      id: string;
      lastError: string | null;
      /** @enum {string} */
      provider: "vapi" | "twilio";
      /** Format: date-time */
      receivedAt: string;
      /** @enum {string} */
      state: "handled" | "pending" | "parked" | "dead" | "rejected";
      type: string;
    };
    CallEvents: {
      data: components["schemas"]["CallEvent"][];
    };
    CallList: {
      data: components["schemas"]["CallListItem"][];
      nextCursor: string | null;
    };
    CallListItem: {
      answeredAt: string | null;
      assistant: {
        /** Format: uuid */
        id: string;
        name: string;
      } | null;
      callerName: string | null;
      callerNumber: string | null;
      contactId: string | null;
      direction: components["schemas"]["CallDirection"];
      durationSeconds: number | null;
      endedAt: string | null;
      /** Format: uuid */
      id: string;
      isTest: boolean;
      outcome: components["schemas"]["CallOutcome"] | null;
      phoneNumber: {
        e164: string;
        /** Format: uuid */
        id: string;
        label: string | null;
      } | null;
      /** Format: date-time */
      startedAt: string;
      status: components["schemas"]["CallStatus"];
      summary: string | null;
    };
    /** @enum {string} */
    CallOutcome:
      "answered" | "message" | "callback" | "callout" | "transferred" | "missed" | "abandoned" | "refused" | "failed";
    CallStats: {
      activeAssistants: number;
      days: {
        billedSeconds: number;
        calls: number;
        /** Format: date */
        date: string;
        durationSeconds: number;
        handled: number;
        missed: number;
        transferred: number;
      }[];
      openInboxItems: number;
      previousTotals: {
        billedSeconds: number;
        calls: number;
        durationSeconds: number;
        handled: number;
        missed: number;
        transferred: number;
      };
      timezone: string;
      today: {
        billedSeconds: number;
        calls: number;
        durationSeconds: number;
        handled: number;
        missed: number;
        transferred: number;
      };
      totals: {
        billedSeconds: number;
        calls: number;
        durationSeconds: number;
        handled: number;
        missed: number;
        transferred: number;
      };
      unreadInboxItems: number;
      usage: {
        billedMinutes: number;
        includedMinutes: number;
        /** Format: date-time */
        periodEnd: string;
        /** Format: date-time */
        periodStart: string;
      };
    };
    /** @enum {string} */
    CallStatus: "ringing" | "in_progress" | "forwarding" | "ended";
    CallTimeline: {
      data: components["schemas"]["TimelineStep"][];
    };
    CallTranscript: {
      final: boolean;
      segments: components["schemas"]["TranscriptSegment"][];
    };
    ChangeEmailRequest: {
      /** Format: email */
      email: string;
      password: string;
    };
    ChangePasswordRequest: {
      currentPassword: string;
      newPassword: string;
    };
    DiffLine: {
      /** @enum {string} */
      kind: "same" | "added" | "removed";
      text: string;
    };
    DriftFinding: {
      assistant: {
        /** Format: uuid */
        id: string;
        name: string;
      } | null;
      /** Format: date-time */
      firstSeenAt: string;
      /** Format: uuid */
      id: string;
      kind: components["schemas"]["DriftKind"];
      /** Format: date-time */
      lastSeenAt: string;
      phoneNumber: {
        e164: string;
        /** Format: uuid */
        id: string;
        label: string | null;
      } | null;
      repairing: boolean;
      resolvedAt: string | null;
      state: components["schemas"]["DriftState"];
    };
    DriftFindingList: {
      data: components["schemas"]["DriftFinding"][];
      nextCursor: string | null;
    };
    DriftFindingPatch: {
      /** @enum {string} */
      state: "ignored" | "open";
    };
    /** @enum {string} */
    DriftKind:
      | "number_unowned"
      | "number_left_over"
      | "number_double"
      | "number_missing"
      | "number_stuck"
      | "number_webhooks_wrong"
      | "number_calls_elsewhere"
      | "link_unowned"
      | "link_left_over"
      | "link_missing"
      | "link_server_wrong"
      | "link_credential_wrong"
      | "link_fallback_wrong"
      | "link_answers_itself"
      | "assistant_unowned"
      | "assistant_left_over"
      | "assistant_double"
      | "assistant_missing"
      | "assistant_changed"
      | "credential_missing"
      | "credential_double";
    DriftScan: {
      finishedAt: string | null;
      requestedAt: string | null;
      /** @enum {string} */
      state: "never" | "running" | "finished" | "unfinished";
    };
    /** @enum {string} */
    DriftState: "open" | "ignored" | "repaired" | "gone";
    ExplainedAnswer: {
      assistantId: string | null;
      assistantName: string | null;
      /** @enum {string} */
      kind: "assistant" | "forward" | "take_message" | "say";
      number: string | null;
      refusal:
        | (
            | "no_assistant"
            | "trial_ended"
            | "minutes_used_up"
            | "subscription_ended"
            | "too_many_calls"
            | "caller_blocked"
            | "caller_anonymous"
          )
        | null;
      spoken: string | null;
      words: string;
    };
    ForgotPasswordRequest: {
      /** Format: email */
      email: string;
    };
    Holiday: {
      /** Format: date */
      date: string;
      /** @default [] */
      hours: {
        closes: string;
        opens: string;
      }[];
      name: string;
    };
    InboxItem: {
      callerName: string | null;
      callerNumber: string | null;
      callId: string | null;
      /** Format: date-time */
      createdAt: string;
      details: {
        [key: string]: unknown;
      };
      doneAt: string | null;
      dueAt: string | null;
      /** Format: uuid */
      id: string;
      kind: components["schemas"]["InboxKind"];
      note: string | null;
      readAt: string | null;
      subject: string;
      version: number;
    };
    /** @enum {string} */
    InboxKind: "message" | "callback" | "callout";
    InboxList: {
      data: components["schemas"]["InboxItem"][];
      nextCursor: string | null;
    };
    InboxPatch: {
      done?: boolean;
      note?: string | null;
      read?: boolean;
    };
    Industry: {
      description: string;
      name: string;
      slug: string;
    };
    IndustryList: {
      data: components["schemas"]["Industry"][];
      nextCursor: null;
    };
    /** @enum {string} */
    InvitableRole: "admin" | "member" | "viewer";
    Invitation: {
      /** Format: date-time */
      createdAt: string;
      email: string;
      /** Format: date-time */
      expiresAt: string;
      /** Format: uuid */
      id: string;
      invitedBy: string | null;
      mail: {
        error: string | null;
        state: components["schemas"]["AccountMailState"];
      } | null;
      role: components["schemas"]["OrganizationRole"];
      state: components["schemas"]["InvitationState"];
    };
    InvitationAcceptance: {
      /** Format: uuid */
      organizationId: string;
      role: components["schemas"]["OrganizationRole"];
    };
    InvitationCreateRequest: {
      /** Format: email */
      email: string;
      role: components["schemas"]["InvitableRole"];
    };
    InvitationList: {
      data: components["schemas"]["Invitation"][];
      nextCursor: string | null;
    };
    InvitationPreview: {
      email: string;
      /** Format: date-time */
      expiresAt: string;
      hasAccount: boolean;
      invitedBy: string | null;
      organizationName: string;
      role: components["schemas"]["OrganizationRole"];
      state: components["schemas"]["InvitationState"];
    };
    /** @enum {string} */
    InvitationState: "pending" | "accepted" | "revoked" | "expired";
    InvitationTokenRequest: {
      token: string;
    };
    InvitedSignUpRequest: {
      name: string;
      password: string;
      token: string;
    };
    Jwks: {
      keys: {
        [key: string]: unknown;
      }[];
    };
    KnowledgeCreateRequest:
      | {
          content: string;
          /** @constant */
          kind: "text";
          title: string;
        }
      | {
          /** @constant */
          kind: "url";
          title?: string;
          /** Format: uri */
          url: string;
        }
      | {
          data: string;
          fileName: string;
          /** @constant */
          kind: "document";
          mediaType: components["schemas"]["KnowledgeMediaType"];
          title?: string;
        };
    KnowledgeEntry: {
      canReadAgain: boolean;
      characters: number;
      content: string;
      /** Format: date-time */
      createdAt: string;
      fileName: string | null;
      /** Format: uuid */
      id: string;
      kind: components["schemas"]["KnowledgeKind"];
      lastError: string | null;
      sourceUrl: string | null;
      state: components["schemas"]["KnowledgeState"];
      title: string;
      /** Format: date-time */
      updatedAt: string;
      version: number;
    };
    /** @enum {string} */
    KnowledgeKind: "text" | "url" | "document";
    KnowledgeList: {
      allowedCharacters: number;
      data: components["schemas"]["KnowledgeEntry"][];
      nextCursor: string | null;
      usedCharacters: number;
    };
    /** @enum {string} */
    KnowledgeMediaType: "application/pdf" | "text/markdown" | "text/plain";
    KnowledgePatch: {
      content?: string;
      title?: string;
    };
    /** @enum {string} */
    KnowledgeState: "reading" | "ready" | "failed";
    LatestTestRun: {
      assistantVersion: number;
      /** Format: date-time */
      createdAt: string;
      finishedAt: string | null;
      /** Format: uuid */
      id: string;
      simulated: boolean;
      /** @enum {string} */
      state: "running" | "passed" | "failed" | "broken";
    };
    LiveEvent: {
      assistantId: string | null;
      /** Format: date-time */
      at: string;
      callId: string | null;
      phoneNumberId: string | null;
      type: components["schemas"]["LiveEventType"];
    };
    /** @enum {string} */
    LiveEventType:
      | "call_started"
      | "call_updated"
      | "transcript_update"
      | "call_ended"
      | "inbox_changed"
      | "number_progress"
      | "usage_changed"
      | "assistant_changed"
      | "test_call_changed";
    /** @enum {string} */
    Locale: "en-US" | "en-GB" | "en-CA" | "en-AU";
    MailTokenRequest: {
      token: string;
    };
    Me: {
      activeOrganizationId: string | null;
      organizations: components["schemas"]["MeOrganization"][];
      user: {
        deleteAfter: string | null;
        email: string;
        emailVerified: boolean;
        /** Format: uuid */
        id: string;
        isStaff: boolean;
        name: string;
        twoFactorEnabled: boolean;
      };
    };
    Member: {
      email: string;
      /** Format: date-time */
      joinedAt: string;
      name: string;
      role: components["schemas"]["OrganizationRole"];
      twoFactorEnabled: boolean;
      /** Format: uuid */
      userId: string;
    };
    MemberList: {
      data: components["schemas"]["Member"][];
      nextCursor: string | null;
    };
    MemberPatch: {
      role: components["schemas"]["OrganizationRole"];
    };
    MeOrganization: {
      deleteAfter: string | null;
      /** Format: uuid */
      id: string;
      locale: string;
      name: string;
      permissions: components["schemas"]["Permission"][];
      planFeatures: string[];
      planKey: string;
      planName: string;
      role: components["schemas"]["OrganizationRole"];
      slug: string;
      subscriptionStatus: components["schemas"]["SubscriptionStatus"];
      timezone: string;
    };
    MessageField: {
      label: string;
      /** @default false */
      required: boolean;
    };
    MonthlyPrice: {
      currency: string;
      minor: number;
    };
    NumberDisclosure: {
      aiDisclosure: string | null;
      recording: boolean;
      recordingNotice: string | null;
    };
    NumberDisclosureRequest: {
      aiDisclosure: string | null;
      recording: boolean;
      recordingNotice: string | null;
    };
    NumberDisclosureState: {
      chosen: boolean;
      disclosure: components["schemas"]["NumberDisclosure"];
      firstMessage: string | null;
      opening: string | null;
      suggestion: {
        aiDisclosureRequired: boolean;
        disclosure: components["schemas"]["NumberDisclosure"];
        place: string;
        reasons: string[];
        recordingNoticeRequired: boolean;
      };
      version: number;
    };
    NumberForwarding: {
      businessNumber: string;
      /** @enum {string} */
      carrier: "att" | "verizon" | "tmobile" | "us_landline" | "bt_landline" | "eu_landline" | "gsm";
      /** @enum {string} */
      kind: "no_answer" | "busy" | "unreachable" | "always";
      /** @enum {string} */
      state: "none" | "waiting" | "verified";
      verifiedAt: string | null;
      verifiedCallId: string | null;
      waitingSince: string | null;
    };
    NumberForwardingRequest: {
      forwarding: {
        businessNumber: string;
        /** @enum {string} */
        carrier: "att" | "verizon" | "tmobile" | "us_landline" | "bt_landline" | "eu_landline" | "gsm";
        /** @enum {string} */
        kind: "no_answer" | "busy" | "unreachable" | "always";
      } | null;
    };
    NumberForwardingState: {
      forwarding: components["schemas"]["NumberForwarding"] | null;
      version: number;
    };
    NumberRouting: {
      /**
       * @default {
       *       "do": "assistant"
       *     }
       */
      afterHours: components["schemas"]["RouteTarget"];
      /** @default null */
      anonymousCallers:
        | (
            | {
                /** @constant */
                do: "assistant";
              }
            | {
                /** Format: uuid */
                assistantId: string;
                /** @constant */
                do: "other_assistant";
              }
            | {
                /** @constant */
                do: "forward";
                message?: string;
                number: string;
              }
            | {
                /** @constant */
                do: "take_message";
                greeting?: string;
              }
            | {
                /** @constant */
                do: "refuse";
                message?: string;
              }
          )
        | null;
      /**
       * @default {
       *       "do": "refuse"
       *     }
       */
      blockedCallers:
        | {
            /** @constant */
            do: "refuse";
            message?: string;
          }
        | {
            /** @constant */
            do: "take_message";
            greeting?: string;
          };
      /**
       * @default {
       *       "do": "assistant"
       *     }
       */
      businessHours: components["schemas"]["RouteTarget"];
      /** @default null */
      holidays: components["schemas"]["RouteTarget"] | null;
      /** @default null */
      overflow:
        | (
            | {
                /** @constant */
                do: "forward";
                message?: string;
                number: string;
              }
            | {
                /** @constant */
                do: "take_message";
                greeting?: string;
              }
          )
        | null;
      /** @default null */
      vipCallers: components["schemas"]["RouteTarget"] | null;
    };
    NumberRoutingRequest: {
      /**
       * @default {
       *       "do": "assistant"
       *     }
       */
      afterHours:
        | {
            /** @constant */
            do: "assistant";
          }
        | {
            /** Format: uuid */
            assistantId: string;
            /** @constant */
            do: "other_assistant";
          }
        | {
            /** @constant */
            do: "forward";
            message?: string;
            number: string;
          }
        | {
            /** @constant */
            do: "take_message";
            greeting?: string;
          };
      /** @default null */
      anonymousCallers:
        | (
            | {
                /** @constant */
                do: "assistant";
              }
            | {
                /** Format: uuid */
                assistantId: string;
                /** @constant */
                do: "other_assistant";
              }
            | {
                /** @constant */
                do: "forward";
                message?: string;
                number: string;
              }
            | {
                /** @constant */
                do: "take_message";
                greeting?: string;
              }
            | {
                /** @constant */
                do: "refuse";
                message?: string;
              }
          )
        | null;
      /**
       * @default {
       *       "do": "refuse"
       *     }
       */
      blockedCallers:
        | {
            /** @constant */
            do: "refuse";
            message?: string;
          }
        | {
            /** @constant */
            do: "take_message";
            greeting?: string;
          };
      /**
       * @default {
       *       "do": "assistant"
       *     }
       */
      businessHours:
        | {
            /** @constant */
            do: "assistant";
          }
        | {
            /** Format: uuid */
            assistantId: string;
            /** @constant */
            do: "other_assistant";
          }
        | {
            /** @constant */
            do: "forward";
            message?: string;
            number: string;
          }
        | {
            /** @constant */
            do: "take_message";
            greeting?: string;
          };
      /** @default null */
      holidays:
        | (
            | {
                /** @constant */
                do: "assistant";
              }
            | {
                /** Format: uuid */
                assistantId: string;
                /** @constant */
                do: "other_assistant";
              }
            | {
                /** @constant */
                do: "forward";
                message?: string;
                number: string;
              }
            | {
                /** @constant */
                do: "take_message";
                greeting?: string;
              }
          )
        | null;
      /** @default null */
      overflow:
        | (
            | {
                /** @constant */
                do: "forward";
                message?: string;
                number: string;
              }
            | {
                /** @constant */
                do: "take_message";
                greeting?: string;
              }
          )
        | null;
      /** @default null */
      vipCallers:
        | (
            | {
                /** @constant */
                do: "assistant";
              }
            | {
                /** Format: uuid */
                assistantId: string;
                /** @constant */
                do: "other_assistant";
              }
            | {
                /** @constant */
                do: "forward";
                message?: string;
                number: string;
              }
            | {
                /** @constant */
                do: "take_message";
                greeting?: string;
              }
          )
        | null;
    };
    NumberRoutingState: {
      routing: components["schemas"]["NumberRouting"];
      version: number;
    };
    Organization: {
      /** Format: date-time */
      createdAt: string;
      deleteAfter: string | null;
      /** Format: uuid */
      id: string;
      industrySlug: string | null;
      locale: string;
      name: string;
      planKey: string;
      planName: string;
      slug: string;
      subscriptionStatus: components["schemas"]["SubscriptionStatus"];
      timezone: string;
      version: number;
    };
    OrganizationCreateRequest: {
      /** @default null */
      industrySlug: string | null;
      name: string;
      /** @default UTC */
      timezone: string;
    };
    OrganizationDeleteRequest: {
      confirmName: string;
      /** @enum {string} */
      export: "taken" | "declined";
    };
    OrganizationDeletion: {
      /** Format: date-time */
      deleteAfter: string;
    };
    OrganizationList: {
      data: components["schemas"]["Organization"][];
      nextCursor: null;
    };
    OrganizationPatch: {
      industrySlug?: string | null;
      locale?: components["schemas"]["Locale"];
      name?: string;
      timezone?: string;
    };
    /** @enum {string} */
    OrganizationRole: "owner" | "admin" | "member" | "viewer";
    PasswordRequest: {
      password: string;
    };
    /** @enum {string} */
    Permission:
      | "organization.read"
      | "organization.update"
      | "organization.export"
      | "organization.transfer"
      | "organization.delete"
      | "members.read"
      | "members.manage"
      | "billing.read"
      | "billing.manage"
      | "calls.read"
      | "calls.listen"
      | "calls.reprocess"
      | "inbox.read"
      | "inbox.update"
      | "contacts.read"
      | "contacts.update"
      | "assistants.read"
      | "assistants.update"
      | "phone_numbers.read"
      | "phone_numbers.manage"
      | "settings.read"
      | "settings.update"
      | "audit_log.read"
      | "api_keys.read"
      | "api_keys.manage";
    PhoneNumber: {
      activatedAt: string | null;
      assistant: {
        /** Format: uuid */
        id: string;
        name: string;
      } | null;
      canRetry: boolean;
      canText: boolean;
      city: string | null;
      country: string;
      /** Format: date-time */
      createdAt: string;
      e164: string;
      fallbackNumber: string | null;
      /** Format: uuid */
      id: string;
      label: string | null;
      lastError: string | null;
      monthlyPrice: components["schemas"]["MonthlyPrice"] | null;
      needsCleanup: boolean;
      numberType: components["schemas"]["PhoneNumberType"];
      region: string | null;
      releasedAt: string | null;
      remedy: components["schemas"]["PhoneNumberRemedy"] | null;
      state: components["schemas"]["PhoneNumberState"];
      textingState: components["schemas"]["TextingState"];
      version: number;
    };
    PhoneNumberList: {
      data: components["schemas"]["PhoneNumber"][];
      nextCursor: string | null;
    };
    PhoneNumberOffer: {
      capabilities: {
        mms: boolean;
        sms: boolean;
        voice: boolean;
      };
      city: string | null;
      country: string;
      e164: string;
      monthlyPrice: components["schemas"]["MonthlyPrice"] | null;
      numberType: components["schemas"]["PhoneNumberType"];
      region: string | null;
    };
    PhoneNumberPatch: {
      assistantId?: string | null;
      fallbackNumber?: string;
      label?: string | null;
    };
    PhoneNumberProgress: {
      canRetry: boolean;
      /** @enum {string} */
      flow: "provision" | "release";
      lastError: string | null;
      needsCleanup: boolean;
      /** Format: uuid */
      phoneNumberId: string;
      remedy: components["schemas"]["PhoneNumberRemedy"] | null;
      state: components["schemas"]["PhoneNumberState"];
      steps: components["schemas"]["PhoneNumberStep"][];
    };
    PhoneNumberProvisionRequest: {
      assistantId: string | null;
      /** @default null */
      city: string | null;
      country?: string;
      e164: string;
      fallbackNumber: string;
      /** @default null */
      label: string | null;
      /** @default null */
      monthlyPrice: {
        currency: string;
        minor: number;
      } | null;
      numberType?: components["schemas"]["PhoneNumberType"];
      /** @default null */
      region: string | null;
    };
    /** @enum {string} */
    PhoneNumberRemedy: "choose_another_number" | "give_address" | "give_bundle" | "correct_input" | "tell_operator";
    PhoneNumberSearchRequest: {
      areaCode?: string;
      contains?: string;
      country: string;
      /** @default 20 */
      limit: number;
      numberType: components["schemas"]["PhoneNumberType"];
    };
    PhoneNumberSearchResult: {
      data: components["schemas"]["PhoneNumberOffer"][];
      needs: string[];
    };
    /** @enum {string} */
    PhoneNumberState: "provisioning" | "active" | "failed" | "releasing" | "released";
    PhoneNumberStep: {
      attempts: number;
      detail: string | null;
      finishedAt: string | null;
      startedAt: string | null;
      /** @enum {string} */
      state: "waiting" | "running" | "done" | "failed" | "undone" | "skipped";
      step: components["schemas"]["PhoneNumberStepName"];
    };
    /** @enum {string} */
    PhoneNumberStepName:
      | "reserve"
      | "buy"
      | "assistant"
      | "link"
      | "webhooks"
      | "activate"
      | "unlink"
      | "disconnect"
      | "give_back"
      | "close";
    /** @enum {string} */
    PhoneNumberType: "local" | "toll_free" | "mobile";
    Problem: {
      detail?: string;
      errors?: {
        message: string;
        pointer: string;
      }[];
      instance?: string;
      requestId: string;
      status: number;
      title: string;
      type: string;
    };
    /** @enum {string} */
    ProcessingStep:
      | "event_received"
      | "call_settled"
      | "usage_recorded"
      | "recording_fetched"
      | "notification_sent"
      | "notification_delivered";
    ProfilePatch: {
      name: string;
    };
    PromptPart: {
      filled: string | null;
      text: string;
    };
    RecoveryCodes: {
      recoveryCodes: string[];
    };
    ReprocessAccepted: {
      workflowId: string;
    };
    ResetPasswordRequest: {
      password: string;
      token: string;
    };
    RotationAccepted: {
      /** Format: date-time */
      requestedAt: string;
    };
    RouteExplanation: {
      answer: components["schemas"]["ExplainedAnswer"];
      /** Format: date-time */
      at: string;
      liveCallsCounted: boolean;
      notes: string[];
      steps: components["schemas"]["RouteStep"][];
    };
    RouteQuestionRequest: {
      /** Format: date-time */
      at: string;
      caller: string | null;
    };
    RouteStep: {
      asked: string;
      decided: string | null;
      found: string;
      /** @enum {string} */
      question:
        | "blocked_caller"
        | "vip_caller"
        | "anonymous_caller"
        | "opening_hours"
        | "forwarding"
        | "contract"
        | "lines"
        | "assistant"
        | "overflow";
    };
    RouteTarget:
      | {
          /** @constant */
          do: "assistant";
        }
      | {
          /** Format: uuid */
          assistantId: string;
          /** @constant */
          do: "other_assistant";
        }
      | {
          /** @constant */
          do: "forward";
          message?: string;
          number: string;
        }
      | {
          /** @constant */
          do: "take_message";
          greeting?: string;
        };
    SampleTurn: {
      /** @enum {string} */
      action?: "transferCall" | "takeMessage" | "scheduleCallback" | "logDriverCallout";
      speaker: components["schemas"]["Speaker"];
      text: string;
    };
    Session: {
      /** Format: date-time */
      createdAt: string;
      current: boolean;
      /** Format: date-time */
      expiresAt: string;
      /** Format: uuid */
      id: string;
      ipAddress: string | null;
      /** Format: date-time */
      lastUsedAt: string;
      userAgent: string | null;
    };
    SessionList: {
      data: components["schemas"]["Session"][];
      nextCursor: null;
    };
    Settings: {
      businessHours: components["schemas"]["BusinessHours"];
      defaultVoice: components["schemas"]["AssistantVoice"] | null;
      holidays: components["schemas"]["Holiday"][];
      timezone: string;
      version: number;
    };
    SettingsPatch: {
      businessHours?: {
        /** @default [] */
        friday: {
          closes: string;
          opens: string;
        }[];
        /** @default [] */
        monday: {
          closes: string;
          opens: string;
        }[];
        /** @default [] */
        saturday: {
          closes: string;
          opens: string;
        }[];
        /** @default [] */
        sunday: {
          closes: string;
          opens: string;
        }[];
        /** @default [] */
        thursday: {
          closes: string;
          opens: string;
        }[];
        /** @default [] */
        tuesday: {
          closes: string;
          opens: string;
        }[];
        /** @default [] */
        wednesday: {
          closes: string;
          opens: string;
        }[];
      };
      defaultVoice?: {
        label: string;
        /** @enum {string} */
        provider: "vapi" | "11labs" | "azure" | "cartesia" | "openai";
        voiceId: string;
      } | null;
      holidays?: {
        /** Format: date */
        date: string;
        /** @default [] */
        hours: {
          closes: string;
          opens: string;
        }[];
        name: string;
      }[];
    };
    SignInAnswer:
      | {
          activeOrganizationId: string | null;
          organizations: components["schemas"]["MeOrganization"][];
          /** @constant */
          state: "signed_in";
          user: {
            deleteAfter: string | null;
            email: string;
            emailVerified: boolean;
            /** Format: uuid */
            id: string;
            isStaff: boolean;
            name: string;
            twoFactorEnabled: boolean;
          };
        }
      | {
          /** @constant */
          state: "two_factor_required";
        };
    SignInOptions: {
      google: boolean;
    };
    SignInRequest: {
      /** Format: email */
      email: string;
      password: string;
    };
    SignUpRequest: {
      /** Format: email */
      email: string;
      name: string;
      organizationName: string;
      password: string;
      /** @default UTC */
      timezone: string;
    };
    /** @enum {string} */
    Speaker: "assistant" | "caller";
    /** @enum {string} */
    StepState: "running" | "waiting" | "done" | "failed" | "skipped";
    /** @enum {string} */
    SubscriptionStatus: "trialing" | "active" | "past_due" | "canceled" | "unpaid";
    TemplateDetail: {
      description: string;
      firstMessage: string;
      functions: components["schemas"]["AssistantFunction"][];
      /** Format: uuid */
      id: string;
      industrySlug: string;
      name: string;
      prompt: string;
      sampleConversation: components["schemas"]["SampleTurn"][];
      slug: string;
      useCount: number;
      variables: components["schemas"]["TemplateVariable"][];
      voice: components["schemas"]["AssistantVoice"];
    };
    TemplateList: {
      data: components["schemas"]["TemplateSummary"][];
      nextCursor: string | null;
    };
    TemplatePreview: {
      firstMessage: string;
      parts: {
        firstMessage: components["schemas"]["PromptPart"][];
        prompt: components["schemas"]["PromptPart"][];
      };
      prompt: string;
    };
    TemplatePreviewRequest: {
      variableValues: {
        [key: string]:
          | string
          | string[]
          | {
              /** @default [] */
              friday: {
                closes: string;
                opens: string;
              }[];
              /** @default [] */
              monday: {
                closes: string;
                opens: string;
              }[];
              /** @default [] */
              saturday: {
                closes: string;
                opens: string;
              }[];
              /** @default [] */
              sunday: {
                closes: string;
                opens: string;
              }[];
              /** @default [] */
              thursday: {
                closes: string;
                opens: string;
              }[];
              /** @default [] */
              tuesday: {
                closes: string;
                opens: string;
              }[];
              /** @default [] */
              wednesday: {
                closes: string;
                opens: string;
              }[];
            }
          | null;
      };
    };
    TemplateSummary: {
      description: string;
      functions: components["schemas"]["AssistantFunction"][];
      /** Format: uuid */
      id: string;
      industrySlug: string;
      name: string;
      sampleConversation: components["schemas"]["SampleTurn"][];
      slug: string;
      useCount: number;
      voice: components["schemas"]["AssistantVoice"];
    };
    TemplateVariable:
      | {
          help?: string;
          key: string;
          label: string;
          placeholder?: string;
          required: boolean;
          /** @constant */
          type: "text";
        }
      | {
          help?: string;
          key: string;
          label: string;
          placeholder?: string;
          required: boolean;
          /** @constant */
          type: "textarea";
        }
      | {
          help?: string;
          key: string;
          label: string;
          required: boolean;
          /** @constant */
          type: "phone";
        }
      | {
          help?: string;
          key: string;
          label: string;
          required: boolean;
          /** @constant */
          type: "email";
        }
      | {
          help?: string;
          key: string;
          label: string;
          required: boolean;
          /** @constant */
          type: "hours";
        }
      | {
          help?: string;
          key: string;
          label: string;
          options: string[];
          required: boolean;
          /** @constant */
          type: "select";
        }
      | {
          help?: string;
          key: string;
          label: string;
          options: string[];
          required: boolean;
          /** @constant */
          type: "multiselect";
        };
    TestCall: {
      assistant: {
        /** Format: uuid */
        id: string;
        name: string;
      };
      callId: string | null;
      consentAt: string | null;
      /** Format: date-time */
      createdAt: string;
      /** Format: uuid */
      id: string;
      joinUrl: string | null;
      kind: components["schemas"]["TestCallKind"];
      lastError: string | null;
      phoneNumber: {
        e164: string;
        /** Format: uuid */
        id: string;
        label: string | null;
      } | null;
      requestedBy: string | null;
      state: components["schemas"]["TestCallState"];
      toNumber: string | null;
    };
    TestCallCreateRequest:
      | {
          /** Format: uuid */
          assistantId?: string;
          /** @constant */
          consent: true;
          /** @constant */
          kind: "call_me";
          /** Format: uuid */
          phoneNumberId: string;
          toNumber: string;
        }
      | {
          /** Format: uuid */
          assistantId: string;
          /** @constant */
          kind: "web";
        };
    /** @enum {string} */
    TestCallKind: "call_me" | "web";
    TestCallList: {
      data: components["schemas"]["TestCall"][];
      nextCursor: string | null;
    };
    TestCallSayRequest: {
      text: string;
    };
    /** @enum {string} */
    TestCallState: "requested" | "placed" | "ended" | "failed";
    TestRun: {
      assistantVersion: number;
      /** Format: date-time */
      createdAt: string;
      finishedAt: string | null;
      finishedTests: number;
      /** Format: uuid */
      id: string;
      lastError: string | null;
      passedTests: number;
      requestedBy: string | null;
      results: {
        checks: {
          expectation:
            | {
                /** @constant */
                kind: "offers_tool";
                /** @enum {string} */
                tool: "transferCall" | "takeMessage" | "scheduleCallback" | "logDriverCallout";
              }
            | {
                containing?: string;
                /** @constant */
                kind: "calls_tool";
                /** @enum {string} */
                tool: "transferCall" | "takeMessage" | "scheduleCallback" | "logDriverCallout";
              }
            | {
                /** @constant */
                kind: "says";
                text: string;
              }
            | {
                /** @constant */
                kind: "never_says";
                text: string;
              }
            | {
                /** @constant */
                kind: "prompt_contains";
                text: string;
              }
            | {
                caller: string | null;
                /** @constant */
                kind: "routes";
                /** Format: uuid */
                phoneNumberId?: string;
                time: string;
                /** @enum {string} */
                to: "assistant" | "other_assistant" | "forward" | "take_message" | "refuse";
                /** @enum {string} */
                weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
              };
          found: string;
          passed: boolean;
        }[];
        conversation: {
          speaker: components["schemas"]["Speaker"];
          text: string;
          tools: {
            arguments: {
              [key: string]: unknown;
            } | null;
            name: string;
          }[];
        }[];
        name: string;
        passed: boolean;
        /** Format: uuid */
        testId: string;
      }[];
      simulated: boolean;
      /** @enum {string} */
      state: "running" | "passed" | "failed" | "broken";
    };
    TestRunList: {
      data: components["schemas"]["TestRunSummary"][];
      nextCursor: string | null;
    };
    TestRunSummary: {
      assistantVersion: number;
      /** Format: date-time */
      createdAt: string;
      finishedAt: string | null;
      finishedTests: number;
      /** Format: uuid */
      id: string;
      passedTests: number;
      requestedBy: string | null;
      simulated: boolean;
      /** @enum {string} */
      state: "running" | "passed" | "failed" | "broken";
    };
    /** @enum {string} */
    TextingState: "unregistered" | "pending" | "registered" | "not_needed" | "not_possible";
    TimelineStep: {
      attempts: number;
      detail: string | null;
      finishedAt: string | null;
      /** Format: date-time */
      startedAt: string;
      state: components["schemas"]["StepState"];
      step: components["schemas"]["ProcessingStep"];
      subject: string;
      workflowUrl: string | null;
    };
    TranscriptSegment: {
      endMs: number | null;
      key: string;
      speaker: components["schemas"]["Speaker"];
      startMs: number;
      text: string;
    };
    TransferDestination: {
      department?: string;
      name: string;
      number: string;
    };
    TransferOwnershipRequest: {
      /** Format: uuid */
      userId: string;
    };
    TwoFactorConfirmRequest: {
      code: string;
    };
    TwoFactorSetup: {
      otpauthUri: string;
      recoveryCodes: string[];
    };
    TwoFactorSignInRequest:
      | {
          code: string;
        }
      | {
          recoveryCode: string;
        };
    VapiCredential: {
      acceptedUntil: string | null;
      /** Format: date-time */
      createdAt: string;
      /** Format: uuid */
      id: string;
      inUseSince: string | null;
      state: components["schemas"]["VapiCredentialState"];
    };
    VapiCredentialList: {
      data: components["schemas"]["VapiCredential"][];
      nextCursor: string | null;
    };
    /** @enum {string} */
    VapiCredentialState: "preparing" | "in_use" | "replaced" | "retired";
    VariableValue: string | string[] | components["schemas"]["BusinessHours"] | null;
  };
  responses: {
    /** @description The query, a header or the JSON itself is not valid */
    Problem400: {
      headers: {
        "X-Request-Id": components["headers"]["X-Request-Id"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:callflex:problem:invalid_request",
         *       "title": "The request is not valid",
         *       "status": 400,
         *       "detail": "Idempotency-Key must be 1 to 255 printable characters without spaces.",
         *       "instance": "/api/v1/inbox/0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
         *       "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60"
         *     }
         */
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description Not signed in, or wrong credentials */
    Problem401: {
      headers: {
        "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
        "X-Request-Id": components["headers"]["X-Request-Id"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:callflex:problem:unauthenticated",
         *       "title": "Sign in first",
         *       "status": 401,
         *       "detail": "Sign in, or send a session token or an API key as Bearer.",
         *       "instance": "/api/v1/inbox/0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
         *       "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60"
         *     }
         */
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description The role or the API key's scopes don't include this, or the page's origin is not allowed */
    Problem403: {
      headers: {
        "X-Request-Id": components["headers"]["X-Request-Id"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:callflex:problem:forbidden",
         *       "title": "Not allowed",
         *       "status": 403,
         *       "detail": "Your role (viewer) doesn't include: Work off inbox items. Ask an owner or admin of the organization.",
         *       "instance": "/api/v1/inbox/0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
         *       "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60"
         *     }
         */
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description There is no such thing, or it belongs to another organization */
    Problem404: {
      headers: {
        "X-Request-Id": components["headers"]["X-Request-Id"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:callflex:problem:not_found",
         *       "title": "Not found",
         *       "status": 404,
         *       "detail": "There is no such organization, or you don't belong to it.",
         *       "instance": "/api/v1/inbox/0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
         *       "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60"
         *     }
         */
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description It contradicts what is there already */
    Problem409: {
      headers: {
        "X-Request-Id": components["headers"]["X-Request-Id"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:callflex:problem:conflict",
         *       "title": "Conflict",
         *       "status": 409,
         *       "detail": "This Idempotency-Key was used for another request. Use a new one.",
         *       "instance": "/api/v1/inbox/0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
         *       "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60"
         *     }
         */
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description Somebody changed it since; load it again */
    Problem412: {
      headers: {
        "X-Request-Id": components["headers"]["X-Request-Id"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:callflex:problem:precondition_failed",
         *       "title": "Changed meanwhile",
         *       "status": 412,
         *       "detail": "It was changed meanwhile. Load it again, then change it.",
         *       "instance": "/api/v1/inbox/0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
         *       "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60"
         *     }
         */
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description The body is too large */
    Problem413: {
      headers: {
        "X-Request-Id": components["headers"]["X-Request-Id"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:callflex:problem:too_large",
         *       "title": "The body is too large",
         *       "status": 413,
         *       "detail": "The body may have at most 100 kB.",
         *       "instance": "/api/v1/inbox/0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
         *       "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60"
         *     }
         */
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description The body is not JSON */
    Problem415: {
      headers: {
        "X-Request-Id": components["headers"]["X-Request-Id"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:callflex:problem:unsupported_media_type",
         *       "title": "The body must be JSON",
         *       "status": 415,
         *       "detail": "Send the body as JSON with Content-Type: application/json.",
         *       "instance": "/api/v1/inbox/0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
         *       "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60"
         *     }
         */
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description There is no such part */
    Problem416: {
      headers: {
        "X-Request-Id": components["headers"]["X-Request-Id"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:callflex:problem:range_not_satisfiable",
         *       "title": "There is no such part",
         *       "status": 416,
         *       "detail": "The recording has no such part.",
         *       "instance": "/api/v1/inbox/0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
         *       "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60"
         *     }
         */
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description Fields of the body are not valid; `errors` names them */
    Problem422: {
      headers: {
        "X-Request-Id": components["headers"]["X-Request-Id"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:callflex:problem:invalid",
         *       "title": "Some fields are not valid",
         *       "status": 422,
         *       "detail": "Check the fields: /colour: is not known here",
         *       "instance": "/api/v1/inbox/0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
         *       "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60",
         *       "errors": [
         *         {
         *           "pointer": "/colour",
         *           "message": "is not known here"
         *         }
         *       ]
         *     }
         */
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description Too many requests; Retry-After says how long to wait */
    Problem429: {
      headers: {
        RateLimit: components["headers"]["RateLimit"];
        "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
        "Retry-After": components["headers"]["Retry-After"];
        "X-Request-Id": components["headers"]["X-Request-Id"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:callflex:problem:rate_limited",
         *       "title": "Too many requests",
         *       "status": 429,
         *       "detail": "Too many requests. Try again in 12 s.",
         *       "instance": "/api/v1/inbox/0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
         *       "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60"
         *     }
         */
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description A fault of ours */
    Problem500: {
      headers: {
        "X-Request-Id": components["headers"]["X-Request-Id"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:callflex:problem:internal",
         *       "title": "Something went wrong on our side",
         *       "status": 500,
         *       "detail": "We have been told. Try again, and mention the request id if it stays.",
         *       "instance": "/api/v1/inbox/0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
         *       "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60"
         *     }
         */
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description A provider didn't answer as it should */
    Problem502: {
      headers: {
        "X-Request-Id": components["headers"]["X-Request-Id"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:callflex:problem:provider_failed",
         *       "title": "A provider didn't answer as it should",
         *       "status": 502,
         *       "detail": "The provider of the recording didn't answer. Try again shortly.",
         *       "instance": "/api/v1/inbox/0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
         *       "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60"
         *     }
         */
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description Unavailable for the moment; Retry-After says when to try again */
    Problem503: {
      headers: {
        "Retry-After": components["headers"]["Retry-After"];
        "X-Request-Id": components["headers"]["X-Request-Id"];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:callflex:problem:unavailable",
         *       "title": "Unavailable for the moment",
         *       "status": 503,
         *       "detail": "The database can't be reached for the moment. Try again shortly.",
         *       "instance": "/api/v1/inbox/0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
         *       "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60"
         *     }
         */
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: {
    /**
     * @description `true` when the answer is the stored one of an earlier request with the same Idempotency-Key
     * @example true
     */
    "Idempotency-Replayed": string;
    /**
     * @description What is left of the quota (`r`) and in how many seconds it is full again (`t`)
     * @example "user";r=598;t=42
     */
    RateLimit: string;
    /**
     * @description The quota: so many requests (`q`) in so many seconds (`w`)
     * @example "user";q=600;w=60
     */
    "RateLimit-Policy": string;
    /**
     * @description Seconds to wait before the next try
     * @example 12
     */
    "Retry-After": string;
    /**
     * @description How to say who asks
     * @example Bearer realm="CallFlex"
     */
    "WWW-Authenticate": string;
    /**
     * @description The request's id in our logs; the client's own if it sent a harmless one
     * @example 4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60
     */
    "X-Request-Id": string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listApiKeys: {
    parameters: {
      query?: {
        cursor?: string;
        limit?: number;
      };
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of keys */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "name": "Calendar sync",
           *           "prefix": "cfx_Jx9vQ2mT",
           *           "scopes": [
           *             "calls.read",
           *             "inbox.read"
           *           ],
           *           "createdBy": "Ann Hill",
           *           "createdAt": "2026-11-20T15:05:21.000Z",
           *           "expiresAt": "2027-11-20T00:00:00.000Z",
           *           "lastUsedAt": "2026-11-20T15:05:21.000Z",
           *           "revokedAt": null
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["ApiKeyList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  createApiKey: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Calendar sync",
         *       "scopes": [
         *         "calls.read",
         *         "inbox.read"
         *       ],
         *       "expiresAt": "2027-11-20T00:00:00.000Z"
         *     }
         */
        "application/json": components["schemas"]["ApiKeyCreateRequest"];
      };
    };
    responses: {
      /** @description The key */
      201: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "name": "Calendar sync",
           *       "prefix": "cfx_Jx9vQ2mT",
           *       "scopes": [
           *         "calls.read",
           *         "inbox.read"
           *       ],
           *       "createdBy": "Ann Hill",
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "expiresAt": "2027-11-20T00:00:00.000Z",
           *       "lastUsedAt": "2026-11-20T15:05:21.000Z",
           *       "revokedAt": null,
           *       "key": "cfx_Jx9vQ2mT7bLw5RzY8nHc4PfD6sGa1U0eXoIrVtN_Mk3"
           *     }
           */
          "application/json": components["schemas"]["ApiKeyCreated"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  revokeApiKey: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is revoked */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listAssistants: {
    parameters: {
      query?: {
        cursor?: string;
        limit?: number;
        status?: "draft" | "active" | "paused";
      };
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of assistants */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *           "name": "Receptionist",
           *           "status": "active",
           *           "language": "en",
           *           "voice": {
           *             "provider": "vapi",
           *             "voiceId": "Elliot",
           *             "label": "Elliot, calm"
           *           },
           *           "templateSlug": "home-services-front-desk",
           *           "templateName": "Home services front desk",
           *           "phoneNumbers": [
           *             {
           *               "id": "0197b2f0-2b85-7918-a5d2-9e4f6b7c8d76",
           *               "e164": "+14155550100",
           *               "label": "Main line"
           *             }
           *           ],
           *           "syncState": "synced",
           *           "syncError": null,
           *           "version": 3,
           *           "syncedVersion": 3,
           *           "syncedAt": "2026-11-20T15:05:21.000Z",
           *           "createdAt": "2026-11-20T15:05:21.000Z",
           *           "updatedAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["AssistantList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  createAssistant: {
    parameters: {
      query?: never;
      header?: {
        /** @description Same key and same request: same answer, done once. Remembered for 24 hours */
        "Idempotency-Key"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "templateSlug": "home-services-front-desk",
         *       "name": "Receptionist",
         *       "variableValues": {
         *         "companyName": "Hill Plumbing"
         *       },
         *       "status": "draft"
         *     }
         */
        "application/json": components["schemas"]["AssistantCreateRequest"];
      };
    };
    responses: {
      /** @description The assistant */
      201: {
        headers: {
          "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *       "name": "Receptionist",
           *       "status": "active",
           *       "language": "en",
           *       "voice": {
           *         "provider": "vapi",
           *         "voiceId": "Elliot",
           *         "label": "Elliot, calm"
           *       },
           *       "templateSlug": "home-services-front-desk",
           *       "templateName": "Home services front desk",
           *       "phoneNumbers": [
           *         {
           *           "id": "0197b2f0-2b85-7918-a5d2-9e4f6b7c8d76",
           *           "e164": "+14155550100",
           *           "label": "Main line"
           *         }
           *       ],
           *       "syncState": "synced",
           *       "syncError": null,
           *       "version": 3,
           *       "syncedVersion": 3,
           *       "syncedAt": "2026-11-20T15:05:21.000Z",
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "updatedAt": "2026-11-20T15:05:21.000Z",
           *       "content": {
           *         "name": "Receptionist",
           *         "language": "en",
           *         "firstMessage": "Thank you for calling {{companyName}}. How can I help you?",
           *         "personality": "Warm and quick",
           *         "prompt": "You answer the phone of {{companyName}}. Find out what is broken, and take a message for the team.",
           *         "variables": [
           *           {
           *             "type": "text",
           *             "key": "companyName",
           *             "label": "Company",
           *             "required": true
           *           }
           *         ],
           *         "variableValues": {
           *           "companyName": "Hill Plumbing"
           *         },
           *         "functions": [
           *           {
           *             "type": "takeMessage",
           *             "when": "Take a message once you have it in full."
           *           }
           *         ],
           *         "capabilities": {
           *           "transferDestinations": [
           *             {
           *               "name": "Receptionist",
           *               "number": "+14155550111",
           *               "department": "Service"
           *             }
           *           ],
           *           "messageFields": [
           *             {
           *               "label": "Address",
           *               "required": false
           *             }
           *           ],
           *           "callbackHours": {
           *             "monday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "tuesday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "wednesday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "thursday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "friday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "saturday": [],
           *             "sunday": []
           *           }
           *         },
           *         "voice": {
           *           "provider": "vapi",
           *           "voiceId": "Elliot",
           *           "label": "Elliot, calm"
           *         }
           *       },
           *       "ruleNumbers": [
           *         {
           *           "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *           "e164": "+14155550100",
           *           "label": "Main line"
           *         }
           *       ],
           *       "drift": null,
           *       "driftFoundAt": null,
           *       "latestTestRun": {
           *         "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *         "assistantVersion": 3,
           *         "state": "passed",
           *         "simulated": true,
           *         "createdAt": "2026-11-20T15:05:21.000Z",
           *         "finishedAt": "2026-11-20T15:05:21.000Z"
           *       }
           *     }
           */
          "application/json": components["schemas"]["AssistantDetail"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getAssistant: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The assistant */
      200: {
        headers: {
          /**
           * @description The version of its content
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *       "name": "Receptionist",
           *       "status": "active",
           *       "language": "en",
           *       "voice": {
           *         "provider": "vapi",
           *         "voiceId": "Elliot",
           *         "label": "Elliot, calm"
           *       },
           *       "templateSlug": "home-services-front-desk",
           *       "templateName": "Home services front desk",
           *       "phoneNumbers": [
           *         {
           *           "id": "0197b2f0-2b85-7918-a5d2-9e4f6b7c8d76",
           *           "e164": "+14155550100",
           *           "label": "Main line"
           *         }
           *       ],
           *       "syncState": "synced",
           *       "syncError": null,
           *       "version": 3,
           *       "syncedVersion": 3,
           *       "syncedAt": "2026-11-20T15:05:21.000Z",
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "updatedAt": "2026-11-20T15:05:21.000Z",
           *       "content": {
           *         "name": "Receptionist",
           *         "language": "en",
           *         "firstMessage": "Thank you for calling {{companyName}}. How can I help you?",
           *         "personality": "Warm and quick",
           *         "prompt": "You answer the phone of {{companyName}}. Find out what is broken, and take a message for the team.",
           *         "variables": [
           *           {
           *             "type": "text",
           *             "key": "companyName",
           *             "label": "Company",
           *             "required": true
           *           }
           *         ],
           *         "variableValues": {
           *           "companyName": "Hill Plumbing"
           *         },
           *         "functions": [
           *           {
           *             "type": "takeMessage",
           *             "when": "Take a message once you have it in full."
           *           }
           *         ],
           *         "capabilities": {
           *           "transferDestinations": [
           *             {
           *               "name": "Receptionist",
           *               "number": "+14155550111",
           *               "department": "Service"
           *             }
           *           ],
           *           "messageFields": [
           *             {
           *               "label": "Address",
           *               "required": false
           *             }
           *           ],
           *           "callbackHours": {
           *             "monday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "tuesday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "wednesday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "thursday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "friday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "saturday": [],
           *             "sunday": []
           *           }
           *         },
           *         "voice": {
           *           "provider": "vapi",
           *           "voiceId": "Elliot",
           *           "label": "Elliot, calm"
           *         }
           *       },
           *       "ruleNumbers": [
           *         {
           *           "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *           "e164": "+14155550100",
           *           "label": "Main line"
           *         }
           *       ],
           *       "drift": null,
           *       "driftFoundAt": null,
           *       "latestTestRun": {
           *         "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *         "assistantVersion": 3,
           *         "state": "passed",
           *         "simulated": true,
           *         "createdAt": "2026-11-20T15:05:21.000Z",
           *         "finishedAt": "2026-11-20T15:05:21.000Z"
           *       }
           *     }
           */
          "application/json": components["schemas"]["AssistantDetail"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  deleteAssistant: {
    parameters: {
      query?: {
        unassign?: "true" | "false";
      };
      header?: {
        /** @description Do it only if the ETag is still this one, else 412 */
        "If-Match"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It takes no more calls */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      412: components["responses"]["Problem412"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  updateAssistant: {
    parameters: {
      query?: never;
      header?: {
        /** @description Do it only if the ETag is still this one, else 412 */
        "If-Match"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "content": {
         *         "name": "Receptionist",
         *         "language": "en",
         *         "firstMessage": "Thank you for calling Hill Plumbing. How can I help?",
         *         "personality": "Warm and quick",
         *         "prompt": "You answer the phone of {{companyName}}. Find out what is broken, and take a message for the team.",
         *         "variables": [
         *           {
         *             "type": "text",
         *             "key": "companyName",
         *             "label": "Company",
         *             "required": true
         *           }
         *         ],
         *         "variableValues": {
         *           "companyName": "Hill Plumbing"
         *         },
         *         "functions": [
         *           {
         *             "type": "takeMessage",
         *             "when": "Take a message once you have it in full."
         *           }
         *         ],
         *         "capabilities": {
         *           "transferDestinations": [
         *             {
         *               "name": "Ann Hill",
         *               "number": "+14155550111"
         *             }
         *           ],
         *           "messageFields": [
         *             {
         *               "label": "Address",
         *               "required": true
         *             }
         *           ],
         *           "callbackHours": null
         *         },
         *         "voice": {
         *           "provider": "vapi",
         *           "voiceId": "Elliot",
         *           "label": "Elliot, calm"
         *         }
         *       }
         *     }
         */
        "application/json": components["schemas"]["AssistantPatch"];
      };
    };
    responses: {
      /** @description The assistant as it is now */
      200: {
        headers: {
          /**
           * @description The version of its content
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *       "name": "Receptionist",
           *       "status": "active",
           *       "language": "en",
           *       "voice": {
           *         "provider": "vapi",
           *         "voiceId": "Elliot",
           *         "label": "Elliot, calm"
           *       },
           *       "templateSlug": "home-services-front-desk",
           *       "templateName": "Home services front desk",
           *       "phoneNumbers": [
           *         {
           *           "id": "0197b2f0-2b85-7918-a5d2-9e4f6b7c8d76",
           *           "e164": "+14155550100",
           *           "label": "Main line"
           *         }
           *       ],
           *       "syncState": "synced",
           *       "syncError": null,
           *       "version": 3,
           *       "syncedVersion": 3,
           *       "syncedAt": "2026-11-20T15:05:21.000Z",
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "updatedAt": "2026-11-20T15:05:21.000Z",
           *       "content": {
           *         "name": "Receptionist",
           *         "language": "en",
           *         "firstMessage": "Thank you for calling {{companyName}}. How can I help you?",
           *         "personality": "Warm and quick",
           *         "prompt": "You answer the phone of {{companyName}}. Find out what is broken, and take a message for the team.",
           *         "variables": [
           *           {
           *             "type": "text",
           *             "key": "companyName",
           *             "label": "Company",
           *             "required": true
           *           }
           *         ],
           *         "variableValues": {
           *           "companyName": "Hill Plumbing"
           *         },
           *         "functions": [
           *           {
           *             "type": "takeMessage",
           *             "when": "Take a message once you have it in full."
           *           }
           *         ],
           *         "capabilities": {
           *           "transferDestinations": [
           *             {
           *               "name": "Receptionist",
           *               "number": "+14155550111",
           *               "department": "Service"
           *             }
           *           ],
           *           "messageFields": [
           *             {
           *               "label": "Address",
           *               "required": false
           *             }
           *           ],
           *           "callbackHours": {
           *             "monday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "tuesday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "wednesday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "thursday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "friday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "saturday": [],
           *             "sunday": []
           *           }
           *         },
           *         "voice": {
           *           "provider": "vapi",
           *           "voiceId": "Elliot",
           *           "label": "Elliot, calm"
           *         }
           *       },
           *       "ruleNumbers": [
           *         {
           *           "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *           "e164": "+14155550100",
           *           "label": "Main line"
           *         }
           *       ],
           *       "drift": null,
           *       "driftFoundAt": null,
           *       "latestTestRun": {
           *         "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *         "assistantVersion": 3,
           *         "state": "passed",
           *         "simulated": true,
           *         "createdAt": "2026-11-20T15:05:21.000Z",
           *         "finishedAt": "2026-11-20T15:05:21.000Z"
           *       }
           *     }
           */
          "application/json": components["schemas"]["AssistantDetail"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      412: components["responses"]["Problem412"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  checkAssistant: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "content": {
         *         "name": "Receptionist",
         *         "language": "en",
         *         "firstMessage": "Thank you for calling Hill Plumbing. How can I help?",
         *         "personality": "Warm and quick",
         *         "prompt": "You answer the phone of {{companyName}}. Find out what is broken, and take a message for the team.",
         *         "variables": [
         *           {
         *             "type": "text",
         *             "key": "companyName",
         *             "label": "Company",
         *             "required": true
         *           }
         *         ],
         *         "variableValues": {
         *           "companyName": "Hill Plumbing"
         *         },
         *         "functions": [
         *           {
         *             "type": "takeMessage",
         *             "when": "Take a message once you have it in full."
         *           }
         *         ],
         *         "capabilities": {
         *           "transferDestinations": [
         *             {
         *               "name": "Ann Hill",
         *               "number": "+14155550111"
         *             }
         *           ],
         *           "messageFields": [
         *             {
         *               "label": "Address",
         *               "required": true
         *             }
         *           ],
         *           "callbackHours": null
         *         },
         *         "voice": {
         *           "provider": "vapi",
         *           "voiceId": "Elliot",
         *           "label": "Elliot, calm"
         *         }
         *       }
         *     }
         */
        "application/json": components["schemas"]["AssistantCheckRequest"];
      };
    };
    responses: {
      /** @description What was found */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "faults": [],
           *       "warnings": [
           *         {
           *           "pointer": "/functions",
           *           "message": "The assistant can't take a message: callers it can't help go away"
           *         }
           *       ],
           *       "diff": [
           *         {
           *           "kind": "removed",
           *           "text": "Greeting: Hello, this is Hill Plumbing."
           *         },
           *         {
           *           "kind": "added",
           *           "text": "Greeting: Good day, this is Hill Plumbing. How can I help you?"
           *         }
           *       ],
           *       "againstVersion": 3,
           *       "latestTestRun": {
           *         "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *         "assistantVersion": 3,
           *         "state": "passed",
           *         "simulated": true,
           *         "createdAt": "2026-11-20T15:05:21.000Z",
           *         "finishedAt": "2026-11-20T15:05:21.000Z"
           *       }
           *     }
           */
          "application/json": components["schemas"]["AssistantCheck"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  duplicateAssistant: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Receptionist at night"
         *     }
         */
        "application/json": components["schemas"]["AssistantDuplicateRequest"];
      };
    };
    responses: {
      /** @description The draft */
      201: {
        headers: {
          /**
           * @description The version of its content
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *       "name": "Receptionist",
           *       "status": "active",
           *       "language": "en",
           *       "voice": {
           *         "provider": "vapi",
           *         "voiceId": "Elliot",
           *         "label": "Elliot, calm"
           *       },
           *       "templateSlug": "home-services-front-desk",
           *       "templateName": "Home services front desk",
           *       "phoneNumbers": [
           *         {
           *           "id": "0197b2f0-2b85-7918-a5d2-9e4f6b7c8d76",
           *           "e164": "+14155550100",
           *           "label": "Main line"
           *         }
           *       ],
           *       "syncState": "synced",
           *       "syncError": null,
           *       "version": 3,
           *       "syncedVersion": 3,
           *       "syncedAt": "2026-11-20T15:05:21.000Z",
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "updatedAt": "2026-11-20T15:05:21.000Z",
           *       "content": {
           *         "name": "Receptionist",
           *         "language": "en",
           *         "firstMessage": "Thank you for calling {{companyName}}. How can I help you?",
           *         "personality": "Warm and quick",
           *         "prompt": "You answer the phone of {{companyName}}. Find out what is broken, and take a message for the team.",
           *         "variables": [
           *           {
           *             "type": "text",
           *             "key": "companyName",
           *             "label": "Company",
           *             "required": true
           *           }
           *         ],
           *         "variableValues": {
           *           "companyName": "Hill Plumbing"
           *         },
           *         "functions": [
           *           {
           *             "type": "takeMessage",
           *             "when": "Take a message once you have it in full."
           *           }
           *         ],
           *         "capabilities": {
           *           "transferDestinations": [
           *             {
           *               "name": "Receptionist",
           *               "number": "+14155550111",
           *               "department": "Service"
           *             }
           *           ],
           *           "messageFields": [
           *             {
           *               "label": "Address",
           *               "required": false
           *             }
           *           ],
           *           "callbackHours": {
           *             "monday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "tuesday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "wednesday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "thursday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "friday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "saturday": [],
           *             "sunday": []
           *           }
           *         },
           *         "voice": {
           *           "provider": "vapi",
           *           "voiceId": "Elliot",
           *           "label": "Elliot, calm"
           *         }
           *       },
           *       "ruleNumbers": [
           *         {
           *           "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *           "e164": "+14155550100",
           *           "label": "Main line"
           *         }
           *       ],
           *       "drift": null,
           *       "driftFoundAt": null,
           *       "latestTestRun": {
           *         "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *         "assistantVersion": 3,
           *         "state": "passed",
           *         "simulated": true,
           *         "createdAt": "2026-11-20T15:05:21.000Z",
           *         "finishedAt": "2026-11-20T15:05:21.000Z"
           *       }
           *     }
           */
          "application/json": components["schemas"]["AssistantDetail"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listKnowledge: {
    parameters: {
      query?: {
        cursor?: string;
        limit?: number;
      };
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of entries, and how much room all of them take */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f4-6a1e-7c85-9d32-7b4e8f1a2c90",
           *           "kind": "text",
           *           "title": "Parking",
           *           "content": "Guests park behind the house. The gate is open from 8 a.m. to 8 p.m.",
           *           "characters": 75,
           *           "sourceUrl": null,
           *           "fileName": null,
           *           "state": "reading",
           *           "lastError": null,
           *           "canReadAgain": false,
           *           "version": 3,
           *           "createdAt": "2026-11-20T15:05:21.000Z",
           *           "updatedAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ],
           *       "nextCursor": null,
           *       "usedCharacters": 4210,
           *       "allowedCharacters": 30000
           *     }
           */
          "application/json": components["schemas"]["KnowledgeList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  addKnowledge: {
    parameters: {
      query?: never;
      header?: {
        /** @description Same key and same request: same answer, done once. Remembered for 24 hours */
        "Idempotency-Key"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "kind": "text",
         *       "title": "Parking",
         *       "content": "Guests park behind the house. The gate is open from 8 a.m. to 8 p.m."
         *     }
         */
        "application/json": components["schemas"]["KnowledgeCreateRequest"];
      };
    };
    responses: {
      /** @description The entry */
      201: {
        headers: {
          "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f4-6a1e-7c85-9d32-7b4e8f1a2c90",
           *       "kind": "text",
           *       "title": "Parking",
           *       "content": "Guests park behind the house. The gate is open from 8 a.m. to 8 p.m.",
           *       "characters": 75,
           *       "sourceUrl": null,
           *       "fileName": null,
           *       "state": "reading",
           *       "lastError": null,
           *       "canReadAgain": false,
           *       "version": 3,
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "updatedAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["KnowledgeEntry"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  deleteKnowledge: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f4-6a1e-7c85-9d32-7b4e8f1a2c90 */
        entryId: string;
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The assistant doesn't know it any more */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  updateKnowledge: {
    parameters: {
      query?: never;
      header?: {
        /** @description Do it only if the ETag is still this one, else 412 */
        "If-Match"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f4-6a1e-7c85-9d32-7b4e8f1a2c90 */
        entryId: string;
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "title": "Parking",
         *       "content": "Guests park behind the house. The gate is open from 8 a.m. to 8 p.m."
         *     }
         */
        "application/json": components["schemas"]["KnowledgePatch"];
      };
    };
    responses: {
      /** @description The entry as it is now */
      200: {
        headers: {
          /**
           * @description The entry's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f4-6a1e-7c85-9d32-7b4e8f1a2c90",
           *       "kind": "text",
           *       "title": "Parking",
           *       "content": "Guests park behind the house. The gate is open from 8 a.m. to 8 p.m.",
           *       "characters": 75,
           *       "sourceUrl": null,
           *       "fileName": null,
           *       "state": "reading",
           *       "lastError": null,
           *       "canReadAgain": false,
           *       "version": 3,
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "updatedAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["KnowledgeEntry"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      412: components["responses"]["Problem412"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  readKnowledgeAgain: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f4-6a1e-7c85-9d32-7b4e8f1a2c90 */
        entryId: string;
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The entry, in the state `reading` */
      202: {
        headers: {
          /**
           * @description The entry's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f4-6a1e-7c85-9d32-7b4e8f1a2c90",
           *       "kind": "text",
           *       "title": "Parking",
           *       "content": "Guests park behind the house. The gate is open from 8 a.m. to 8 p.m.",
           *       "characters": 75,
           *       "sourceUrl": null,
           *       "fileName": null,
           *       "state": "reading",
           *       "lastError": null,
           *       "canReadAgain": false,
           *       "version": 3,
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "updatedAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["KnowledgeEntry"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  setAssistantStatus: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "status": "active"
         *     }
         */
        "application/json": components["schemas"]["AssistantStatusRequest"];
      };
    };
    responses: {
      /** @description The assistant as it is now */
      200: {
        headers: {
          /**
           * @description The version of its content
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *       "name": "Receptionist",
           *       "status": "active",
           *       "language": "en",
           *       "voice": {
           *         "provider": "vapi",
           *         "voiceId": "Elliot",
           *         "label": "Elliot, calm"
           *       },
           *       "templateSlug": "home-services-front-desk",
           *       "templateName": "Home services front desk",
           *       "phoneNumbers": [
           *         {
           *           "id": "0197b2f0-2b85-7918-a5d2-9e4f6b7c8d76",
           *           "e164": "+14155550100",
           *           "label": "Main line"
           *         }
           *       ],
           *       "syncState": "synced",
           *       "syncError": null,
           *       "version": 3,
           *       "syncedVersion": 3,
           *       "syncedAt": "2026-11-20T15:05:21.000Z",
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "updatedAt": "2026-11-20T15:05:21.000Z",
           *       "content": {
           *         "name": "Receptionist",
           *         "language": "en",
           *         "firstMessage": "Thank you for calling {{companyName}}. How can I help you?",
           *         "personality": "Warm and quick",
           *         "prompt": "You answer the phone of {{companyName}}. Find out what is broken, and take a message for the team.",
           *         "variables": [
           *           {
           *             "type": "text",
           *             "key": "companyName",
           *             "label": "Company",
           *             "required": true
           *           }
           *         ],
           *         "variableValues": {
           *           "companyName": "Hill Plumbing"
           *         },
           *         "functions": [
           *           {
           *             "type": "takeMessage",
           *             "when": "Take a message once you have it in full."
           *           }
           *         ],
           *         "capabilities": {
           *           "transferDestinations": [
           *             {
           *               "name": "Receptionist",
           *               "number": "+14155550111",
           *               "department": "Service"
           *             }
           *           ],
           *           "messageFields": [
           *             {
           *               "label": "Address",
           *               "required": false
           *             }
           *           ],
           *           "callbackHours": {
           *             "monday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "tuesday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "wednesday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "thursday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "friday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "saturday": [],
           *             "sunday": []
           *           }
           *         },
           *         "voice": {
           *           "provider": "vapi",
           *           "voiceId": "Elliot",
           *           "label": "Elliot, calm"
           *         }
           *       },
           *       "ruleNumbers": [
           *         {
           *           "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *           "e164": "+14155550100",
           *           "label": "Main line"
           *         }
           *       ],
           *       "drift": null,
           *       "driftFoundAt": null,
           *       "latestTestRun": {
           *         "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *         "assistantVersion": 3,
           *         "state": "passed",
           *         "simulated": true,
           *         "createdAt": "2026-11-20T15:05:21.000Z",
           *         "finishedAt": "2026-11-20T15:05:21.000Z"
           *       }
           *     }
           */
          "application/json": components["schemas"]["AssistantDetail"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  syncAssistant: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is on its way */
      202: {
        headers: {
          /**
           * @description The version of its content
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *       "name": "Receptionist",
           *       "status": "active",
           *       "language": "en",
           *       "voice": {
           *         "provider": "vapi",
           *         "voiceId": "Elliot",
           *         "label": "Elliot, calm"
           *       },
           *       "templateSlug": "home-services-front-desk",
           *       "templateName": "Home services front desk",
           *       "phoneNumbers": [
           *         {
           *           "id": "0197b2f0-2b85-7918-a5d2-9e4f6b7c8d76",
           *           "e164": "+14155550100",
           *           "label": "Main line"
           *         }
           *       ],
           *       "syncState": "synced",
           *       "syncError": null,
           *       "version": 3,
           *       "syncedVersion": 3,
           *       "syncedAt": "2026-11-20T15:05:21.000Z",
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "updatedAt": "2026-11-20T15:05:21.000Z",
           *       "content": {
           *         "name": "Receptionist",
           *         "language": "en",
           *         "firstMessage": "Thank you for calling {{companyName}}. How can I help you?",
           *         "personality": "Warm and quick",
           *         "prompt": "You answer the phone of {{companyName}}. Find out what is broken, and take a message for the team.",
           *         "variables": [
           *           {
           *             "type": "text",
           *             "key": "companyName",
           *             "label": "Company",
           *             "required": true
           *           }
           *         ],
           *         "variableValues": {
           *           "companyName": "Hill Plumbing"
           *         },
           *         "functions": [
           *           {
           *             "type": "takeMessage",
           *             "when": "Take a message once you have it in full."
           *           }
           *         ],
           *         "capabilities": {
           *           "transferDestinations": [
           *             {
           *               "name": "Receptionist",
           *               "number": "+14155550111",
           *               "department": "Service"
           *             }
           *           ],
           *           "messageFields": [
           *             {
           *               "label": "Address",
           *               "required": false
           *             }
           *           ],
           *           "callbackHours": {
           *             "monday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "tuesday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "wednesday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "thursday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "friday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "saturday": [],
           *             "sunday": []
           *           }
           *         },
           *         "voice": {
           *           "provider": "vapi",
           *           "voiceId": "Elliot",
           *           "label": "Elliot, calm"
           *         }
           *       },
           *       "ruleNumbers": [
           *         {
           *           "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *           "e164": "+14155550100",
           *           "label": "Main line"
           *         }
           *       ],
           *       "drift": null,
           *       "driftFoundAt": null,
           *       "latestTestRun": {
           *         "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *         "assistantVersion": 3,
           *         "state": "passed",
           *         "simulated": true,
           *         "createdAt": "2026-11-20T15:05:21.000Z",
           *         "finishedAt": "2026-11-20T15:05:21.000Z"
           *       }
           *     }
           */
          "application/json": components["schemas"]["AssistantDetail"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  runAssistantTests: {
    parameters: {
      query?: never;
      header?: {
        /** @description Same key and same request: same answer, done once. Remembered for 24 hours */
        "Idempotency-Key"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The run, to be asked for until it is over */
      202: {
        headers: {
          "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f6-8c30-7ea7-9f54-9d60ab3c4eb2",
           *       "assistantVersion": 3,
           *       "state": "running",
           *       "simulated": true,
           *       "finishedTests": 3,
           *       "passedTests": 3,
           *       "requestedBy": "Ann Hill",
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "finishedAt": "2026-11-20T15:05:21.000Z",
           *       "results": [
           *         {
           *           "testId": "0197b2f5-7b2f-7d96-8e43-8c5f9a2b3da1",
           *           "name": "Ann Hill",
           *           "passed": true,
           *           "conversation": [
           *             {
           *               "speaker": "caller",
           *               "text": "Hi, we have no hot water since this morning.",
           *               "tools": [
           *                 {
           *                   "name": "takeMessage",
           *                   "arguments": {
           *                     "callerName": "Maria Lopez",
           *                     "message": "We have no hot water."
           *                   }
           *                 }
           *               ]
           *             }
           *           ],
           *           "checks": [
           *             {
           *               "expectation": {
           *                 "kind": "offers_tool",
           *                 "tool": "takeMessage"
           *               },
           *               "passed": true,
           *               "found": "It is offered."
           *             }
           *           ]
           *         }
           *       ],
           *       "lastError": null
           *     }
           */
          "application/json": components["schemas"]["TestRun"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listTestRuns: {
    parameters: {
      query?: {
        cursor?: string;
        limit?: number;
      };
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of runs */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f6-8c30-7ea7-9f54-9d60ab3c4eb2",
           *           "assistantVersion": 3,
           *           "state": "running",
           *           "simulated": true,
           *           "finishedTests": 3,
           *           "passedTests": 3,
           *           "requestedBy": "Ann Hill",
           *           "createdAt": "2026-11-20T15:05:21.000Z",
           *           "finishedAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["TestRunList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getTestRun: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
        /** @example 0197b2f6-8c30-7ea7-9f54-9d60ab3c4eb2 */
        runId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The run */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f6-8c30-7ea7-9f54-9d60ab3c4eb2",
           *       "assistantVersion": 3,
           *       "state": "running",
           *       "simulated": true,
           *       "finishedTests": 3,
           *       "passedTests": 3,
           *       "requestedBy": "Ann Hill",
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "finishedAt": "2026-11-20T15:05:21.000Z",
           *       "results": [
           *         {
           *           "testId": "0197b2f5-7b2f-7d96-8e43-8c5f9a2b3da1",
           *           "name": "Ann Hill",
           *           "passed": true,
           *           "conversation": [
           *             {
           *               "speaker": "caller",
           *               "text": "Hi, we have no hot water since this morning.",
           *               "tools": [
           *                 {
           *                   "name": "takeMessage",
           *                   "arguments": {
           *                     "callerName": "Maria Lopez",
           *                     "message": "We have no hot water."
           *                   }
           *                 }
           *               ]
           *             }
           *           ],
           *           "checks": [
           *             {
           *               "expectation": {
           *                 "kind": "offers_tool",
           *                 "tool": "takeMessage"
           *               },
           *               "passed": true,
           *               "found": "It is offered."
           *             }
           *           ]
           *         }
           *       ],
           *       "lastError": null
           *     }
           */
          "application/json": components["schemas"]["TestRun"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listAssistantTests: {
    parameters: {
      query?: {
        cursor?: string;
        limit?: number;
      };
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of tests */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f5-7b2f-7d96-8e43-8c5f9a2b3da1",
           *           "name": "Takes a message",
           *           "callerLines": [
           *             "Can I leave a message?",
           *             "My name is Maria Lopez.",
           *             "We have no hot water."
           *           ],
           *           "expectations": [
           *             {
           *               "kind": "offers_tool",
           *               "tool": "takeMessage"
           *             }
           *           ],
           *           "version": 3,
           *           "createdAt": "2026-11-20T15:05:21.000Z",
           *           "updatedAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["AssistantTestList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  addAssistantTest: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Takes a message",
         *       "callerLines": [
         *         "Can I leave a message?",
         *         "My name is Maria Lopez.",
         *         "We have no hot water."
         *       ],
         *       "expectations": [
         *         {
         *           "kind": "offers_tool",
         *           "tool": "takeMessage"
         *         }
         *       ]
         *     }
         */
        "application/json": components["schemas"]["AssistantTestCreateRequest"];
      };
    };
    responses: {
      /** @description The test */
      201: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f5-7b2f-7d96-8e43-8c5f9a2b3da1",
           *       "name": "Takes a message",
           *       "callerLines": [
           *         "Can I leave a message?",
           *         "My name is Maria Lopez.",
           *         "We have no hot water."
           *       ],
           *       "expectations": [
           *         {
           *           "kind": "offers_tool",
           *           "tool": "takeMessage"
           *         }
           *       ],
           *       "version": 3,
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "updatedAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["AssistantTest"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  deleteAssistantTest: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
        /** @example 0197b2f5-7b2f-7d96-8e43-8c5f9a2b3da1 */
        testId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone; runs that are over keep what they found */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  updateAssistantTest: {
    parameters: {
      query?: never;
      header?: {
        /** @description Do it only if the ETag is still this one, else 412 */
        "If-Match"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
        /** @example 0197b2f5-7b2f-7d96-8e43-8c5f9a2b3da1 */
        testId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Takes a message",
         *       "callerLines": [
         *         "Can I leave a message?",
         *         "My name is Maria Lopez.",
         *         "We have no hot water."
         *       ],
         *       "expectations": [
         *         {
         *           "kind": "offers_tool",
         *           "tool": "takeMessage"
         *         }
         *       ]
         *     }
         */
        "application/json": components["schemas"]["AssistantTestPatch"];
      };
    };
    responses: {
      /** @description The test as it is now */
      200: {
        headers: {
          /**
           * @description The test's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f5-7b2f-7d96-8e43-8c5f9a2b3da1",
           *       "name": "Takes a message",
           *       "callerLines": [
           *         "Can I leave a message?",
           *         "My name is Maria Lopez.",
           *         "We have no hot water."
           *       ],
           *       "expectations": [
           *         {
           *           "kind": "offers_tool",
           *           "tool": "takeMessage"
           *         }
           *       ],
           *       "version": 3,
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "updatedAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["AssistantTest"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      412: components["responses"]["Problem412"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listAssistantVersions: {
    parameters: {
      query?: {
        cursor?: string;
        limit?: number;
      };
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of versions */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "version": 3,
           *           "createdBy": "Ann Hill",
           *           "restoredFrom": null,
           *           "checks": {
           *             "faults": [],
           *             "warnings": [
           *               {
           *                 "pointer": "/functions",
           *                 "message": "The assistant can't take a message: callers it can't help go away"
           *               }
           *             ]
           *           },
           *           "createdAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["AssistantVersionList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getAssistantVersion: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
        /** @example 3 */
        version: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The version */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "version": 3,
           *       "createdBy": "Ann Hill",
           *       "restoredFrom": null,
           *       "checks": {
           *         "faults": [],
           *         "warnings": [
           *           {
           *             "pointer": "/functions",
           *             "message": "The assistant can't take a message: callers it can't help go away"
           *           }
           *         ]
           *       },
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "content": {
           *         "name": "Receptionist",
           *         "language": "en",
           *         "firstMessage": "Thank you for calling {{companyName}}. How can I help you?",
           *         "personality": "Warm and quick",
           *         "prompt": "You answer the phone of {{companyName}}. Find out what is broken, and take a message for the team.",
           *         "variables": [
           *           {
           *             "type": "text",
           *             "key": "companyName",
           *             "label": "Company",
           *             "required": true
           *           }
           *         ],
           *         "variableValues": {
           *           "companyName": "Hill Plumbing"
           *         },
           *         "functions": [
           *           {
           *             "type": "takeMessage",
           *             "when": "Take a message once you have it in full."
           *           }
           *         ],
           *         "capabilities": {
           *           "transferDestinations": [
           *             {
           *               "name": "Receptionist",
           *               "number": "+14155550111",
           *               "department": "Service"
           *             }
           *           ],
           *           "messageFields": [
           *             {
           *               "label": "Address",
           *               "required": false
           *             }
           *           ],
           *           "callbackHours": {
           *             "monday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "tuesday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "wednesday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "thursday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "friday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "saturday": [],
           *             "sunday": []
           *           }
           *         },
           *         "voice": {
           *           "provider": "vapi",
           *           "voiceId": "Elliot",
           *           "label": "Elliot, calm"
           *         }
           *       }
           *     }
           */
          "application/json": components["schemas"]["AssistantVersion"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  restoreAssistantVersion: {
    parameters: {
      query?: never;
      header?: {
        /** @description Do it only if the ETag is still this one, else 412 */
        "If-Match"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
        /** @example 3 */
        version: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The assistant as it is now */
      200: {
        headers: {
          /**
           * @description The version of its content
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *       "name": "Receptionist",
           *       "status": "active",
           *       "language": "en",
           *       "voice": {
           *         "provider": "vapi",
           *         "voiceId": "Elliot",
           *         "label": "Elliot, calm"
           *       },
           *       "templateSlug": "home-services-front-desk",
           *       "templateName": "Home services front desk",
           *       "phoneNumbers": [
           *         {
           *           "id": "0197b2f0-2b85-7918-a5d2-9e4f6b7c8d76",
           *           "e164": "+14155550100",
           *           "label": "Main line"
           *         }
           *       ],
           *       "syncState": "synced",
           *       "syncError": null,
           *       "version": 3,
           *       "syncedVersion": 3,
           *       "syncedAt": "2026-11-20T15:05:21.000Z",
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "updatedAt": "2026-11-20T15:05:21.000Z",
           *       "content": {
           *         "name": "Receptionist",
           *         "language": "en",
           *         "firstMessage": "Thank you for calling {{companyName}}. How can I help you?",
           *         "personality": "Warm and quick",
           *         "prompt": "You answer the phone of {{companyName}}. Find out what is broken, and take a message for the team.",
           *         "variables": [
           *           {
           *             "type": "text",
           *             "key": "companyName",
           *             "label": "Company",
           *             "required": true
           *           }
           *         ],
           *         "variableValues": {
           *           "companyName": "Hill Plumbing"
           *         },
           *         "functions": [
           *           {
           *             "type": "takeMessage",
           *             "when": "Take a message once you have it in full."
           *           }
           *         ],
           *         "capabilities": {
           *           "transferDestinations": [
           *             {
           *               "name": "Receptionist",
           *               "number": "+14155550111",
           *               "department": "Service"
           *             }
           *           ],
           *           "messageFields": [
           *             {
           *               "label": "Address",
           *               "required": false
           *             }
           *           ],
           *           "callbackHours": {
           *             "monday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "tuesday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "wednesday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "thursday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "friday": [
           *               {
           *                 "opens": "09:00",
           *                 "closes": "17:00"
           *               }
           *             ],
           *             "saturday": [],
           *             "sunday": []
           *           }
           *         },
           *         "voice": {
           *           "provider": "vapi",
           *           "voiceId": "Elliot",
           *           "label": "Elliot, calm"
           *         }
           *       },
           *       "ruleNumbers": [
           *         {
           *           "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *           "e164": "+14155550100",
           *           "label": "Main line"
           *         }
           *       ],
           *       "drift": null,
           *       "driftFoundAt": null,
           *       "latestTestRun": {
           *         "id": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
           *         "assistantVersion": 3,
           *         "state": "passed",
           *         "simulated": true,
           *         "createdAt": "2026-11-20T15:05:21.000Z",
           *         "finishedAt": "2026-11-20T15:05:21.000Z"
           *       }
           *     }
           */
          "application/json": components["schemas"]["AssistantDetail"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      412: components["responses"]["Problem412"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  setActiveOrganization: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "organizationId": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32"
         *     }
         */
        "application/json": components["schemas"]["ActiveOrganizationRequest"];
      };
    };
    responses: {
      /** @description The user, with the chosen organization */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "user": {
           *         "id": "0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21",
           *         "name": "Ann Hill",
           *         "email": "ann@hill-plumbing.example",
           *         "emailVerified": true,
           *         "isStaff": false,
           *         "twoFactorEnabled": true,
           *         "deleteAfter": null
           *       },
           *       "organizations": [
           *         {
           *           "id": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32",
           *           "name": "Hill Plumbing",
           *           "slug": "hill-plumbing",
           *           "role": "owner",
           *           "permissions": [
           *             "calls.read",
           *             "calls.listen",
           *             "inbox.read",
           *             "inbox.update"
           *           ],
           *           "timezone": "America/New_York",
           *           "locale": "en-US",
           *           "planKey": "professional",
           *           "planName": "Professional",
           *           "planFeatures": [
           *             "api_keys"
           *           ],
           *           "subscriptionStatus": "active",
           *           "deleteAfter": null
           *         }
           *       ],
           *       "activeOrganizationId": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32"
           *     }
           */
          "application/json": components["schemas"]["Me"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  changeEmail: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "ann@hill-plumbing.example",
         *       "password": "correct horse battery"
         *     }
         */
        "application/json": components["schemas"]["ChangeEmailRequest"];
      };
    };
    responses: {
      /** @description A mail is on its way to the new address */
      202: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  changePassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "currentPassword": "correct horse battery",
         *       "newPassword": "blue kettle on the porch"
         *     }
         */
        "application/json": components["schemas"]["ChangePasswordRequest"];
      };
    };
    responses: {
      /** @description The new password holds */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  confirmEmail: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "token": "k3Jx9vQ2mT7bLw5RzY8nHc4PfD6sGa1U0eXoIrVtN_M"
         *     }
         */
        "application/json": components["schemas"]["MailTokenRequest"];
      };
    };
    responses: {
      /** @description The address is confirmed */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  resendConfirmEmail: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The mail is on its way */
      202: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  confirmNewEmail: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "token": "k3Jx9vQ2mT7bLw5RzY8nHc4PfD6sGa1U0eXoIrVtN_M"
         *     }
         */
        "application/json": components["schemas"]["MailTokenRequest"];
      };
    };
    responses: {
      /** @description The account has the new address */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  forgotPassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "ann@hill-plumbing.example"
         *     }
         */
        "application/json": components["schemas"]["ForgotPasswordRequest"];
      };
    };
    responses: {
      /** @description If the address has an account, a mail is on its way */
      202: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      403: components["responses"]["Problem403"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  signInWithGoogle: {
    parameters: {
      query?: {
        /** @description Where to end, a path of the web app */
        next?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The way to Google */
      303: {
        headers: {
          /** @description Google's page */
          Location?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          /** @description Binds the answer to this browser */
          "Set-Cookie"?: string;
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  finishGoogleSignIn: {
    parameters: {
      query?: {
        code?: string;
        error?: string;
        error_description?: string;
        iss?: string;
        state?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The way into the web app */
      303: {
        headers: {
          /** @description A page of the web app */
          Location?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          /** @description The session cookie */
          "Set-Cookie"?: string;
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getJwks: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The keys */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "keys": [
           *         {
           *           "kty": "OKP",
           *           "crv": "Ed25519",
           *           "kid": "1",
           *           "alg": "EdDSA",
           *           "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
           *         }
           *       ]
           *     }
           */
          "application/json": components["schemas"]["Jwks"];
        };
      };
      400: components["responses"]["Problem400"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getMe: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The user */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "user": {
           *         "id": "0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21",
           *         "name": "Ann Hill",
           *         "email": "ann@hill-plumbing.example",
           *         "emailVerified": true,
           *         "isStaff": false,
           *         "twoFactorEnabled": true,
           *         "deleteAfter": null
           *       },
           *       "organizations": [
           *         {
           *           "id": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32",
           *           "name": "Hill Plumbing",
           *           "slug": "hill-plumbing",
           *           "role": "owner",
           *           "permissions": [
           *             "calls.read",
           *             "calls.listen",
           *             "inbox.read",
           *             "inbox.update"
           *           ],
           *           "timezone": "America/New_York",
           *           "locale": "en-US",
           *           "planKey": "professional",
           *           "planName": "Professional",
           *           "planFeatures": [
           *             "api_keys"
           *           ],
           *           "subscriptionStatus": "active",
           *           "deleteAfter": null
           *         }
           *       ],
           *       "activeOrganizationId": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32"
           *     }
           */
          "application/json": components["schemas"]["Me"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  deleteMe: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "password": "correct horse battery",
         *       "confirmEmail": "ann@hill-plumbing.example"
         *     }
         */
        "application/json": components["schemas"]["AccountDeleteRequest"];
      };
    };
    responses: {
      /** @description When the account will be deleted */
      202: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "deleteAfter": "2026-11-27T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["AccountDeletion"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  updateMe: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Ann Hill"
         *     }
         */
        "application/json": components["schemas"]["ProfilePatch"];
      };
    };
    responses: {
      /** @description The user */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "user": {
           *         "id": "0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21",
           *         "name": "Ann Hill",
           *         "email": "ann@hill-plumbing.example",
           *         "emailVerified": true,
           *         "isStaff": false,
           *         "twoFactorEnabled": true,
           *         "deleteAfter": null
           *       },
           *       "organizations": [
           *         {
           *           "id": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32",
           *           "name": "Hill Plumbing",
           *           "slug": "hill-plumbing",
           *           "role": "owner",
           *           "permissions": [
           *             "calls.read",
           *             "calls.listen",
           *             "inbox.read",
           *             "inbox.update"
           *           ],
           *           "timezone": "America/New_York",
           *           "locale": "en-US",
           *           "planKey": "professional",
           *           "planName": "Professional",
           *           "planFeatures": [
           *             "api_keys"
           *           ],
           *           "subscriptionStatus": "active",
           *           "deleteAfter": null
           *         }
           *       ],
           *       "activeOrganizationId": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32"
           *     }
           */
          "application/json": components["schemas"]["Me"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listMyAuditLog: {
    parameters: {
      query?: {
        action?: string;
        actorId?: string;
        cursor?: string;
        entityId?: string;
        from?: string;
        limit?: number;
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the log */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "action": "member.role_changed",
           *           "actor": {
           *             "kind": "user",
           *             "id": "0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21",
           *             "name": "Ann Hill"
           *           },
           *           "entityType": "member",
           *           "entityId": "0197b2f0-1c76-7a09-94c3-af5d7c8e9f87",
           *           "before": {
           *             "role": "viewer"
           *           },
           *           "after": {
           *             "role": "member"
           *           },
           *           "ipAddress": "203.0.113.7",
           *           "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60",
           *           "createdAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["AuditLog"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  exportMe: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The data, as a file */
      200: {
        headers: {
          /** @description Makes browsers save it */
          "Content-Disposition"?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "exportedAt": "2026-11-20T15:05:21.000Z",
           *       "user": {
           *         "id": "0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21",
           *         "name": "Ann Hill",
           *         "email": "ann@hill-plumbing.example",
           *         "emailVerified": true,
           *         "twoFactorEnabled": true,
           *         "isStaff": false,
           *         "deleteAfter": null,
           *         "createdAt": "2026-11-20T15:05:21.000Z"
           *       },
           *       "accounts": [
           *         {
           *           "providerId": "credential",
           *           "createdAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ],
           *       "sessions": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "current": true,
           *           "ipAddress": "203.0.113.7",
           *           "userAgent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
           *           "createdAt": "2026-11-20T15:05:21.000Z",
           *           "lastUsedAt": "2026-11-20T15:05:21.000Z",
           *           "expiresAt": "2027-11-20T00:00:00.000Z"
           *         }
           *       ],
           *       "memberships": [
           *         {
           *           "organizationId": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32",
           *           "organizationName": "Hill Plumbing",
           *           "role": "member",
           *           "createdAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ],
           *       "auditLog": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "action": "member.role_changed",
           *           "actor": {
           *             "kind": "user",
           *             "id": "0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21",
           *             "name": "Ann Hill"
           *           },
           *           "entityType": "member",
           *           "entityId": "0197b2f0-1c76-7a09-94c3-af5d7c8e9f87",
           *           "before": {
           *             "role": "viewer"
           *           },
           *           "after": {
           *             "role": "member"
           *           },
           *           "ipAddress": "203.0.113.7",
           *           "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60",
           *           "createdAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ]
           *     }
           */
          "application/json": components["schemas"]["AccountExport"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  keepMe: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The user */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "user": {
           *         "id": "0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21",
           *         "name": "Ann Hill",
           *         "email": "ann@hill-plumbing.example",
           *         "emailVerified": true,
           *         "isStaff": false,
           *         "twoFactorEnabled": true,
           *         "deleteAfter": null
           *       },
           *       "organizations": [
           *         {
           *           "id": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32",
           *           "name": "Hill Plumbing",
           *           "slug": "hill-plumbing",
           *           "role": "owner",
           *           "permissions": [
           *             "calls.read",
           *             "calls.listen",
           *             "inbox.read",
           *             "inbox.update"
           *           ],
           *           "timezone": "America/New_York",
           *           "locale": "en-US",
           *           "planKey": "professional",
           *           "planName": "Professional",
           *           "planFeatures": [
           *             "api_keys"
           *           ],
           *           "subscriptionStatus": "active",
           *           "deleteAfter": null
           *         }
           *       ],
           *       "activeOrganizationId": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32"
           *     }
           */
          "application/json": components["schemas"]["Me"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getSignInOptions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What this installation offers */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "google": false
           *     }
           */
          "application/json": components["schemas"]["SignInOptions"];
        };
      };
      400: components["responses"]["Problem400"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  resetPassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "token": "k3Jx9vQ2mT7bLw5RzY8nHc4PfD6sGa1U0eXoIrVtN_M",
         *       "password": "correct horse battery"
         *     }
         */
        "application/json": components["schemas"]["ResetPasswordRequest"];
      };
    };
    responses: {
      /** @description The new password holds */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listSessions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The sessions, the last used first */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "current": true,
           *           "ipAddress": "203.0.113.7",
           *           "userAgent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
           *           "createdAt": "2026-11-20T15:05:21.000Z",
           *           "lastUsedAt": "2026-11-20T15:05:21.000Z",
           *           "expiresAt": "2027-11-20T00:00:00.000Z"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["SessionList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  endOtherSessions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Only this session is left */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  endSession: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The session has ended */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  signIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "ann@hill-plumbing.example",
         *       "password": "correct horse battery"
         *     }
         */
        "application/json": components["schemas"]["SignInRequest"];
      };
    };
    responses: {
      /** @description Signed in, or asked for the code */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          /** @description The session's signed token, for clients that send it as Bearer */
          "Set-Auth-Token"?: string;
          /** @description The session cookie */
          "Set-Cookie"?: string;
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "user": {
           *         "id": "0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21",
           *         "name": "Ann Hill",
           *         "email": "ann@hill-plumbing.example",
           *         "emailVerified": true,
           *         "isStaff": false,
           *         "twoFactorEnabled": true,
           *         "deleteAfter": null
           *       },
           *       "organizations": [
           *         {
           *           "id": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32",
           *           "name": "Hill Plumbing",
           *           "slug": "hill-plumbing",
           *           "role": "owner",
           *           "permissions": [
           *             "calls.read",
           *             "calls.listen",
           *             "inbox.read",
           *             "inbox.update"
           *           ],
           *           "timezone": "America/New_York",
           *           "locale": "en-US",
           *           "planKey": "professional",
           *           "planName": "Professional",
           *           "planFeatures": [
           *             "api_keys"
           *           ],
           *           "subscriptionStatus": "active",
           *           "deleteAfter": null
           *         }
           *       ],
           *       "activeOrganizationId": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32",
           *       "state": "signed_in"
           *     }
           */
          "application/json": components["schemas"]["SignInAnswer"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  signInTwoFactor: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "code": "492039"
         *     }
         */
        "application/json": components["schemas"]["TwoFactorSignInRequest"];
      };
    };
    responses: {
      /** @description Signed in */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          /** @description The session's signed token, for clients that send it as Bearer */
          "Set-Auth-Token"?: string;
          /** @description The session cookie */
          "Set-Cookie"?: string;
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "user": {
           *         "id": "0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21",
           *         "name": "Ann Hill",
           *         "email": "ann@hill-plumbing.example",
           *         "emailVerified": true,
           *         "isStaff": false,
           *         "twoFactorEnabled": true,
           *         "deleteAfter": null
           *       },
           *       "organizations": [
           *         {
           *           "id": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32",
           *           "name": "Hill Plumbing",
           *           "slug": "hill-plumbing",
           *           "role": "owner",
           *           "permissions": [
           *             "calls.read",
           *             "calls.listen",
           *             "inbox.read",
           *             "inbox.update"
           *           ],
           *           "timezone": "America/New_York",
           *           "locale": "en-US",
           *           "planKey": "professional",
           *           "planName": "Professional",
           *           "planFeatures": [
           *             "api_keys"
           *           ],
           *           "subscriptionStatus": "active",
           *           "deleteAfter": null
           *         }
           *       ],
           *       "activeOrganizationId": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32"
           *     }
           */
          "application/json": components["schemas"]["Me"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  signOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Signed out */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          /** @description Removes the session cookie */
          "Set-Cookie"?: string;
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      403: components["responses"]["Problem403"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  signUp: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Ann Hill",
         *       "email": "ann@hill-plumbing.example",
         *       "password": "correct horse battery",
         *       "organizationName": "Hill Plumbing",
         *       "timezone": "America/New_York"
         *     }
         */
        "application/json": components["schemas"]["SignUpRequest"];
      };
    };
    responses: {
      /** @description Signed up and signed in */
      201: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          /** @description The session's signed token, for clients that send it as Bearer */
          "Set-Auth-Token"?: string;
          /** @description The session cookie */
          "Set-Cookie"?: string;
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "user": {
           *         "id": "0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21",
           *         "name": "Ann Hill",
           *         "email": "ann@hill-plumbing.example",
           *         "emailVerified": true,
           *         "isStaff": false,
           *         "twoFactorEnabled": true,
           *         "deleteAfter": null
           *       },
           *       "organizations": [
           *         {
           *           "id": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32",
           *           "name": "Hill Plumbing",
           *           "slug": "hill-plumbing",
           *           "role": "owner",
           *           "permissions": [
           *             "calls.read",
           *             "calls.listen",
           *             "inbox.read",
           *             "inbox.update"
           *           ],
           *           "timezone": "America/New_York",
           *           "locale": "en-US",
           *           "planKey": "professional",
           *           "planName": "Professional",
           *           "planFeatures": [
           *             "api_keys"
           *           ],
           *           "subscriptionStatus": "active",
           *           "deleteAfter": null
           *         }
           *       ],
           *       "activeOrganizationId": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32"
           *     }
           */
          "application/json": components["schemas"]["Me"];
        };
      };
      400: components["responses"]["Problem400"];
      403: components["responses"]["Problem403"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  signUpInvited: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Ann Hill",
         *       "password": "correct horse battery",
         *       "token": "k3Jx9vQ2mT7bLw5RzY8nHc4PfD6sGa1U0eXoIrVtN_M"
         *     }
         */
        "application/json": components["schemas"]["InvitedSignUpRequest"];
      };
    };
    responses: {
      /** @description Signed up and signed in */
      201: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          /** @description The session's signed token, for clients that send it as Bearer */
          "Set-Auth-Token"?: string;
          /** @description The session cookie */
          "Set-Cookie"?: string;
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "user": {
           *         "id": "0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21",
           *         "name": "Ann Hill",
           *         "email": "ann@hill-plumbing.example",
           *         "emailVerified": true,
           *         "isStaff": false,
           *         "twoFactorEnabled": true,
           *         "deleteAfter": null
           *       },
           *       "organizations": [
           *         {
           *           "id": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32",
           *           "name": "Hill Plumbing",
           *           "slug": "hill-plumbing",
           *           "role": "owner",
           *           "permissions": [
           *             "calls.read",
           *             "calls.listen",
           *             "inbox.read",
           *             "inbox.update"
           *           ],
           *           "timezone": "America/New_York",
           *           "locale": "en-US",
           *           "planKey": "professional",
           *           "planName": "Professional",
           *           "planFeatures": [
           *             "api_keys"
           *           ],
           *           "subscriptionStatus": "active",
           *           "deleteAfter": null
           *         }
           *       ],
           *       "activeOrganizationId": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32"
           *     }
           */
          "application/json": components["schemas"]["Me"];
        };
      };
      400: components["responses"]["Problem400"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  createAccessToken: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The token */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "token": "eyJhbGciOiJFZERTQSIsImtpZCI6IjEifQ.eyJzdWIiOiIwMTk3YjJlZiJ9.c2lnbmF0dXJl",
           *       "expiresAt": "2027-11-20T00:00:00.000Z"
           *     }
           */
          "application/json": components["schemas"]["AccessToken"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  setUpTwoFactor: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "password": "correct horse battery"
         *     }
         */
        "application/json": components["schemas"]["PasswordRequest"];
      };
    };
    responses: {
      /** @description What the app needs */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "otpauthUri": "otpauth://totp/CallFlex:ann%40hill-plumbing.example?secret=JBSWY3DPEHPK3PXP&issuer=CallFlex",
           *       "recoveryCodes": [
           *         "7KQ2M-XW9TD",
           *         "H4RVB-2PLSC"
           *       ]
           *     }
           */
          "application/json": components["schemas"]["TwoFactorSetup"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  turnOffTwoFactor: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "password": "correct horse battery"
         *     }
         */
        "application/json": components["schemas"]["PasswordRequest"];
      };
    };
    responses: {
      /** @description Two-factor sign-in is off */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          /** @description The session's signed token, for clients that send it as Bearer */
          "Set-Auth-Token"?: string;
          /** @description The session cookie */
          "Set-Cookie"?: string;
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  confirmTwoFactor: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "code": "492039"
         *     }
         */
        "application/json": components["schemas"]["TwoFactorConfirmRequest"];
      };
    };
    responses: {
      /** @description Two-factor sign-in is on */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          /** @description The session's signed token, for clients that send it as Bearer */
          "Set-Auth-Token"?: string;
          /** @description The session cookie */
          "Set-Cookie"?: string;
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  makeRecoveryCodes: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "password": "correct horse battery"
         *     }
         */
        "application/json": components["schemas"]["PasswordRequest"];
      };
    };
    responses: {
      /** @description The new codes */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "recoveryCodes": [
           *         "7KQ2M-XW9TD",
           *         "H4RVB-2PLSC"
           *       ]
           *     }
           */
          "application/json": components["schemas"]["RecoveryCodes"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listCalls: {
    parameters: {
      query?: {
        assistantId?: string;
        caller?: string;
        cursor?: string;
        from?: string;
        limit?: number;
        outcome?:
          | "answered"
          | "message"
          | "callback"
          | "callout"
          | "transferred"
          | "missed"
          | "abandoned"
          | "refused"
          | "failed";
        phoneNumberId?: string;
        q?: string;
        status?: "ringing" | "in_progress" | "forwarding" | "ended";
        to?: string;
      };
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of calls */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "direction": "inbound",
           *           "status": "ended",
           *           "outcome": "message",
           *           "startedAt": "2026-11-20T15:04:05.000Z",
           *           "answeredAt": "2026-11-20T15:04:08.000Z",
           *           "endedAt": "2026-11-20T15:05:19.000Z",
           *           "durationSeconds": 74,
           *           "callerNumber": "+14155550134",
           *           "callerName": "Maria Lopez",
           *           "contactId": "0197b2f0-4f21-7b36-8d90-2e7c5a1b9f54",
           *           "phoneNumber": {
           *             "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *             "e164": "+14155550100",
           *             "label": "Main line"
           *           },
           *           "assistant": {
           *             "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *             "name": "Receptionist"
           *           },
           *           "summary": "Maria Lopez has no hot water and asks to be called back after 2 p.m.",
           *           "isTest": false
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["CallList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getCall: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The call */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "direction": "inbound",
           *       "status": "ended",
           *       "outcome": "message",
           *       "startedAt": "2026-11-20T15:04:05.000Z",
           *       "answeredAt": "2026-11-20T15:04:08.000Z",
           *       "endedAt": "2026-11-20T15:05:19.000Z",
           *       "durationSeconds": 74,
           *       "callerNumber": "+14155550134",
           *       "callerName": "Maria Lopez",
           *       "contactId": "0197b2f0-4f21-7b36-8d90-2e7c5a1b9f54",
           *       "phoneNumber": {
           *         "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *         "e164": "+14155550100",
           *         "label": "Main line"
           *       },
           *       "assistant": {
           *         "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *         "name": "Receptionist"
           *       },
           *       "summary": "Maria Lopez has no hot water and asks to be called back after 2 p.m.",
           *       "isTest": false,
           *       "endedReason": "customer-ended-call",
           *       "sentiment": "neutral",
           *       "success": true,
           *       "structuredData": {
           *         "urgency": "today"
           *       },
           *       "stallCount": 0,
           *       "settledAt": "2026-11-20T15:05:21.000Z",
           *       "billedSeconds": 120,
           *       "hasRecording": true,
           *       "recordingOff": false,
           *       "forwardedFrom": "+14155550188",
           *       "cost": null,
           *       "workflowUrl": null
           *     }
           */
          "application/json": components["schemas"]["CallDetail"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listCallActions: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The actions in order */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "type": "takeMessage",
           *           "status": "succeeded",
           *           "input": {
           *             "name": "Maria Lopez",
           *             "message": "No hot water, please call back after 2 p.m."
           *           },
           *           "answer": "I wrote your message down. Somebody will call you back.",
           *           "createdAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ]
           *     }
           */
          "application/json": components["schemas"]["CallActions"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listCallEvents: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The events, oldest first */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "provider": "vapi",
           *           "type": "end-of-call-report",
           *           "receivedAt": "2026-11-20T15:05:21.000Z",
           *           "state": "handled",
           *           "attempts": 1,
           *           "lastError": null
           *         }
           *       ]
           *     }
           */
          "application/json": components["schemas"]["CallEvents"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getCallRecording: {
    parameters: {
      query?: never;
      header?: {
        /** @description A part of the audio, like `bytes=0-65535` */
        Range?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The audio */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          "application/octet-stream": string;
          "audio/*": string;
        };
      };
      /** @description The part that Range asked for */
      206: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          "application/octet-stream": string;
          "audio/*": string;
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      416: components["responses"]["Problem416"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      502: components["responses"]["Problem502"];
      503: components["responses"]["Problem503"];
    };
  };
  reprocessCall: {
    parameters: {
      query?: never;
      header?: {
        /** @description Same key and same request: same answer, done once. Remembered for 24 hours */
        "Idempotency-Key"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It will run */
      202: {
        headers: {
          "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "workflowId": "call-end/0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10"
           *     }
           */
          "application/json": components["schemas"]["ReprocessAccepted"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getCallTimeline: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The steps in order */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "step": "notification_sent",
           *           "subject": "ann@hill-plumbing.example",
           *           "state": "done",
           *           "attempts": 1,
           *           "detail": null,
           *           "startedAt": "2026-11-20T15:04:05.000Z",
           *           "finishedAt": "2026-11-20T15:05:21.000Z",
           *           "workflowUrl": null
           *         }
           *       ]
           *     }
           */
          "application/json": components["schemas"]["CallTimeline"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getCallTranscript: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The segments in order */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "segments": [
           *         {
           *           "key": "final:00000",
           *           "speaker": "caller",
           *           "text": "Hi, we have no hot water since this morning.",
           *           "startMs": 4200,
           *           "endMs": 7800
           *         }
           *       ],
           *       "final": true
           *     }
           */
          "application/json": components["schemas"]["CallTranscript"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listActiveCalls: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The calls, newest first, at most 50, and how many there are */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "direction": "inbound",
           *           "status": "in_progress",
           *           "outcome": null,
           *           "startedAt": "2026-11-20T15:04:05.000Z",
           *           "answeredAt": "2026-11-20T15:04:08.000Z",
           *           "endedAt": null,
           *           "durationSeconds": null,
           *           "callerNumber": "+14155550134",
           *           "callerName": "Maria Lopez",
           *           "contactId": "0197b2f0-4f21-7b36-8d90-2e7c5a1b9f54",
           *           "phoneNumber": {
           *             "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *             "e164": "+14155550100",
           *             "label": "Main line"
           *           },
           *           "assistant": {
           *             "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *             "name": "Receptionist"
           *           },
           *           "summary": null,
           *           "isTest": false,
           *           "lastLine": {
           *             "speaker": "caller",
           *             "text": "Hi, we have no hot water since this morning."
           *           }
           *         }
           *       ],
           *       "total": 1
           *     }
           */
          "application/json": components["schemas"]["ActiveCalls"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getCallStats: {
    parameters: {
      query?: {
        days?: number;
      };
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The figures */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "timezone": "America/New_York",
           *       "days": [
           *         {
           *           "calls": 38,
           *           "handled": 31,
           *           "transferred": 4,
           *           "missed": 3,
           *           "durationSeconds": 74,
           *           "billedSeconds": 120,
           *           "date": "2026-11-26"
           *         }
           *       ],
           *       "totals": {
           *         "calls": 38,
           *         "handled": 31,
           *         "transferred": 4,
           *         "missed": 3,
           *         "durationSeconds": 74,
           *         "billedSeconds": 120
           *       },
           *       "previousTotals": {
           *         "calls": 38,
           *         "handled": 31,
           *         "transferred": 4,
           *         "missed": 3,
           *         "durationSeconds": 74,
           *         "billedSeconds": 120
           *       },
           *       "today": {
           *         "calls": 38,
           *         "handled": 31,
           *         "transferred": 4,
           *         "missed": 3,
           *         "durationSeconds": 74,
           *         "billedSeconds": 120
           *       },
           *       "usage": {
           *         "periodStart": "2026-11-01T04:00:00.000Z",
           *         "periodEnd": "2026-12-01T05:00:00.000Z",
           *         "billedMinutes": 212,
           *         "includedMinutes": 500
           *       },
           *       "openInboxItems": 5,
           *       "unreadInboxItems": 2,
           *       "activeAssistants": 1
           *     }
           */
          "application/json": components["schemas"]["CallStats"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listDriftFindings: {
    parameters: {
      query?: {
        cursor?: string;
        limit?: number;
        state?: "open" | "ignored" | "repaired" | "gone";
      };
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of findings */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "kind": "link_fallback_wrong",
           *           "state": "repaired",
           *           "phoneNumber": {
           *             "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *             "e164": "+14155550100",
           *             "label": "Main line"
           *           },
           *           "assistant": {
           *             "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *             "name": "Receptionist"
           *           },
           *           "repairing": false,
           *           "firstSeenAt": "2026-11-20T15:05:21.000Z",
           *           "lastSeenAt": "2026-11-20T15:05:21.000Z",
           *           "resolvedAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["DriftFindingList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  updateDriftFinding: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "state": "ignored"
         *     }
         */
        "application/json": components["schemas"]["DriftFindingPatch"];
      };
    };
    responses: {
      /** @description The finding as it is now */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "kind": "link_fallback_wrong",
           *       "state": "repaired",
           *       "phoneNumber": {
           *         "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *         "e164": "+14155550100",
           *         "label": "Main line"
           *       },
           *       "assistant": {
           *         "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *         "name": "Receptionist"
           *       },
           *       "repairing": false,
           *       "firstSeenAt": "2026-11-20T15:05:21.000Z",
           *       "lastSeenAt": "2026-11-20T15:05:21.000Z",
           *       "resolvedAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["DriftFinding"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  requestDriftScan: {
    parameters: {
      query?: never;
      header?: {
        /** @description Same key and same request: same answer, done once. Remembered for 24 hours */
        "Idempotency-Key"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is under way */
      202: {
        headers: {
          "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "state": "finished",
           *       "requestedAt": "2026-11-20T15:05:21.000Z",
           *       "finishedAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["DriftScan"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getLatestDriftScan: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The latest comparison */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "state": "finished",
           *       "requestedAt": "2026-11-20T15:05:21.000Z",
           *       "finishedAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["DriftScan"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  streamEvents: {
    parameters: {
      query?: never;
      header?: {
        /** @description The id of the last event that arrived; the stream goes on behind it */
        "Last-Event-ID"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The stream */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          "text/event-stream": unknown;
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listInbox: {
    parameters: {
      query?: {
        cursor?: string;
        kind?: "message" | "callback" | "callout";
        limit?: number;
        view?: "open" | "done";
      };
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the inbox */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "kind": "message",
           *           "callId": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "callerName": "Maria Lopez",
           *           "callerNumber": "+14155550134",
           *           "subject": "No hot water",
           *           "details": {
           *             "message": "No hot water, please call back after 2 p.m."
           *           },
           *           "note": "Called back, the valve is ordered.",
           *           "dueAt": "2026-11-20T19:00:00.000Z",
           *           "readAt": "2026-11-20T15:05:21.000Z",
           *           "doneAt": null,
           *           "version": 3,
           *           "createdAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["InboxList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  updateInboxItem: {
    parameters: {
      query?: never;
      header?: {
        /** @description Do it only if the ETag is still this one, else 412 */
        "If-Match"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "read": true,
         *       "done": false,
         *       "note": "Called back, the valve is ordered."
         *     }
         */
        "application/json": components["schemas"]["InboxPatch"];
      };
    };
    responses: {
      /** @description The item as it is now */
      200: {
        headers: {
          /**
           * @description The item's new version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "kind": "message",
           *       "callId": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "callerName": "Maria Lopez",
           *       "callerNumber": "+14155550134",
           *       "subject": "No hot water",
           *       "details": {
           *         "message": "No hot water, please call back after 2 p.m."
           *       },
           *       "note": "Called back, the valve is ordered.",
           *       "dueAt": "2026-11-20T19:00:00.000Z",
           *       "readAt": "2026-11-20T15:05:21.000Z",
           *       "doneAt": null,
           *       "version": 3,
           *       "createdAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["InboxItem"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      412: components["responses"]["Problem412"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listIndustries: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "slug": "home-services",
           *           "name": "Home services",
           *           "description": "Plumbers, electricians, cleaners and others who come to the house"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["IndustryList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  acceptInvitation: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "token": "k3Jx9vQ2mT7bLw5RzY8nHc4PfD6sGa1U0eXoIrVtN_M"
         *     }
         */
        "application/json": components["schemas"]["InvitationTokenRequest"];
      };
    };
    responses: {
      /** @description Where and as what one belongs now */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "organizationId": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32",
           *       "role": "member"
           *     }
           */
          "application/json": components["schemas"]["InvitationAcceptance"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  lookUpInvitation: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "token": "k3Jx9vQ2mT7bLw5RzY8nHc4PfD6sGa1U0eXoIrVtN_M"
         *     }
         */
        "application/json": components["schemas"]["InvitationTokenRequest"];
      };
    };
    responses: {
      /** @description The invitation */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "organizationName": "Hill Plumbing",
           *       "invitedBy": "Ann Hill",
           *       "email": "ben@hill-plumbing.example",
           *       "role": "member",
           *       "state": "pending",
           *       "hasAccount": true,
           *       "expiresAt": "2027-11-20T00:00:00.000Z"
           *     }
           */
          "application/json": components["schemas"]["InvitationPreview"];
        };
      };
      400: components["responses"]["Problem400"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getOpenApi: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OpenAPI 3.1 */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /** @example {} */
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      400: components["responses"]["Problem400"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listOrganizations: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32",
           *           "name": "Hill Plumbing",
           *           "slug": "hill-plumbing",
           *           "industrySlug": "home-services",
           *           "timezone": "America/New_York",
           *           "locale": "en-US",
           *           "planKey": "professional",
           *           "planName": "Professional",
           *           "subscriptionStatus": "active",
           *           "deleteAfter": null,
           *           "version": 3,
           *           "createdAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["OrganizationList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  createOrganization: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Hill Plumbing",
         *       "timezone": "America/New_York",
         *       "industrySlug": "home-services"
         *     }
         */
        "application/json": components["schemas"]["OrganizationCreateRequest"];
      };
    };
    responses: {
      /** @description The organization, on the trial plan */
      201: {
        headers: {
          /**
           * @description The organization's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32",
           *       "name": "Hill Plumbing",
           *       "slug": "hill-plumbing",
           *       "industrySlug": "home-services",
           *       "timezone": "America/New_York",
           *       "locale": "en-US",
           *       "planKey": "professional",
           *       "planName": "Professional",
           *       "subscriptionStatus": "active",
           *       "deleteAfter": null,
           *       "version": 3,
           *       "createdAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["Organization"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getOrganization: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The organization */
      200: {
        headers: {
          /**
           * @description The organization's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32",
           *       "name": "Hill Plumbing",
           *       "slug": "hill-plumbing",
           *       "industrySlug": "home-services",
           *       "timezone": "America/New_York",
           *       "locale": "en-US",
           *       "planKey": "professional",
           *       "planName": "Professional",
           *       "subscriptionStatus": "active",
           *       "deleteAfter": null,
           *       "version": 3,
           *       "createdAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["Organization"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  deleteOrganization: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "confirmName": "Hill Plumbing",
         *       "export": "taken"
         *     }
         */
        "application/json": components["schemas"]["OrganizationDeleteRequest"];
      };
    };
    responses: {
      /** @description When it will be deleted */
      202: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "deleteAfter": "2026-11-27T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["OrganizationDeletion"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  updateOrganization: {
    parameters: {
      query?: never;
      header?: {
        /** @description Do it only if the ETag is still this one, else 412 */
        "If-Match"?: string;
      };
      path: {
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Hill Plumbing",
         *       "industrySlug": "home-services",
         *       "timezone": "America/New_York",
         *       "locale": "en-US"
         *     }
         */
        "application/json": components["schemas"]["OrganizationPatch"];
      };
    };
    responses: {
      /** @description The organization as it is now */
      200: {
        headers: {
          /**
           * @description The organization's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32",
           *       "name": "Hill Plumbing",
           *       "slug": "hill-plumbing",
           *       "industrySlug": "home-services",
           *       "timezone": "America/New_York",
           *       "locale": "en-US",
           *       "planKey": "professional",
           *       "planName": "Professional",
           *       "subscriptionStatus": "active",
           *       "deleteAfter": null,
           *       "version": 3,
           *       "createdAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["Organization"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      412: components["responses"]["Problem412"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listAuditLog: {
    parameters: {
      query?: {
        action?: string;
        actorId?: string;
        cursor?: string;
        entityId?: string;
        from?: string;
        limit?: number;
        to?: string;
      };
      header?: never;
      path: {
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the audit log */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "action": "member.role_changed",
           *           "actor": {
           *             "kind": "user",
           *             "id": "0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21",
           *             "name": "Ann Hill"
           *           },
           *           "entityType": "member",
           *           "entityId": "0197b2f0-1c76-7a09-94c3-af5d7c8e9f87",
           *           "before": {
           *             "role": "viewer"
           *           },
           *           "after": {
           *             "role": "member"
           *           },
           *           "ipAddress": "203.0.113.7",
           *           "requestId": "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60",
           *           "createdAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["AuditLog"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  exportOrganization: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The records */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          "application/x-ndjson": string;
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listInvitations: {
    parameters: {
      query?: {
        cursor?: string;
        limit?: number;
        state?: "pending" | "accepted" | "revoked" | "expired";
      };
      header?: never;
      path: {
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of invitations */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "email": "ben@hill-plumbing.example",
           *           "role": "member",
           *           "state": "pending",
           *           "invitedBy": "Ann Hill",
           *           "mail": {
           *             "state": "delivered",
           *             "error": null
           *           },
           *           "expiresAt": "2027-11-20T00:00:00.000Z",
           *           "createdAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["InvitationList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  revokeInvitation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @example 0197b2f3-0b7c-7d15-94e2-6c1a8f5d3b43 */
        invitationId: string;
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Its link is worth nothing any more */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  resendInvitation: {
    parameters: {
      query?: never;
      header?: {
        /** @description Same key and same request: same answer, done once. Remembered for 24 hours */
        "Idempotency-Key"?: string;
      };
      path: {
        /** @example 0197b2f3-0b7c-7d15-94e2-6c1a8f5d3b43 */
        invitationId: string;
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The invitation; its mail is on the way */
      200: {
        headers: {
          "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "email": "ben@hill-plumbing.example",
           *       "role": "member",
           *       "state": "pending",
           *       "invitedBy": "Ann Hill",
           *       "mail": {
           *         "state": "delivered",
           *         "error": null
           *       },
           *       "expiresAt": "2027-11-20T00:00:00.000Z",
           *       "createdAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["Invitation"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  keepOrganization: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The organization stays */
      200: {
        headers: {
          /**
           * @description The organization's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32",
           *       "name": "Hill Plumbing",
           *       "slug": "hill-plumbing",
           *       "industrySlug": "home-services",
           *       "timezone": "America/New_York",
           *       "locale": "en-US",
           *       "planKey": "professional",
           *       "planName": "Professional",
           *       "subscriptionStatus": "active",
           *       "deleteAfter": null,
           *       "version": 3,
           *       "createdAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["Organization"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  leaveOrganization: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description You don't belong to it any more */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listMembers: {
    parameters: {
      query?: {
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path: {
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of members */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "userId": "0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21",
           *           "name": "Ann Hill",
           *           "email": "ann@hill-plumbing.example",
           *           "role": "owner",
           *           "twoFactorEnabled": true,
           *           "joinedAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["MemberList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  inviteMember: {
    parameters: {
      query?: never;
      header?: {
        /** @description Same key and same request: same answer, done once. Remembered for 24 hours */
        "Idempotency-Key"?: string;
      };
      path: {
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "ben@hill-plumbing.example",
         *       "role": "member"
         *     }
         */
        "application/json": components["schemas"]["InvitationCreateRequest"];
      };
    };
    responses: {
      /** @description The invitation; its mail is on the way */
      201: {
        headers: {
          "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "email": "ben@hill-plumbing.example",
           *       "role": "member",
           *       "state": "pending",
           *       "invitedBy": "Ann Hill",
           *       "mail": {
           *         "state": "delivered",
           *         "error": null
           *       },
           *       "expiresAt": "2027-11-20T00:00:00.000Z",
           *       "createdAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["Invitation"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  removeMember: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
        /** @example 0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21 */
        userId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description They are removed */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  changeMemberRole: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
        /** @example 0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21 */
        userId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "role": "member"
         *     }
         */
        "application/json": components["schemas"]["MemberPatch"];
      };
    };
    responses: {
      /** @description The member as they are now */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "userId": "0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21",
           *       "name": "Ann Hill",
           *       "email": "ann@hill-plumbing.example",
           *       "role": "owner",
           *       "twoFactorEnabled": true,
           *       "joinedAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["Member"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getSettings: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The settings */
      200: {
        headers: {
          /**
           * @description The organization's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "businessHours": {
           *         "monday": [
           *           {
           *             "opens": "09:00",
           *             "closes": "17:00"
           *           }
           *         ],
           *         "tuesday": [
           *           {
           *             "opens": "09:00",
           *             "closes": "17:00"
           *           }
           *         ],
           *         "wednesday": [
           *           {
           *             "opens": "09:00",
           *             "closes": "17:00"
           *           }
           *         ],
           *         "thursday": [
           *           {
           *             "opens": "09:00",
           *             "closes": "17:00"
           *           }
           *         ],
           *         "friday": [
           *           {
           *             "opens": "09:00",
           *             "closes": "17:00"
           *           }
           *         ],
           *         "saturday": [],
           *         "sunday": []
           *       },
           *       "holidays": [
           *         {
           *           "date": "2026-11-26",
           *           "name": "Thanksgiving",
           *           "hours": []
           *         }
           *       ],
           *       "defaultVoice": {
           *         "provider": "vapi",
           *         "voiceId": "Elliot",
           *         "label": "Elliot, calm"
           *       },
           *       "timezone": "America/New_York",
           *       "version": 3
           *     }
           */
          "application/json": components["schemas"]["Settings"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  updateSettings: {
    parameters: {
      query?: never;
      header?: {
        /** @description Do it only if the ETag is still this one, else 412 */
        "If-Match"?: string;
      };
      path: {
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "businessHours": {
         *         "monday": [
         *           {
         *             "opens": "09:00",
         *             "closes": "17:00"
         *           }
         *         ],
         *         "tuesday": [
         *           {
         *             "opens": "09:00",
         *             "closes": "17:00"
         *           }
         *         ],
         *         "wednesday": [
         *           {
         *             "opens": "09:00",
         *             "closes": "17:00"
         *           }
         *         ],
         *         "thursday": [
         *           {
         *             "opens": "09:00",
         *             "closes": "17:00"
         *           }
         *         ],
         *         "friday": [
         *           {
         *             "opens": "09:00",
         *             "closes": "17:00"
         *           }
         *         ],
         *         "saturday": [],
         *         "sunday": []
         *       },
         *       "holidays": [
         *         {
         *           "date": "2026-11-26",
         *           "name": "Thanksgiving",
         *           "hours": []
         *         }
         *       ],
         *       "defaultVoice": {
         *         "provider": "vapi",
         *         "voiceId": "Elliot",
         *         "label": "Elliot, calm"
         *       }
         *     }
         */
        "application/json": components["schemas"]["SettingsPatch"];
      };
    };
    responses: {
      /** @description The settings as they are now */
      200: {
        headers: {
          /**
           * @description The organization's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "businessHours": {
           *         "monday": [
           *           {
           *             "opens": "09:00",
           *             "closes": "17:00"
           *           }
           *         ],
           *         "tuesday": [
           *           {
           *             "opens": "09:00",
           *             "closes": "17:00"
           *           }
           *         ],
           *         "wednesday": [
           *           {
           *             "opens": "09:00",
           *             "closes": "17:00"
           *           }
           *         ],
           *         "thursday": [
           *           {
           *             "opens": "09:00",
           *             "closes": "17:00"
           *           }
           *         ],
           *         "friday": [
           *           {
           *             "opens": "09:00",
           *             "closes": "17:00"
           *           }
           *         ],
           *         "saturday": [],
           *         "sunday": []
           *       },
           *       "holidays": [
           *         {
           *           "date": "2026-11-26",
           *           "name": "Thanksgiving",
           *           "hours": []
           *         }
           *       ],
           *       "defaultVoice": {
           *         "provider": "vapi",
           *         "voiceId": "Elliot",
           *         "label": "Elliot, calm"
           *       },
           *       "timezone": "America/New_York",
           *       "version": 3
           *     }
           */
          "application/json": components["schemas"]["Settings"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      412: components["responses"]["Problem412"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  transferOwnership: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @example 0197b2ef-8d14-7f60-a3c7-5b9e1d2f4a32 */
        organizationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "userId": "0197b2ef-91aa-7c02-8e55-0d4b7f3a6c21"
         *     }
         */
        "application/json": components["schemas"]["TransferOwnershipRequest"];
      };
    };
    responses: {
      /** @description It has a new owner */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listPhoneNumbers: {
    parameters: {
      query?: {
        assistantId?: string;
        cursor?: string;
        limit?: number;
        state?: "provisioning" | "active" | "failed" | "releasing" | "released";
      };
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of numbers */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "e164": "+14155550100",
           *           "label": "Main line",
           *           "state": "active",
           *           "country": "US",
           *           "numberType": "local",
           *           "city": "Columbus",
           *           "region": "OH",
           *           "canText": true,
           *           "textingState": "unregistered",
           *           "monthlyPrice": {
           *             "minor": 115,
           *             "currency": "USD"
           *           },
           *           "assistant": {
           *             "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *             "name": "Receptionist"
           *           },
           *           "fallbackNumber": "+14155550161",
           *           "lastError": null,
           *           "remedy": null,
           *           "needsCleanup": false,
           *           "canRetry": false,
           *           "version": 3,
           *           "createdAt": "2026-11-20T15:05:21.000Z",
           *           "activatedAt": "2026-11-20T15:04:31.000Z",
           *           "releasedAt": null
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["PhoneNumberList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  provisionPhoneNumber: {
    parameters: {
      query?: never;
      header?: {
        /** @description Same key and same request: same answer, done once. Remembered for 24 hours */
        "Idempotency-Key"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "e164": "+14155550100",
         *       "country": "US",
         *       "numberType": "local",
         *       "city": "Columbus",
         *       "region": "OH",
         *       "monthlyPrice": {
         *         "minor": 115,
         *         "currency": "USD"
         *       },
         *       "label": "Main line",
         *       "assistantId": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
         *       "fallbackNumber": "+14155550161"
         *     }
         */
        "application/json": components["schemas"]["PhoneNumberProvisionRequest"];
      };
    };
    responses: {
      /** @description The number, being set up */
      202: {
        headers: {
          "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "e164": "+14155550100",
           *       "label": "Main line",
           *       "state": "active",
           *       "country": "US",
           *       "numberType": "local",
           *       "city": "Columbus",
           *       "region": "OH",
           *       "canText": true,
           *       "textingState": "unregistered",
           *       "monthlyPrice": {
           *         "minor": 115,
           *         "currency": "USD"
           *       },
           *       "assistant": {
           *         "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *         "name": "Receptionist"
           *       },
           *       "fallbackNumber": "+14155550161",
           *       "lastError": null,
           *       "remedy": null,
           *       "needsCleanup": false,
           *       "canRetry": false,
           *       "version": 3,
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "activatedAt": "2026-11-20T15:04:31.000Z",
           *       "releasedAt": null
           *     }
           */
          "application/json": components["schemas"]["PhoneNumber"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getPhoneNumber: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The number */
      200: {
        headers: {
          /**
           * @description The number's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "e164": "+14155550100",
           *       "label": "Main line",
           *       "state": "active",
           *       "country": "US",
           *       "numberType": "local",
           *       "city": "Columbus",
           *       "region": "OH",
           *       "canText": true,
           *       "textingState": "unregistered",
           *       "monthlyPrice": {
           *         "minor": 115,
           *         "currency": "USD"
           *       },
           *       "assistant": {
           *         "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *         "name": "Receptionist"
           *       },
           *       "fallbackNumber": "+14155550161",
           *       "lastError": null,
           *       "remedy": null,
           *       "needsCleanup": false,
           *       "canRetry": false,
           *       "version": 3,
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "activatedAt": "2026-11-20T15:04:31.000Z",
           *       "releasedAt": null
           *     }
           */
          "application/json": components["schemas"]["PhoneNumber"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  releasePhoneNumber: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The number, being given back */
      202: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "e164": "+14155550100",
           *       "label": "Main line",
           *       "state": "active",
           *       "country": "US",
           *       "numberType": "local",
           *       "city": "Columbus",
           *       "region": "OH",
           *       "canText": true,
           *       "textingState": "unregistered",
           *       "monthlyPrice": {
           *         "minor": 115,
           *         "currency": "USD"
           *       },
           *       "assistant": {
           *         "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *         "name": "Receptionist"
           *       },
           *       "fallbackNumber": "+14155550161",
           *       "lastError": null,
           *       "remedy": null,
           *       "needsCleanup": false,
           *       "canRetry": false,
           *       "version": 3,
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "activatedAt": "2026-11-20T15:04:31.000Z",
           *       "releasedAt": null
           *     }
           */
          "application/json": components["schemas"]["PhoneNumber"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  updatePhoneNumber: {
    parameters: {
      query?: never;
      header?: {
        /** @description Do it only if the ETag is still this one, else 412 */
        "If-Match"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "label": "Main line",
         *       "assistantId": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
         *       "fallbackNumber": "+14155550161"
         *     }
         */
        "application/json": components["schemas"]["PhoneNumberPatch"];
      };
    };
    responses: {
      /** @description The number as it is now */
      200: {
        headers: {
          /**
           * @description The number's new version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "e164": "+14155550100",
           *       "label": "Main line",
           *       "state": "active",
           *       "country": "US",
           *       "numberType": "local",
           *       "city": "Columbus",
           *       "region": "OH",
           *       "canText": true,
           *       "textingState": "unregistered",
           *       "monthlyPrice": {
           *         "minor": 115,
           *         "currency": "USD"
           *       },
           *       "assistant": {
           *         "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *         "name": "Receptionist"
           *       },
           *       "fallbackNumber": "+14155550161",
           *       "lastError": null,
           *       "remedy": null,
           *       "needsCleanup": false,
           *       "canRetry": false,
           *       "version": 3,
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "activatedAt": "2026-11-20T15:04:31.000Z",
           *       "releasedAt": null
           *     }
           */
          "application/json": components["schemas"]["PhoneNumber"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      412: components["responses"]["Problem412"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getNumberDisclosure: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What holds, and what is suggested */
      200: {
        headers: {
          /**
           * @description The number's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "disclosure": {
           *         "aiDisclosure": "You are speaking with an AI assistant.",
           *         "recordingNotice": "This call may be recorded.",
           *         "recording": true
           *       },
           *       "chosen": true,
           *       "suggestion": {
           *         "disclosure": {
           *           "aiDisclosure": "You are speaking with an AI assistant.",
           *           "recordingNotice": "This call may be recorded.",
           *           "recording": true
           *         },
           *         "place": "California",
           *         "aiDisclosureRequired": true,
           *         "recordingNoticeRequired": true,
           *         "reasons": [
           *           "In California callers must know that they are recorded (California Penal Code § 632)."
           *         ]
           *       },
           *       "firstMessage": "Thank you for calling Hill Plumbing. How can I help?",
           *       "opening": "You are speaking with an AI assistant. This call may be recorded. Thank you for calling Hill Plumbing. How can I help?",
           *       "version": 3
           *     }
           */
          "application/json": components["schemas"]["NumberDisclosureState"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  setNumberDisclosure: {
    parameters: {
      query?: never;
      header?: {
        /** @description Do it only if the ETag is still this one, else 412 */
        "If-Match"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "aiDisclosure": "You are speaking with an AI assistant.",
         *       "recordingNotice": "This call may be recorded.",
         *       "recording": true
         *     }
         */
        "application/json": components["schemas"]["NumberDisclosureRequest"];
      };
    };
    responses: {
      /** @description What holds now */
      200: {
        headers: {
          /**
           * @description The number's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "disclosure": {
           *         "aiDisclosure": "You are speaking with an AI assistant.",
           *         "recordingNotice": "This call may be recorded.",
           *         "recording": true
           *       },
           *       "chosen": true,
           *       "suggestion": {
           *         "disclosure": {
           *           "aiDisclosure": "You are speaking with an AI assistant.",
           *           "recordingNotice": "This call may be recorded.",
           *           "recording": true
           *         },
           *         "place": "California",
           *         "aiDisclosureRequired": true,
           *         "recordingNoticeRequired": true,
           *         "reasons": [
           *           "In California callers must know that they are recorded (California Penal Code § 632)."
           *         ]
           *       },
           *       "firstMessage": "Thank you for calling Hill Plumbing. How can I help?",
           *       "opening": "You are speaking with an AI assistant. This call may be recorded. Thank you for calling Hill Plumbing. How can I help?",
           *       "version": 3
           *     }
           */
          "application/json": components["schemas"]["NumberDisclosureState"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      412: components["responses"]["Problem412"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  explainRoute: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "caller": "+14155550134",
         *       "at": "2026-11-20T15:05:21.000Z"
         *     }
         */
        "application/json": components["schemas"]["RouteQuestionRequest"];
      };
    };
    responses: {
      /** @description The questions and the answer */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "at": "2026-11-20T15:05:21.000Z",
           *       "liveCallsCounted": false,
           *       "steps": [
           *         {
           *           "question": "opening_hours",
           *           "asked": "Is the business open?",
           *           "found": "No: Friday, 2026-12-25, 19:10 in America/New_York is a holiday (Christmas Day), closed all day.",
           *           "decided": "Rule for holidays: the call is forwarded to +14155550166."
           *         }
           *       ],
           *       "answer": {
           *         "kind": "forward",
           *         "assistantId": null,
           *         "assistantName": null,
           *         "number": "+14155550166",
           *         "spoken": "One moment, I'm connecting you.",
           *         "refusal": null,
           *         "words": "The caller hears: “One moment, I'm connecting you.” Then +14155550166 rings."
           *       },
           *       "notes": [
           *         "Whether the telephone provider itself has a free line shows only when a call comes in."
           *       ]
           *     }
           */
          "application/json": components["schemas"]["RouteExplanation"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getNumberForwarding: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The number, and whether a call came */
      200: {
        headers: {
          /**
           * @description The number's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "forwarding": {
           *         "businessNumber": "+14155550188",
           *         "carrier": "att",
           *         "kind": "no_answer",
           *         "state": "waiting",
           *         "waitingSince": "2026-11-20T15:05:21.000Z",
           *         "verifiedAt": null,
           *         "verifiedCallId": null
           *       },
           *       "version": 3
           *     }
           */
          "application/json": components["schemas"]["NumberForwardingState"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  setNumberForwarding: {
    parameters: {
      query?: never;
      header?: {
        /** @description Do it only if the ETag is still this one, else 412 */
        "If-Match"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "forwarding": {
         *         "businessNumber": "+14155550188",
         *         "carrier": "att",
         *         "kind": "no_answer"
         *       }
         *     }
         */
        "application/json": components["schemas"]["NumberForwardingRequest"];
      };
    };
    responses: {
      /** @description The number as it is now */
      200: {
        headers: {
          /**
           * @description The number's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "forwarding": {
           *         "businessNumber": "+14155550188",
           *         "carrier": "att",
           *         "kind": "no_answer",
           *         "state": "waiting",
           *         "waitingSince": "2026-11-20T15:05:21.000Z",
           *         "verifiedAt": null,
           *         "verifiedCallId": null
           *       },
           *       "version": 3
           *     }
           */
          "application/json": components["schemas"]["NumberForwardingState"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      412: components["responses"]["Problem412"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  verifyNumberForwarding: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A call is waited for */
      200: {
        headers: {
          /**
           * @description The number's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "forwarding": {
           *         "businessNumber": "+14155550188",
           *         "carrier": "att",
           *         "kind": "no_answer",
           *         "state": "waiting",
           *         "waitingSince": "2026-11-20T15:05:21.000Z",
           *         "verifiedAt": null,
           *         "verifiedCallId": null
           *       },
           *       "version": 3
           *     }
           */
          "application/json": components["schemas"]["NumberForwardingState"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getPhoneNumberProgress: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The steps */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "phoneNumberId": "0197b2f0-2b85-7918-a5d2-9e4f6b7c8d76",
           *       "state": "provisioning",
           *       "flow": "provision",
           *       "steps": [
           *         {
           *           "step": "link",
           *           "state": "running",
           *           "attempts": 1,
           *           "detail": null,
           *           "startedAt": "2026-11-20T15:04:05.000Z",
           *           "finishedAt": null
           *         }
           *       ],
           *       "lastError": null,
           *       "remedy": null,
           *       "needsCleanup": false,
           *       "canRetry": false
           *     }
           */
          "application/json": components["schemas"]["PhoneNumberProgress"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  retryPhoneNumber: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The number; it is tried again */
      202: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "e164": "+14155550100",
           *       "label": "Main line",
           *       "state": "active",
           *       "country": "US",
           *       "numberType": "local",
           *       "city": "Columbus",
           *       "region": "OH",
           *       "canText": true,
           *       "textingState": "unregistered",
           *       "monthlyPrice": {
           *         "minor": 115,
           *         "currency": "USD"
           *       },
           *       "assistant": {
           *         "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *         "name": "Receptionist"
           *       },
           *       "fallbackNumber": "+14155550161",
           *       "lastError": null,
           *       "remedy": null,
           *       "needsCleanup": false,
           *       "canRetry": false,
           *       "version": 3,
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "activatedAt": "2026-11-20T15:04:31.000Z",
           *       "releasedAt": null
           *     }
           */
          "application/json": components["schemas"]["PhoneNumber"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getNumberRouting: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rules */
      200: {
        headers: {
          /**
           * @description The number's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "routing": {
           *         "businessHours": {
           *           "do": "assistant"
           *         },
           *         "afterHours": {
           *           "do": "assistant"
           *         },
           *         "holidays": {
           *           "do": "assistant"
           *         },
           *         "vipCallers": {
           *           "do": "assistant"
           *         },
           *         "anonymousCallers": {
           *           "do": "assistant"
           *         },
           *         "blockedCallers": {
           *           "do": "refuse",
           *           "message": "One moment, I'm connecting you."
           *         },
           *         "overflow": {
           *           "do": "forward",
           *           "number": "+14155550166",
           *           "message": "One moment, I'm connecting you."
           *         }
           *       },
           *       "version": 3
           *     }
           */
          "application/json": components["schemas"]["NumberRoutingState"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  setNumberRouting: {
    parameters: {
      query?: never;
      header?: {
        /** @description Do it only if the ETag is still this one, else 412 */
        "If-Match"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "businessHours": {
         *         "do": "assistant"
         *       },
         *       "afterHours": {
         *         "do": "assistant"
         *       },
         *       "holidays": {
         *         "do": "assistant"
         *       },
         *       "vipCallers": {
         *         "do": "assistant"
         *       },
         *       "anonymousCallers": {
         *         "do": "assistant"
         *       },
         *       "blockedCallers": {
         *         "do": "refuse",
         *         "message": "We take no calls from this number."
         *       },
         *       "overflow": {
         *         "do": "forward",
         *         "number": "+14155550166",
         *         "message": "We take no calls from this number."
         *       }
         *     }
         */
        "application/json": components["schemas"]["NumberRoutingRequest"];
      };
    };
    responses: {
      /** @description The rules as they are now */
      200: {
        headers: {
          /**
           * @description The number's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "routing": {
           *         "businessHours": {
           *           "do": "assistant"
           *         },
           *         "afterHours": {
           *           "do": "assistant"
           *         },
           *         "holidays": {
           *           "do": "assistant"
           *         },
           *         "vipCallers": {
           *           "do": "assistant"
           *         },
           *         "anonymousCallers": {
           *           "do": "assistant"
           *         },
           *         "blockedCallers": {
           *           "do": "refuse",
           *           "message": "One moment, I'm connecting you."
           *         },
           *         "overflow": {
           *           "do": "forward",
           *           "number": "+14155550166",
           *           "message": "One moment, I'm connecting you."
           *         }
           *       },
           *       "version": 3
           *     }
           */
          "application/json": components["schemas"]["NumberRoutingState"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      412: components["responses"]["Problem412"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  confirmTexting: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The number as it is now */
      200: {
        headers: {
          /**
           * @description The number's version
           * @example "3"
           */
          ETag?: string;
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "e164": "+14155550100",
           *       "label": "Main line",
           *       "state": "active",
           *       "country": "US",
           *       "numberType": "local",
           *       "city": "Columbus",
           *       "region": "OH",
           *       "canText": true,
           *       "textingState": "unregistered",
           *       "monthlyPrice": {
           *         "minor": 115,
           *         "currency": "USD"
           *       },
           *       "assistant": {
           *         "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *         "name": "Receptionist"
           *       },
           *       "fallbackNumber": "+14155550161",
           *       "lastError": null,
           *       "remedy": null,
           *       "needsCleanup": false,
           *       "canRetry": false,
           *       "version": 3,
           *       "createdAt": "2026-11-20T15:05:21.000Z",
           *       "activatedAt": "2026-11-20T15:04:31.000Z",
           *       "releasedAt": null
           *     }
           */
          "application/json": components["schemas"]["PhoneNumber"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  searchPhoneNumbers: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "country": "US",
         *       "numberType": "local",
         *       "areaCode": "614",
         *       "contains": "555",
         *       "limit": 50
         *     }
         */
        "application/json": components["schemas"]["PhoneNumberSearchRequest"];
      };
    };
    responses: {
      /** @description What is on offer at this moment */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "e164": "+14155550100",
           *           "country": "US",
           *           "numberType": "local",
           *           "city": "Columbus",
           *           "region": "OH",
           *           "capabilities": {
           *             "voice": true,
           *             "sms": true,
           *             "mms": true
           *           },
           *           "monthlyPrice": {
           *             "minor": 115,
           *             "currency": "USD"
           *           }
           *         }
           *       ],
           *       "needs": []
           *     }
           */
          "application/json": components["schemas"]["PhoneNumberSearchResult"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      502: components["responses"]["Problem502"];
      503: components["responses"]["Problem503"];
    };
  };
  listTemplates: {
    parameters: {
      query?: {
        industrySlug?: string;
      };
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them, or those of one industry */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "slug": "home-services-front-desk",
           *           "industrySlug": "home-services",
           *           "name": "Home services front desk",
           *           "description": "Answers for plumbers, electricians and other trades, and notes what is broken",
           *           "functions": [
           *             {
           *               "type": "takeMessage",
           *               "when": "Take a message once you have it in full."
           *             }
           *           ],
           *           "voice": {
           *             "provider": "vapi",
           *             "voiceId": "Elliot",
           *             "label": "Elliot, calm"
           *           },
           *           "sampleConversation": [
           *             {
           *               "speaker": "assistant",
           *               "text": "Thank you for calling Hill Plumbing. How can I help you?"
           *             },
           *             {
           *               "speaker": "caller",
           *               "text": "We have no hot water."
           *             },
           *             {
           *               "speaker": "assistant",
           *               "text": "I'm sorry to hear that. May I have your name?",
           *               "action": "takeMessage"
           *             },
           *             {
           *               "speaker": "caller",
           *               "text": "Maria Lopez."
           *             }
           *           ],
           *           "useCount": 214
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["TemplateList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getTemplate: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example home-services-front-desk */
        slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The template */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "slug": "home-services-front-desk",
           *       "industrySlug": "home-services",
           *       "name": "Home services front desk",
           *       "description": "Answers for plumbers, electricians and other trades, and notes what is broken",
           *       "functions": [
           *         {
           *           "type": "takeMessage",
           *           "when": "Take a message once you have it in full."
           *         }
           *       ],
           *       "voice": {
           *         "provider": "vapi",
           *         "voiceId": "Elliot",
           *         "label": "Elliot, calm"
           *       },
           *       "sampleConversation": [
           *         {
           *           "speaker": "assistant",
           *           "text": "Thank you for calling Hill Plumbing. How can I help you?"
           *         },
           *         {
           *           "speaker": "caller",
           *           "text": "We have no hot water."
           *         },
           *         {
           *           "speaker": "assistant",
           *           "text": "I'm sorry to hear that. May I have your name?",
           *           "action": "takeMessage"
           *         },
           *         {
           *           "speaker": "caller",
           *           "text": "Maria Lopez."
           *         }
           *       ],
           *       "useCount": 214,
           *       "prompt": "You answer the phone of {{companyName}}. Find out what is broken, and take a message for the team.",
           *       "firstMessage": "Thank you for calling {{companyName}}. How can I help you?",
           *       "variables": [
           *         {
           *           "type": "text",
           *           "key": "companyName",
           *           "label": "Company",
           *           "required": true
           *         }
           *       ]
           *     }
           */
          "application/json": components["schemas"]["TemplateDetail"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  previewTemplate: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example home-services-front-desk */
        slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "variableValues": {
         *         "companyName": "Hill Plumbing"
         *       }
         *     }
         */
        "application/json": components["schemas"]["TemplatePreviewRequest"];
      };
    };
    responses: {
      /** @description The texts, whole and in parts */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "prompt": "You answer the phone of Hill Plumbing. Find out what is broken, and take a message for the team.",
           *       "firstMessage": "Thank you for calling Hill Plumbing. How can I help you?",
           *       "parts": {
           *         "prompt": [
           *           {
           *             "text": "You answer the phone of ",
           *             "filled": null
           *           },
           *           {
           *             "text": "Hill Plumbing",
           *             "filled": "companyName"
           *           },
           *           {
           *             "text": ".",
           *             "filled": null
           *           }
           *         ],
           *         "firstMessage": [
           *           {
           *             "text": "Thank you for calling ",
           *             "filled": null
           *           },
           *           {
           *             "text": "Hill Plumbing",
           *             "filled": "companyName"
           *           },
           *           {
           *             "text": ".",
           *             "filled": null
           *           }
           *         ]
           *       }
           *     }
           */
          "application/json": components["schemas"]["TemplatePreview"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  listTestCalls: {
    parameters: {
      query?: {
        assistantId?: string;
        cursor?: string;
        limit?: number;
        phoneNumberId?: string;
      };
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of test calls */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "kind": "call_me",
           *           "state": "placed",
           *           "assistant": {
           *             "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *             "name": "Receptionist"
           *           },
           *           "phoneNumber": {
           *             "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *             "e164": "+14155550100",
           *             "label": "Main line"
           *           },
           *           "toNumber": "+14155550177",
           *           "consentAt": "2026-11-20T15:05:21.000Z",
           *           "callId": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "joinUrl": null,
           *           "lastError": null,
           *           "requestedBy": "Ann Hill",
           *           "createdAt": "2026-11-20T15:05:21.000Z"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["TestCallList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  requestTestCall: {
    parameters: {
      query?: never;
      header?: {
        /** @description Same key and same request: same answer, done once. Remembered for 24 hours */
        "Idempotency-Key"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "kind": "call_me",
         *       "phoneNumberId": "0197b2f0-2b85-7918-a5d2-9e4f6b7c8d76",
         *       "assistantId": "0197b2f0-3a90-7e27-b6f1-8d3c4e5a7b65",
         *       "toNumber": "+14155550177",
         *       "consent": true
         *     }
         */
        "application/json": components["schemas"]["TestCallCreateRequest"];
      };
    };
    responses: {
      /** @description It will be placed */
      202: {
        headers: {
          "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "kind": "call_me",
           *       "state": "placed",
           *       "assistant": {
           *         "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *         "name": "Receptionist"
           *       },
           *       "phoneNumber": {
           *         "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *         "e164": "+14155550100",
           *         "label": "Main line"
           *       },
           *       "toNumber": "+14155550177",
           *       "consentAt": "2026-11-20T15:05:21.000Z",
           *       "callId": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "joinUrl": null,
           *       "lastError": null,
           *       "requestedBy": "Ann Hill",
           *       "createdAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["TestCall"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  getTestCall: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The test call */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "kind": "call_me",
           *       "state": "placed",
           *       "assistant": {
           *         "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *         "name": "Receptionist"
           *       },
           *       "phoneNumber": {
           *         "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *         "e164": "+14155550100",
           *         "label": "Main line"
           *       },
           *       "toNumber": "+14155550177",
           *       "consentAt": "2026-11-20T15:05:21.000Z",
           *       "callId": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *       "joinUrl": null,
           *       "lastError": null,
           *       "requestedBy": "Ann Hill",
           *       "createdAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["TestCall"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  endTestCall: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It ends */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      502: components["responses"]["Problem502"];
      503: components["responses"]["Problem503"];
    };
  };
  sayInTestCall: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path: {
        /** @example 0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10 */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "text": "Are you open on Saturday?"
         *     }
         */
        "application/json": components["schemas"]["TestCallSayRequest"];
      };
    };
    responses: {
      /** @description The assistant has it */
      204: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      413: components["responses"]["Problem413"];
      415: components["responses"]["Problem415"];
      422: components["responses"]["Problem422"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      502: components["responses"]["Problem502"];
      503: components["responses"]["Problem503"];
    };
  };
  listVapiCredentials: {
    parameters: {
      query?: {
        cursor?: string;
        limit?: number;
      };
      header?: {
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of keys */
      200: {
        headers: {
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
           *           "state": "in_use",
           *           "createdAt": "2026-11-20T15:05:21.000Z",
           *           "inUseSince": "2026-11-20T15:05:21.000Z",
           *           "acceptedUntil": null
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          "application/json": components["schemas"]["VapiCredentialList"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
  rotateVapiCredential: {
    parameters: {
      query?: never;
      header?: {
        /** @description Same key and same request: same answer, done once. Remembered for 24 hours */
        "Idempotency-Key"?: string;
        /** @description The organization to work in; without it the session's active one, or the API key's own */
        "X-Organization-Id"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It will be changed */
      202: {
        headers: {
          "Idempotency-Replayed": components["headers"]["Idempotency-Replayed"];
          RateLimit: components["headers"]["RateLimit"];
          "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
          "X-Request-Id": components["headers"]["X-Request-Id"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestedAt": "2026-11-20T15:05:21.000Z"
           *     }
           */
          "application/json": components["schemas"]["RotationAccepted"];
        };
      };
      400: components["responses"]["Problem400"];
      401: components["responses"]["Problem401"];
      403: components["responses"]["Problem403"];
      404: components["responses"]["Problem404"];
      409: components["responses"]["Problem409"];
      429: components["responses"]["Problem429"];
      500: components["responses"]["Problem500"];
      503: components["responses"]["Problem503"];
    };
  };
}
