// What the plan asks for and changes. What was changed elsewhere meanwhile is read again.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Checklist, ChecklistInput, CopingPair, PairInput, Reason, Uuid } from "@/api/types";

const CHECKLIST = ["plan", "checklist"];

export function useChecklist() {
  return useQuery({
    queryKey: CHECKLIST,
    queryFn: ({ signal }) => api.get("/quit-plan/checklist", { signal }),
  });
}

export function useReasons() {
  return useQuery({
    queryKey: ["plan", "reasons"],
    queryFn: async ({ signal }) => (await api.get("/quit-plan/reasons", { signal })).items,
  });
}

export function usePairs() {
  return useQuery({
    queryKey: ["plan", "pairs"],
    queryFn: async ({ signal }) => (await api.get("/quit-plan/coping-pairs", { signal })).items,
  });
}

/**
 * A mutation after which the plan and what an urge is met with are others, or were already.
 * `done` is called before they are read again: a form is empty before the list shows its entry.
 */
function useChange<Input, Reply>(change: (input: Input) => Promise<Reply>, done?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => done?.(),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["plan"] }),
        queries.invalidateQueries({ queryKey: ["sos"] }),
      ]),
  });
}

/** Ticks follow each other, each on the list the one before it left. */
export function useTick() {
  const queries = useQueryClient();
  return useMutation({
    scope: { id: "checklist" },
    mutationFn: (list: ChecklistInput) => {
      const before = queries.getQueryData<Checklist>(CHECKLIST);
      return api.put("/quit-plan/checklist", list, before && { version: before.version });
    },
    onSuccess: (after) => queries.setQueryData(CHECKLIST, after),
    onError: () => queries.invalidateQueries({ queryKey: CHECKLIST }),
  });
}

export function useAddReason(added: () => void) {
  return useChange(
    (reason: { client_id: Uuid; words: string }) => api.post("/quit-plan/reasons", reason),
    added,
  );
}

export function useReword() {
  return useChange(({ reason_id, version, words }: Reason) =>
    api.put("/quit-plan/reasons/{reason_id}", { words }, { path: { reason_id }, version }),
  );
}

export function useDropReason() {
  return useChange(({ reason_id, version }: Reason) =>
    api.delete("/quit-plan/reasons/{reason_id}", { path: { reason_id }, version }),
  );
}

export function useAddPair(added: () => void) {
  return useChange(
    (pair: PairInput & { client_id: Uuid }) => api.post("/quit-plan/coping-pairs", pair),
    added,
  );
}

export function useChangePair() {
  return useChange(({ pair_id, version, trigger, response, strategy }: CopingPair) =>
    api.put(
      "/quit-plan/coping-pairs/{pair_id}",
      { trigger, response, ...(strategy ? { strategy } : {}) },
      { path: { pair_id }, version },
    ),
  );
}

export function useDropPair() {
  return useChange(({ pair_id, version }: CopingPair) =>
    api.delete("/quit-plan/coping-pairs/{pair_id}", { path: { pair_id }, version }),
  );
}

export function useOrderPairs() {
  return useChange((pair_ids: Uuid[]) => api.put("/quit-plan/coping-pairs/order", { pair_ids }));
}
