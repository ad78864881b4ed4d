// What the progress page asks for and changes.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { CheckIn, CheckInInput, Coach, Figure, Slip, SlipInput } from "@/api/types";

const RECENT = 10;
const EVERY_MS = 60_000;

export function useProgress() {
  return useQuery({
    queryKey: ["progress"],
    queryFn: ({ signal }) => api.get("/progress", { signal }),
    // The quit date arrives and days end while somebody looks on.
    refetchInterval: EVERY_MS,
  });
}

export function useRecentCheckIns() {
  return useQuery({
    queryKey: ["progress", "check-ins"],
    queryFn: async ({ signal }) =>
      (await api.get("/check-ins", { query: { limit: RECENT }, signal })).items,
  });
}

/**
 * A mutation after which every number may be another.
 *
 * `done` is called before they are read again: what asked may not be on the page any more then,
 * and what was given to `mutate` would not be called.
 */
export function useChange<Input, Reply>(
  change: (input: Input) => Promise<Reply>,
  done?: (reply: Reply, input: Input) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (reply, input) => {
      done?.(reply, input);
      return queries.invalidateQueries({ queryKey: ["progress"] });
    },
  });
}

export function useSetQuitDate(done: () => void) {
  return useChange((quit_at: string) => api.put("/quit-plan", { quit_at }), done);
}

export function useCheckIn(done: (checkIn: CheckIn) => void) {
  return useChange((input: CheckInInput) => api.post("/check-ins", input), done);
}

export function useSlip(done: (slip: Slip) => void) {
  return useChange((input: SlipInput) => api.post("/slips", input), done);
}

export function useHide() {
  return useChange((figures: Figure[]) => api.put("/progress/hidden", { figures }));
}

export function useCoaches(wanted: boolean) {
  return useQuery({
    queryKey: ["progress", "coaches"],
    queryFn: async ({ signal }) =>
      (await api.get("/coaches", { query: { limit: 100 }, signal })).items,
    enabled: wanted,
  });
}

export function useChooseCoach(done: (coach: Coach) => void) {
  return useChange(
    ({ user_id }: Coach) => api.put("/coaching/coach", { coach_id: user_id }),
    (_, coach) => done(coach),
  );
}

export function useLeaveCoach(done: () => void) {
  return useChange(() => api.delete("/coaching/coach"), done);
}

/** What my coach may see, and whether another may be asked where mine is late. */
export function useSharing() {
  return useQuery({
    queryKey: ["progress", "sharing"],
    queryFn: ({ signal }) => api.get("/coaching/sharing", { signal }),
  });
}

export function useAgreeToStandIn() {
  return useChange(async (stand_in: boolean) => {
    // What is shared is written with it, and may have been chosen elsewhere since it was read here.
    const { fields } = await api.get("/coaching/sharing");
    return api.put("/coaching/sharing", { fields, stand_in });
  });
}
