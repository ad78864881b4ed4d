// How many a day, until there are none.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { isNotFound } from "@/api/problem";
import type { CutDown, CutDownInput } from "@/api/types";

const CUT_DOWN = ["cut-down"];

/** Null for who is not cutting down. */
export function useCutDown() {
  return useQuery({
    queryKey: CUT_DOWN,
    queryFn: ({ signal }): Promise<CutDown | null> =>
      api.get("/quit-plan/cut-down", { signal }).catch((error: unknown) => {
        if (isNotFound(error)) return null;
        throw error;
      }),
  });
}

/** What was changed elsewhere meanwhile is read again. */
function useChange<Input>(change: (input: Input) => Promise<CutDown | null>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (after) => queries.setQueryData(CUT_DOWN, after),
    onError: () => queries.invalidateQueries({ queryKey: CUT_DOWN }),
  });
}

/** A plan that holds is changed only if it still is the one that was read. */
export function useCutFurther(plan: CutDown | null) {
  return useChange((input: CutDownInput) =>
    api.put("/quit-plan/cut-down", input, plan ? { version: plan.version } : {}),
  );
}

export function useStopCutting() {
  return useChange(async ({ version }: CutDown) => {
    await api.delete("/quit-plan/cut-down", { version });
    return null;
  });
}
