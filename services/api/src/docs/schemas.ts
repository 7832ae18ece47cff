import { activeOrganizationRequest, me, signInRequest, signUpRequest } from "@callflex/contracts/api/auth";
import {
  activeCall,
  activeCalls,
  callAction,
  callActions,
  callDetail,
  callList,
  callListItem,
  callStats,
  callTimeline,
  callTranscript,
  reprocessAccepted,
  timelineStep,
  transcriptSegment,
} from "@callflex/contracts/api/calls";
import { liveEvent } from "@callflex/contracts/api/events";
import { inboxItem, inboxList, inboxPatch } from "@callflex/contracts/api/inbox";
import { problem } from "@callflex/contracts/common";
import type { z } from "zod";

/** Shapes that have a name in the document; all others stand where they are used. */
export const namedSchemas: Record<string, z.ZodType> = {
  ActiveCall: activeCall,
  ActiveCalls: activeCalls,
  ActiveOrganizationRequest: activeOrganizationRequest,
  Call: callDetail,
  CallAction: callAction,
  CallActions: callActions,
  CallList: callList,
  CallListItem: callListItem,
  CallStats: callStats,
  CallTimeline: callTimeline,
  CallTranscript: callTranscript,
  InboxItem: inboxItem,
  InboxList: inboxList,
  InboxPatch: inboxPatch,
  LiveEvent: liveEvent,
  Me: me,
  Problem: problem,
  ReprocessAccepted: reprocessAccepted,
  SignInRequest: signInRequest,
  SignUpRequest: signUpRequest,
  TimelineStep: timelineStep,
  TranscriptSegment: transcriptSegment,
};
