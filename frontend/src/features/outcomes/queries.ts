// How many quit here, as anybody may know it.
import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";

const AN_HOUR = 3_600_000;

export function useOutcomes() {
  return useQuery({
    queryKey: ["outcomes"],
    queryFn: ({ signal }) => api.get("/outcomes", { signal }),
    staleTime: AN_HOUR,
  });
}
