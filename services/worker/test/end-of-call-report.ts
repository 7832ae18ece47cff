import { randomUUID } from "node:crypto";
import { loadSample } from "@callflex/testing/webhook-samples/load";

interface Report {
  message: Record<string, unknown> & {
    call: Record<string, unknown>;
    phoneNumber: Record<string, unknown>;
    artifact: Record<string, unknown>;
  };
}

/** Members of a report that name a recording. */
const RECORDING = ["recordingUrl", "stereoRecordingUrl", "recording", "presignedMonoUrl", "presignedStereoUrl"];

/**
 * The sample report of a call of fifteen seconds that ended just now.
 *
 * @param input.vapiPhoneNumberId the number that was called
 * @param input.withRecording false for a report that came before the recording was stored
 */
export function endOfCallReport(input: { vapiPhoneNumberId: string; withRecording?: boolean }): Buffer {
  const { message } = loadSample<Report>("vapi", "end-of-call-report");
  const endedAt = Date.now();
  message.startedAt = new Date(endedAt - 15_000).toISOString();
  message.endedAt = new Date(endedAt).toISOString();
  message.call = {
    ...message.call,
    id: randomUUID(),
    createdAt: new Date(endedAt - 16_000).toISOString(),
    assistantId: null,
    phoneNumberId: input.vapiPhoneNumberId,
    phoneCallProviderId: `CA${randomUUID().replaceAll("-", "")}`,
    transport: undefined,
  };
  message.phoneNumber = { ...message.phoneNumber, id: input.vapiPhoneNumberId };
  if (input.withRecording === false) {
    for (const name of RECORDING) {
      delete message[name];
      delete message.artifact[name];
    }
  }
  return Buffer.from(JSON.stringify({ message }));
}
