// Whom to call, by country.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "@/api/client";
import { useSession } from "@/features/auth/current";
import { useProfile } from "@/features/profile/queries";
import { detectedCountry, detectedTimeZone, countryOfZone } from "@/ui/places";

const AN_HOUR = 3_600_000;

export function useHelpLines(country: string | null) {
  return useQuery({
    queryKey: ["help-lines", country],
    queryFn: async ({ signal }) =>
      (await api.get("/help-lines", { query: { country: country ?? "" }, signal })).items,
    enabled: country !== null,
    staleTime: AN_HOUR,
    // Without a network it fails at once and says so, instead of waiting for one.
    networkMode: "always",
  });
}

/** Where somebody is: as their profile says, else as the device does. Null until it is known. */
export function useCountry(): string | null {
  const isSignedIn = useSession().status === "signed_in";
  const profile = useProfile(isSignedIn);
  const nearby = useMemo(() => countryOfDevice(), []);
  if (profile.data) return profile.data.country;
  return profile.isLoading ? null : nearby;
}

/** Where the clock is tells more than the language: many read English far from its countries. */
function countryOfDevice(): string {
  return countryOfZone(detectedTimeZone()) ?? detectedCountry();
}
