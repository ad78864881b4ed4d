// The few pictograms the app uses, drawn with one pen. All are decoration: words carry the meaning.
import type { ReactNode } from "react";

function icon(...strokes: ReactNode[]) {
  return function Icon({ size = 20 }: { size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {strokes.map((stroke, index) => (
          <g key={index}>{stroke}</g>
        ))}
      </svg>
    );
  };
}

export const LeafIcon = icon(
  <path d="M12 19C5 16 5 8 12 3c7 5 7 13 0 16Z" />,
  <path d="M12 22V9" />,
);
export const LifebuoyIcon = icon(
  <circle cx="12" cy="12" r="9" />,
  <circle cx="12" cy="12" r="3.5" />,
  <path d="m5.6 5.6 3.9 3.9M14.5 14.5l3.9 3.9M18.4 5.6l-3.9 3.9M9.5 14.5l-3.9 3.9" />,
);
export const PhoneIcon = icon(
  <path d="M8.5 4H5c-1 0-1.5.7-1.3 1.7C5 13.5 10.5 19 18.3 20.3c1 .2 1.7-.3 1.7-1.3v-3.5l-4.5-1.5-2 2C10.8 14.7 9.3 13.2 8 10.5l2-2Z" />,
);
export const ChatIcon = icon(<path d="M4 5h16v11H10l-5 4v-4H4Z" />);
export const BellIcon = icon(<path d="M6 16V11a6 6 0 0 1 12 0v5l2 2H4Z" />, <path d="M10 21h4" />);
export const PersonIcon = icon(<circle cx="12" cy="8" r="4" />, <path d="M4 21c1-5 15-5 16 0" />);
export const PeopleIcon = icon(
  <circle cx="9" cy="9" r="3.5" />,
  <path d="M2.5 20c.8-5 12.2-5 13 0" />,
  <path d="M16 5.8a3.5 3.5 0 0 1 0 6.4M18.5 15.5c1.7.8 2.7 2.4 3 4.5" />,
);
export const CheckIcon = icon(<path d="M5 12.5 10 17.5 19.5 7" />);
export const SendIcon = icon(<path d="M4 12 20 4 14 20 11 13Z" />, <path d="M11 13 20 4" />);
export const BackIcon = icon(<path d="M14.5 5 8 12l6.5 7" />);
export const CoinIcon = icon(
  <circle cx="12" cy="12" r="8.5" />,
  <path d="M14.5 9.5c-1-1.3-5-1.3-5 .7 0 2.4 5 1.2 5 3.6 0 2-4 2-5 .7M12 7v10" />,
);
export const HeartIcon = icon(
  <path d="M12 20C2 13 4 5 8.5 5 10.5 5 12 7 12 8c0-1 1.5-3 3.5-3C20 5 22 13 12 20Z" />,
);
export const FlameOutIcon = icon(
  <path d="M12 3c1 4 5 5 5 10a5 5 0 0 1-10 0c0-2 1-3 2-4" />,
  <path d="M4 4 20 20" />,
);
export const CalendarIcon = icon(
  <rect x="4" y="5" width="16" height="15" rx="2" />,
  <path d="M4 10h16M8.5 3v4M15.5 3v4" />,
);
export const StreakIcon = icon(<path d="M4 17 9 12l4 3 7-8" />, <path d="M15 7h5v5" />);
export const WaveIcon = icon(
  <path d="M2 15c3 0 4-6 8-6s4 6 8 6c2 0 3-1 4-2" />,
  <path d="M2 20c3 0 4-3 8-3s4 3 8 3c2 0 3-.5 4-1" />,
);
export const ChartIcon = icon(<path d="M4 4v16h16" />, <path d="M8 16v-4M12.5 16V8M17 16v-6" />);
