// When somebody is asked how it goes, and what they answer.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/api/client";
import type { Progress } from "@/api/types";
import { useChange, useRecentCheckIns } from "@/features/progress/queries";
import { openAmong } from "./due";

const CONFIDENCE = "CONFIDENCE";

export function useFollowUps() {
  return useQuery({
    queryKey: ["progress", "follow-ups"],
    queryFn: async ({ signal }) => (await api.get("/quit-plan/follow-ups", { signal })).items,
  });
}

/** The follow-up that waits for an answer, if one does; undefined while that is not known. */
export function useOpenFollowUp({ today }: Progress) {
  const followUps = useFollowUps().data;
  const checkIns = useRecentCheckIns().data;
  if (!followUps || !checkIns) return undefined;
  return openAmong(followUps, today, checkIns[0]?.local_date ?? null);
}

export interface FollowUpAnswer {
  smokeFree: boolean;
  confidence: number;
  /** Carbon monoxide in the breath; null where nobody measured it. */
  ppm: number | null;
}

/**
 * Each part has one id, so that sending all of it again after a lost reply makes nothing twice. The
 * check-in comes last: it is what ends the asking.
 */
export function useAnswerFollowUp(answered: (smokeFree: boolean) => void) {
  const [ids] = useState(() => ({
    checkIn: crypto.randomUUID(),
    confidence: crypto.randomUUID(),
    reading: crypto.randomUUID(),
  }));
  return useChange(
    async ({ smokeFree, confidence, ppm }: FollowUpAnswer) => {
      if (ppm !== null) await api.post("/co-readings", { client_id: ids.reading, ppm });
      await api.post("/assessments", {
        client_id: ids.confidence,
        instrument: CONFIDENCE,
        answers: { confidence },
      });
      await api.post("/check-ins", { client_id: ids.checkIn, smoke_free: smokeFree });
    },
    (_, { smokeFree }) => answered(smokeFree),
  );
}
