/** What VAPI writes into a Twilio number's VoiceUrl when it is imported; calls reach VAPI by it. */
export const vapiVoiceUrl = "https://api.vapi.ai/twilio/inbound_call";

/** What VAPI writes into SmsUrl, unless the import says `smsEnabled: false`. */
export const vapiSmsUrl = "https://api.vapi.ai/twilio/sms";
