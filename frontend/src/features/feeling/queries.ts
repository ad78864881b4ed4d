// The form about how stopping feels, and what was answered.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { AssessmentInput } from "@/api/types";

export const FEELING = "MTWS";

export function useFeelingForm() {
  return useQuery({
    queryKey: ["feeling", "form"],
    queryFn: async ({ signal }) => {
      const { items } = await api.get("/assessments/instruments", { signal });
      const form = items.find(({ code }) => code === FEELING);
      if (!form) throw new Error("The server does not offer this form");
      return form;
    },
    staleTime: Infinity,
  });
}

export function useAnswerForm() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: AssessmentInput) => api.post("/assessments", input),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["insights", "withdrawal"] }),
  });
}
