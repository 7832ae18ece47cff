/** Somebody speaks with an assistant. */
export interface VoiceTalk {
  setMuted(muted: boolean): void;
  /** Leaves the conversation, which ends it. */
  leave(): Promise<void>;
}

/**
 * Lets the browser's microphone take part in a conversation that our server has opened, by VAPI's web SDK: its `reconnect`
 * joins a call that is there already, so that no browser decides who talks and where the events go. The SDK loads when
 * somebody wants to speak, and not before; it may load code without `eval`, which our policy forbids.
 *
 * Written after the SDK's source (2.7.1); tried with a real account by nobody yet.
 *
 * @param talk.publicKey VAPI's public key
 * @param talk.joinUrl where the conversation is joined
 * @param talk.onEnd called once it is over
 * @throws when the microphone is refused, or the conversation can't be joined
 */
export async function joinVoice(talk: { publicKey: string; joinUrl: string; onEnd: () => void }): Promise<VoiceTalk> {
  const { default: Vapi } = await import("@vapi-ai/web");
  const vapi = new Vapi(talk.publicKey, undefined, { avoidEval: true });
  vapi.on("call-end", talk.onEnd);
  // Faults on the way are told by what `reconnect` throws, or by the end; without a listener they would be thrown here.
  vapi.on("error", () => undefined);
  await vapi.reconnect({ webCallUrl: talk.joinUrl });
  return {
    setMuted: (muted) => vapi.setMuted(muted),
    leave: () => vapi.stop(),
  };
}
